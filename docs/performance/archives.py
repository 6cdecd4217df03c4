#!/usr/bin/env python3
"""What each choice in the TorchScript archive is worth: one left out at a time, A B C D in turn.

    VENV/bin/python docs/performance/archives.py --out FOLDER [--arch A,B] [--batch 1,8] \
        [--rounds 5] [--seconds 2] [--threads 2]

The archive as convbench writes it (batch norms folded, channels-last memory, in-place activations
and additions) beside archives without one of the three and without all, made from what
`convbench export` and `convbench export --no-optimize` write. Python's torch runs them all, every
round in a process of its own. Needs torch and numpy. Nothing else may run meanwhile.
"""
import os
import re
import statistics
import subprocess
import sys
import zipfile

import compare

ALL = ("folded", "channels-last", "in place")


def export(architecture, folded, folder):
    """convbench's own archive."""
    file = os.path.join(folder, architecture + (".folded.pt" if folded else ".plain.pt"))
    if not os.path.exists(file):
        home = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
        command = [os.path.join(home, "convbench"), "export", architecture]
        command += ["--format", "torchscript", "--out", file]
        command += ["--optimize" if folded else "--no-optimize"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return file


def edited(file, edit):
    """A copy of an archive with another text of its code."""
    copy = file[: -len(".pt")] + "." + edit.__name__ + ".pt"
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(copy, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename.endswith("__torch__.py"):
                content = edit(content.decode()).encode()
            target.writestr(entry, content)
    return copy


def copying(code):
    """No layer writes into its input."""
    return re.sub(r"torch\.(relu|hardtanh|add)_\(", r"torch.\1(", code)


def channels_first(code):
    """Maps in PyTorch's own order; worker turns the kernels."""
    return code.replace(
        "torch.permute(images, [0, 3, 1, 2])", "torch.contiguous(torch.permute(images, [0, 3, 1, 2]))"
    )


def variant(architecture, choices, folder):
    file = export(architecture, "folded" in choices, folder)
    if "in place" not in choices:
        file = edited(file, copying)
    if "channels-last" not in choices:
        file = edited(file, channels_first)
    return file


def worker(file, architecture, batch, threads, seconds):
    """One round; prints the median in milliseconds."""
    import torch

    torch.set_num_threads(int(threads))
    module = torch.jit.load(file)
    if "channels_first" in file:
        for name, value in kernels(module):
            setattr(module, name, value.contiguous())
    side = compare.SIDES.get(architecture, 224)
    images = torch.rand(int(batch), side, side, 3) * 2 - 1

    def forward():
        with torch.inference_mode():
            return module(images).numpy()

    print(statistics.median(compare.time_passes(forward, float(seconds))))


def kernels(module):
    """Names and values of the archive's four-dimensional tensors."""
    for name in sorted(set(re.findall(r"self\.(w\d+)", module.code))):
        value = getattr(module, name)
        if value.dim() == 4:
            yield name, value


def main():
    options = compare.comparison(__doc__, "ResNet50,MobileNetV2,DenseNet121").parse_args()
    variants = [ALL] + [tuple(c for c in ALL if c != left) for left in ALL] + [()]
    print("| architecture | batch | all three ms | " + " | ".join("not " + c for c in ALL) + " | none |")
    print("|---|---:|---:|---:|---:|---:|---:|", flush=True)
    for architecture in options.arch.split(","):
        files = [variant(architecture, choices, options.out) for choices in variants]
        for batch in options.batch.split(","):
            times = [[] for _ in files]
            for _ in range(options.rounds):
                for file, own in zip(files, times):
                    command = [sys.executable, __file__, "worker", file, architecture, batch]
                    command += [str(options.threads), str(options.seconds)]
                    result = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
                    own.append(float(result.stdout))
            base = statistics.median(times[0])
            ratios = [sorted(t / b for t, b in zip(own, times[0])) for own in times[1:]]
            print(
                "| %s | %s | %.2f | %s |"
                % (
                    architecture,
                    batch,
                    base,
                    " | ".join(
                        "%.2f (%.2f to %.2f)" % (statistics.median(r), r[0], r[-1]) for r in ratios
                    ),
                ),
                flush=True,
            )


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] == "worker":
        worker(*sys.argv[2:])
    else:
        main()
