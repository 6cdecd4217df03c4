#!/usr/bin/env python3
"""Compares convbench's latency with Python's on the same model files, A B A B on one machine.

    python3 docs/performance/compare.py --python VENV/bin/python --out FOLDER \
        [--arch A,B] [--engine E,F] [--batch 1,8] [--rounds 5] [--seconds 2] [--run "OPTIONS"]
        [--turns 0.5]

A is `convbench run --measure latency`; B is the engine's own Python package on the file that
`convbench export` writes: torch.jit on the TorchScript archive, onnxruntime on the ONNX file, and
Keras itself (keras.applications, compiled with tf.function) for TensorFlow, since that is what a
Python user runs; where Keras has no such network, TensorFlow on convbench's SavedModel. The engine
onnxruntime-library stands for ONNX Runtime beside the very library that convbench has, called from
Python, where the wheel is of another version; --run "--library pytorch=VENV/.../torch --binding
pytorch=FILE" gives convbench the wheel's. All have the same seeded
weights (docs/conformance.md), use the same threads and float32, and read the logits back. Every round
is a process of its own: on one machine two processes that do the same may differ by a twentieth for
as long as they live, so rounds count, not seconds.

Where the machine's speed changes from second to second, a round of A and a round of B meet different
machines. With --turns T both live at once and take turns of T seconds, the other one stopped
(SIGSTOP), and B's passes count that fall into A's timed window; one pass a turn is cut in two, which
a median does not see. Give such rounds more --seconds, as each has half of them. The ratio is then
the median of the rounds' ratios.

Needs in the venv: torch, onnxruntime, tensorflow-cpu, keras, numpy. Nothing else may run meanwhile.
Adds every round to FOLDER/rounds.csv and prints medians and ratios with their spread.
"""
import argparse
import csv
import datetime
import functools
import json
import os
import signal
import statistics
import subprocess
import sys
import time

FORMATS = {"pytorch": "torchscript", "onnxruntime": "onnx", "tensorflow": "savedmodel"}
LIBRARY = "onnxruntime-library"
# In a turn, of which one may be cut in two.
LEAST_PASSES = 8
# Of the threads' time, during A's timed passes.
MOST_STEAL = 0.05
SIDES = {
    "AlexNet": 227,
    "InceptionV3": 299,
    "InceptionV4": 299,
    "Xception": 299,
    "InceptionResNetV2": 299,
    "NASNetLarge": 331,
}
NOT_IN_KERAS = {"ResNet18", "ResNet34", "AlexNet", "AlexNetOWT", "InceptionV4"}
GAINS = {"ConvNeXtTiny": 5.66, "EfficientNetB0": 8.36, "MobileNetV3Large": 6.66}
IMAGENET = {"mean": (0.485, 0.456, 0.406), "variance": (0.229, 0.224, 0.225), "count": 0}


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
    if engine == LIBRARY:
        import onnxruntime_library

        library = os.path.join(os.path.dirname(model), "libonnxruntime.so")
        return onnxruntime_library.forward_of(library, model, images, threads)
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import tensorflow

    tensorflow.config.threading.set_intra_op_parallelism_threads(threads)
    tensorflow.config.threading.set_inter_op_parallelism_threads(1)
    tensor = tensorflow.constant(images)
    if architecture in NOT_IN_KERAS:
        loaded = tensorflow.saved_model.load(model)
        signature = loaded.signatures["serving_default"]
        return lambda: next(iter(signature(tensor).values())).numpy()
    network = keras_network(architecture, side)
    network.load_weights(model)
    compiled = tensorflow.function(lambda x: network(x, training=False))
    return lambda: compiled(tensor).numpy()


def keras_network(architecture, side):
    import keras

    return getattr(keras.applications, architecture)(
        weights=None, classifier_activation=None, input_shape=(side, side, 3)
    )


def seeded(number, layer, name, shape, gain):
    """The tensor of this number in Keras's file order by the seeded rule (docs/conformance.md)."""
    import numpy

    if layer == "Normalization":
        return numpy.broadcast_to(IMAGENET[name], shape)
    size = int(numpy.prod(shape))
    with numpy.errstate(over="ignore"):
        z = numpy.uint64(number << 32) + numpy.arange(size, dtype="uint64")
        z += numpy.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        z ^= z >> numpy.uint64(31)
    s = 2 * ((z >> numpy.uint64(40)) / 2.0**24) - 1
    if len(shape) >= 2:
        depthwise = shape[-1] == 1
        fan = shape[0] * shape[1] if depthwise else size // shape[-1]
        values = (s * numpy.sqrt(gain / fan)).reshape(shape)
        pairs = values.reshape(fan, -1) if depthwise else numpy.moveaxis(values, -2, 0)
        odd = 2 * (len(pairs) // 2)
        pairs[1:odd:2] = -pairs[0:odd:2]
        return values.astype("float32")
    scale = 0.1 if layer == "LayerScale" else 1
    values = {"gamma": scale * (1 + 0.1 * s), "moving_variance": 1 + 0.25 * s}
    return values.get(name, 0.02 * s)


def write_weights(architecture, file):
    """Keras's network with the seeded weights, as a weight file that load_weights reads."""
    network = keras_network(architecture, SIDES.get(architecture, 224))
    weights = [(layer, weight) for layer in network.layers for weight in layer.weights]
    gain = 3 if architecture.startswith("ResNet") else GAINS.get(architecture, 5)
    for number, (layer, weight) in enumerate(weights):
        kind = type(layer).__name__
        weight.assign(seeded(number, kind, weight.name, weight.shape, gain))
    network.save_weights(file)


def worker(arguments):
    """One round of B, in a process of its own; prints the median in milliseconds."""
    engine, architecture, model, batch, threads, seconds = arguments
    forward = python_forward(engine, architecture, model, int(batch), int(threads))
    print(statistics.median(time_passes(forward, float(seconds))))


def endless(arguments):
    """B in turns with A: a line for every pass, when it ended and its milliseconds, until killed."""
    engine, architecture, model, batch, threads, file = arguments
    forward = python_forward(engine, architecture, model, int(batch), int(threads))
    with open(file, "w", buffering=1) as passes:
        while True:
            start = time.perf_counter()
            forward()
            passes.write("%.3f %.6f\n" % (time.time(), 1000 * (time.perf_counter() - start)))


def convbench_row(home, engine, architecture, batch, threads, seconds, folder, run_options=(), run=subprocess.run):
    """One round of A: its row. It is run by run, which gets what subprocess.run gets."""
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
                "latency": {"warmup-seconds": seconds / 4, "measure-seconds": seconds, "rounds": 1},
            },
            file,
        )
    out = os.path.join(folder, "run-%d" % time.time_ns())
    run(
        [os.path.join(home, "convbench"), "run", suite, "--out", out, *run_options],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    with open(os.path.join(out, "results.csv")) as file:
        row = next(csv.DictReader(file))
    if row["status"] != "ok":
        raise SystemExit("%s %s: %s" % (architecture, engine, row["reason"]))
    return row


def milliseconds(row):
    return float(row["latency_p50_ms"])


def convbench_round(*arguments):
    """One round of A; the median in milliseconds."""
    return milliseconds(convbench_row(*arguments))


def in_turns(turn, command, beside):
    """Runs a command to its end while it and a process beside it take turns of so many seconds."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    groups = [process.pid, beside.pid]
    try:
        while process.poll() is None:
            os.killpg(groups[1], signal.SIGSTOP)
            os.killpg(groups[0], signal.SIGCONT)
            time.sleep(turn)
            groups.reverse()
    finally:
        os.killpg(beside.pid, signal.SIGCONT)
        os.killpg(beside.pid, signal.SIGKILL)
    if process.returncode != 0:
        raise SystemExit("%s: exit code %d" % (command, process.returncode))


class Unmeasured(Exception):
    """Why a comparison has no figure."""


def round_in_turns(options, round_of_a, engine, architecture, model, batch):
    """One round of A and B that take turns: the medians of both in milliseconds, and the steal."""
    passes = os.path.join(options.out, "passes.txt")
    beside = subprocess.Popen(
        [options.python, os.path.abspath(__file__), "endless", engine, architecture, model]
        + [str(batch), str(options.threads), passes],
        start_new_session=True,
    )
    row = round_of_a(run=lambda command, **_: in_turns(options.turns, command, beside))
    end = datetime.datetime.fromisoformat(row["time"].replace("Z", "+00:00")).timestamp()
    with open(passes) as file:
        both = [line.split() for line in file if line.endswith("\n")]
    beginning = end - options.seconds - 2
    theirs = [float(taken) for at, taken in both if beginning <= float(at) <= end]
    if theirs and statistics.median(theirs) > 1000 * options.turns / LEAST_PASSES:
        raise Unmeasured("turns of less than %d passes cut too many: more --turns" % LEAST_PASSES)
    if len(theirs) < 10:
        raise Unmeasured("%d passes in Python: more --seconds" % len(theirs))
    return milliseconds(row), statistics.median(theirs), float(row["steal_cores"] or 0) / options.threads


def rounds_in_turns(options, *what):
    """Rounds that the hypervisor left alone, of up to twice as many, each with all that it gave."""
    undisturbed = 0
    for _ in range(2 * options.rounds):
        one = round_in_turns(options, *what)
        undisturbed += one[2] <= MOST_STEAL
        yield one
        if undisturbed == options.rounds:
            return


def rounds_apart(options, round_of_a, engine, architecture, model, batch):
    """Rounds of A and B one after the other."""
    for _ in range(options.rounds):
        a = milliseconds(round_of_a())
        b = python(options.python, "worker", engine, architecture, model, batch, options.threads, options.seconds)
        yield a, float(b.split()[-1]), 0.0


def line(options, out, round_of_a, engine, architecture, model, batch):
    """A comparison's line of the table; its rounds are recorded."""
    kept = []
    rounds = rounds_in_turns if options.turns else rounds_apart
    for a, b, steal in rounds(options, round_of_a, engine, architecture, model, batch):
        record(out, architecture, engine, batch, a, b, steal)
        if steal <= MOST_STEAL:
            kept.append((a, b))
    if not kept:
        raise Unmeasured("the hypervisor disturbed every round")
    ours, theirs = zip(*kept)
    ratios = [a / b for a, b in kept]
    medians = statistics.median(ours), statistics.median(theirs)
    return "| %s | %s | %d | %.2f | %.2f | %.3f | %d: %.3f to %.3f |" % (
        architecture,
        engine,
        batch,
        *medians,
        statistics.median(ratios) if options.turns else medians[0] / medians[1],
        len(kept),
        min(ratios),
        max(ratios),
    )


def python(interpreter, *arguments):
    """What this script prints as another interpreter's process."""
    command = [interpreter, os.path.abspath(__file__)] + [str(each) for each in arguments]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != 0:
        raise SystemExit(result.stderr or "%s: exit code %d" % (command, result.returncode))
    return result.stdout


def model_file(home, interpreter, engine, architecture, folder):
    """The file that Python runs, made unless an earlier call left it in the folder."""
    if engine == "tensorflow" and architecture not in NOT_IN_KERAS:
        file = os.path.join(folder, architecture + ".weights.h5")
        if not os.path.exists(file):
            python(interpreter, "weights", architecture, file)
        return file
    if engine == LIBRARY:
        import onnxruntime_library

        onnxruntime_library.unpack(os.path.join(home, onnxruntime_library.JAR), folder)
        engine = "onnxruntime"
    file = os.path.join(folder, architecture + "." + engine)
    if not os.path.exists(file):
        command = [os.path.join(home, "convbench"), "export", architecture]
        command += ["--format", FORMATS[engine], "--out", file]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return file


def record(folder, *values):
    """Adds a line to rounds.csv."""
    file = os.path.join(folder, "rounds.csv")
    header = ["architecture", "engine", "batch", "convbench_ms", "python_ms", "steal"]
    with open(file, "a", newline="") as rounds:
        csv.writer(rounds).writerows(([header] if rounds.tell() == 0 else []) + [values])


def comparison(documentation, architectures):
    """A parser of the options that all comparisons here take."""
    parser = argparse.ArgumentParser(description=documentation.splitlines()[0])
    parser.add_argument("--out", required=True, type=folder)
    parser.add_argument("--arch", default=architectures)
    parser.add_argument("--batch", default="1,8")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    return parser


def folder(name):
    """A folder's absolute path; makes it."""
    os.makedirs(name, exist_ok=True)
    return os.path.abspath(name)


def main():
    parser = comparison(__doc__, "ResNet50,MobileNetV2,InceptionV3,DenseNet121,VGG16,NASNetMobile")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--engine", default="pytorch,onnxruntime,tensorflow")
    parser.add_argument("--run", default="", metavar="OPTIONS", help="of convbench run")
    parser.add_argument("--turns", type=float, default=0, metavar="T", help="seconds")
    options = parser.parse_args()
    home = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    out = options.out
    print("| architecture | engine | batch | convbench ms | Python ms | ratio | rounds |")
    print("|---|---|---:|---:|---:|---:|---|", flush=True)
    unmeasured = []
    for architecture in options.arch.split(","):
        for engine in options.engine.split(","):
            model = model_file(home, options.python, engine, architecture, out)
            for batch in map(int, options.batch.split(",")):
                round_of_a = functools.partial(
                    convbench_row,
                    home,
                    engine.replace(LIBRARY, "onnxruntime"),
                    architecture,
                    batch,
                    options.threads,
                    options.seconds,
                    out,
                    options.run.split(),
                )
                try:
                    print(line(options, out, round_of_a, engine, architecture, model, batch), flush=True)
                except Unmeasured as reason:
                    unmeasured.append("%s, %s, batch %d: %s" % (architecture, engine, batch, reason))
    if unmeasured:
        raise SystemExit("\n".join(unmeasured))


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] == "worker":
        worker(sys.argv[2:])
    elif len(sys.argv) > 1 and sys.argv[1] == "endless":
        endless(sys.argv[2:])
    elif len(sys.argv) > 1 and sys.argv[1] == "weights":
        write_weights(*sys.argv[2:])
    else:
        main()
