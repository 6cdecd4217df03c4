#!/usr/bin/env python3
"""Compares builds of convbench with each other, A B C A B C on one machine.

    python3 docs/performance/builds.py --out FOLDER CLONE CLONE... \
        [--engine onnxruntime] [--arch A,B] [--batch 1,8] [--rounds 5] [--seconds 2]

Each CLONE is built already, say with another version of an engine (docs/decisions/onnx.md). Prints
the median p50 of every clone and its ratio to the first one's, with the spread over the rounds.
Nothing else may run meanwhile.
"""
import os
import statistics

import compare


def main():
    parser = compare.comparison(__doc__, "ResNet50,MobileNetV2,DenseNet121")
    parser.add_argument("clones", nargs="+", metavar="CLONE")
    parser.add_argument("--engine", default="onnxruntime")
    options = parser.parse_args()
    names = [os.path.basename(os.path.normpath(clone)) for clone in options.clones]
    print("| architecture | batch | " + " | ".join(names) + " |")
    print("|---|---:|" + "---:|" * len(names), flush=True)
    for architecture in options.arch.split(","):
        for batch in map(int, options.batch.split(",")):
            times = [[] for _ in names]
            for _ in range(options.rounds):
                for clone, own in zip(options.clones, times):
                    own.append(
                        compare.convbench_round(
                            clone,
                            options.engine,
                            architecture,
                            batch,
                            options.threads,
                            options.seconds,
                            options.out,
                        )
                    )
            cells = ["%.2f ms" % statistics.median(times[0])]
            for own in times[1:]:
                ratios = [t / first for t, first in zip(own, times[0])]
                cells.append(
                    "%.3f (%.3f to %.3f)" % (statistics.median(ratios), min(ratios), max(ratios))
                )
            print("| %s | %d | %s |" % (architecture, batch, " | ".join(cells)), flush=True)


if __name__ == "__main__":
    main()
