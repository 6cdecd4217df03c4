#!/usr/bin/env python3
"""Compares convbench's latency with Python's on the same model files, A B A B on one machine.

    python3 docs/performance/compare.py --python VENV/bin/python --out FOLDER \
        [--arch A,B] [--engine E,F] [--batch 1,8] [--rounds 2] [--seconds 4]

A is `convbench run --measure latency`; B is the engine's own Python package on the file that
`convbench export` writes: torch.jit on the TorchScript archive, onnxruntime on the ONNX file, and
Keras itself (keras.applications, random weights, compiled with tf.function) for TensorFlow, since
that is what a Python user runs. Both use the same threads, float32, and read the logits back.

Needs in the venv: torch, onnxruntime, tensorflow-cpu, keras, numpy. Nothing else may run meanwhile.
Writes FOLDER/rounds.csv (every round) and prints medians and ratios with their spread.
"""
import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import time

FORMATS = {"pytorch": "torchscript", "onnxruntime": "onnx"}
SIDES = {"InceptionV3": 299, "Xception": 299, "InceptionResNetV2": 299, "NASNetLarge": 331}


def time_passes(forward, seconds):
    """Milliseconds of every pass, after a quarter of the time spent warming up."""
    end = time.perf_counter() + seconds / 4
    forward()
    while time.perf_counter() < end:
        forward()
    passes = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.perf_counter()
        forward()
        passes.append(1000 * (time.perf_counter() - start))
    return passes


def python_forward(engine, architecture, model, batch, threads):
    import numpy

    side = SIDES.get(architecture, 224)
    images = numpy.random.default_rng(0).uniform(-1, 1, (batch, side, side, 3)).astype("float32")
    if engine == "pytorch":
        import torch

        torch.set_num_threads(threads)
        module = torch.jit.load(model)
        tensor = torch.from_numpy(images)

        def forward():
            with torch.inference_mode():
                return module(tensor).numpy()

        return forward
    if engine == "onnxruntime":
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        session = onnxruntime.InferenceSession(model, options, ["CPUExecutionProvider"])
        return lambda: session.run(None, {"images": images})
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import keras
    import tensorflow

    tensorflow.config.threading.set_intra_op_parallelism_threads(threads)
    tensorflow.config.threading.set_inter_op_parallelism_threads(1)
    network = getattr(keras.applications, architecture)(
        weights=None, classifier_activation=None, input_shape=(side, side, 3)
    )
    compiled = tensorflow.function(lambda x: network(x, training=False))
    tensor = tensorflow.constant(images)
    return lambda: compiled(tensor).numpy()


def worker(arguments):
    """One round of B, in a process of its own; prints the median in milliseconds."""
    engine, architecture, model, batch, threads, seconds = arguments
    forward = python_forward(engine, architecture, model, int(batch), int(threads))
    print(statistics.median(time_passes(forward, float(seconds))))


def convbench_round(home, engine, architecture, batch, threads, seconds, folder):
    """One round of A; the median in milliseconds."""
    suite = os.path.join(folder, "suite.yaml")
    with open(suite, "w") as file:
        json.dump(
            {
                "title": "comparison",
                "architectures": [architecture],
                "engines": [engine],
                "devices": ["cpu"],
                "batches": [batch],
                "precisions": ["fp32"],
                "threads": [threads],
                "measurements": ["latency"],
                "weights": "seeded",
                "latency": {"warmup-seconds": seconds / 4, "measure-seconds": seconds},
            },
            file,
        )
    run = os.path.join(folder, "run-%d" % time.time_ns())
    subprocess.run(
        [os.path.join(home, "convbench"), "run", suite, "--out", run],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    with open(os.path.join(run, "results.csv")) as file:
        row = next(csv.DictReader(file))
    if row["status"] != "ok":
        raise SystemExit("%s %s: %s" % (architecture, engine, row["reason"]))
    return float(row["latency_p50_ms"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--out", required=True)
    parser.add_argument(
        "--arch", default="ResNet50,MobileNetV2,InceptionV3,DenseNet121,VGG16,NASNetMobile"
    )
    parser.add_argument("--engine", default="pytorch,onnxruntime,tensorflow")
    parser.add_argument("--batch", default="1,8")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    options = parser.parse_args()
    home = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    out = os.path.abspath(options.out)
    os.makedirs(out, exist_ok=True)
    print("| architecture | engine | batch | convbench ms | Python ms | ratio | rounds |")
    print("|---|---|---:|---:|---:|---:|---|", flush=True)
    with open(os.path.join(out, "rounds.csv"), "w", newline="") as file:
        rounds = csv.writer(file)
        rounds.writerow(["architecture", "engine", "batch", "round", "convbench_ms", "python_ms"])
        for architecture in options.arch.split(","):
            for engine in options.engine.split(","):
                model = os.path.join(out, architecture + "." + engine)
                if engine in FORMATS and not os.path.exists(model):
                    subprocess.run(
                        [
                            os.path.join(home, "convbench"),
                            "export",
                            architecture,
                            "--format",
                            FORMATS[engine],
                            "--out",
                            model,
                        ],
                        check=True,
                        stdout=subprocess.DEVNULL,
                    )
                for batch in map(int, options.batch.split(",")):
                    ours, theirs = [], []
                    for number in range(options.rounds):
                        ours.append(
                            convbench_round(
                                home,
                                engine,
                                architecture,
                                batch,
                                options.threads,
                                options.seconds,
                                out,
                            )
                        )
                        result = subprocess.run(
                            [options.python, os.path.abspath(__file__), "worker", engine]
                            + [architecture, model, str(batch)]
                            + [str(options.threads), str(options.seconds)],
                            check=True,
                            capture_output=True,
                            text=True,
                        )
                        theirs.append(float(result.stdout.split()[-1]))
                        rounds.writerow(
                            [architecture, engine, batch, number, ours[-1], theirs[-1]]
                        )
                        file.flush()
                    ratios = [a / b for a, b in zip(ours, theirs)]
                    print(
                        "| %s | %s | %d | %.2f | %.2f | %.3f | %s |"
                        % (
                            architecture,
                            engine,
                            batch,
                            statistics.median(ours),
                            statistics.median(theirs),
                            statistics.median(ratios),
                            ", ".join("%.3f" % ratio for ratio in ratios),
                        ),
                        flush=True,
                    )


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] == "worker":
        worker(sys.argv[2:])
    else:
        main()
