"""Times a TorchScript file in PyTorch's own Python, or holds a GPU's memory; check.sh calls it.

A pass goes from a batch on the device to logits in the host's memory, as convbench times it. On a GPU, CUDA events
around the same pass give the device's own time.
"""

import argparse
import json
import statistics
import time

import torch

MIB = 1 << 20


def times(one_pass, seconds):
    """Milliseconds that one_pass returns, again and again for so many seconds."""
    values = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or not values:
        values.append(one_pass())
    return values


def host_pass(model, images):
    start = time.perf_counter()
    model(images).cpu()
    return 1000 * (time.perf_counter() - start)


def device_pass(model, images):
    start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
    start.record()
    model(images)
    end.record()
    end.synchronize()
    return start.elapsed_time(end)


def of_batch(model, batch, side, device, seconds):
    images = torch.rand(batch, side, side, 3, device=device) * 2 - 1
    times(lambda: host_pass(model, images), seconds / 2)
    host = times(lambda: host_pass(model, images), seconds)
    on_device = times(lambda: device_pass(model, images), seconds) if device.type == "cuda" else []
    return {
        "batch": batch,
        "samples": len(host),
        "p50_ms": statistics.median(host),
        "device_p50_ms": statistics.median(on_device) if on_device else None,
    }


def compare(arguments):
    device = torch.device(arguments.device)
    with torch.inference_mode():
        model = torch.jit.load(arguments.model, map_location=device).eval()
        batches = [
            of_batch(model, batch, arguments.side, device, arguments.seconds)
            for batch in arguments.batches
        ]
    name = torch.cuda.get_device_name(device) if device.type == "cuda" else "cpu"
    with open(arguments.out, "w", encoding="utf-8") as file:
        json.dump({"torch": torch.__version__, "device": name, "batches": batches}, file, indent=2)


def hold(arguments):
    free, _ = torch.cuda.mem_get_info(arguments.device)
    held = torch.empty(free - arguments.all_but_mib * MIB, dtype=torch.uint8, device=arguments.device)
    print(f"holds {held.numel() // MIB} MiB", flush=True)
    time.sleep(arguments.seconds)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--device", default="cuda:0")
    commands = parser.add_subparsers(required=True)
    comparing = commands.add_parser("time")
    comparing.add_argument("model")
    comparing.add_argument("out")
    comparing.add_argument("--batches", type=lambda text: [int(one) for one in text.split(",")], default=[1])
    comparing.add_argument("--side", type=int, default=224)
    comparing.add_argument("--seconds", type=float, default=1.5)
    comparing.set_defaults(run=compare)
    holding = commands.add_parser("hold")
    holding.add_argument("--all-but-mib", type=int, required=True)
    holding.add_argument("--seconds", type=float, default=120)
    holding.set_defaults(run=hold)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
