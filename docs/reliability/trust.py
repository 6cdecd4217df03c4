#!/usr/bin/env python3
"""Runs that show how far latencies can be trusted, and their figures. Needs nothing but Python 3.

    docs/reliability/trust.py measure --out QUIET --runs 6
    docs/reliability/trust.py measure --out DISTURBED --runs 20 --disturb
    docs/reliability/trust.py figures QUIET [DISTURBED]

Nothing else may run meanwhile. 'measure' times four architectures on three engines, about five minutes
a run; --disturb starts and stops a process that takes half of a core, at random times drawn from --seed.
'measure' goes on where it was stopped. 'figures' prints Markdown.
"""

import argparse
import collections
import csv
import itertools
import json
import math
import os
import random
import signal
import statistics
import subprocess
import sys
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ARCHITECTURES = "MobileNetV2,ResNet50,InceptionV3,DenseNet121"
ENGINES = "pytorch,onnxruntime,tensorflow"

# Half of a core in turns of 50 ms, shorter than any pass that matters and longer than a time slice.
BURNER = "import time\nwhile True:\n end=time.time()+.05\n while time.time()<end: pass\n time.sleep(.05)\n"
MEAN_SECONDS = 15


class Disturbance(threading.Thread):
    """Starts and stops the burner at exponential times, and keeps a record of them."""

    def __init__(self, seed):
        super().__init__(daemon=True)
        self.random = random.Random(seed)
        self.done = threading.Event()
        self.times = []

    def run(self):
        while not self.done.wait(self.random.expovariate(1 / MEAN_SECONDS)):
            burner = subprocess.Popen([sys.executable, "-c", BURNER])
            start = time.time()
            self.done.wait(self.random.expovariate(1 / MEAN_SECONDS))
            burner.kill()
            burner.wait()
            self.times.append((start, time.time()))

    def stop(self):
        self.done.set()
        self.join()


def measure(options):
    os.makedirs(options.out, exist_ok=True)
    subprocess.run([os.path.join(ROOT, "convbench"), "list"], check=True, stdout=subprocess.DEVNULL)
    for number in range(1, options.runs + 1):
        folder = os.path.join(options.out, "run-%02d" % number)
        if os.path.exists(os.path.join(folder, "seconds.json")):
            continue
        command = [os.path.join(ROOT, "convbench"), "run", "--arch", options.arch, "--engine", options.engine,
                   "--measure", "cost,latency", "--out", folder]
        command += ["--resume"] if os.path.exists(os.path.join(folder, "journal.jsonl")) else []
        command += ["--rounds", str(options.rounds)] if options.rounds else []
        disturbance = Disturbance(options.seed + number) if options.disturb else None
        start = time.time()
        if disturbance:
            disturbance.start()
        try:
            code = subprocess.run(command).returncode
        finally:
            if disturbance:
                disturbance.stop()
        if code != 0:
            sys.exit("%s ended with %d" % (" ".join(command), code))
        with open(os.path.join(folder, "seconds.json"), "w") as file:
            json.dump({"seconds": time.time() - start, "disturbed": disturbance.times if disturbance else []}, file)


def number(row, column):
    return float(row[column]) if row.get(column) else math.nan


def cell(row):
    return "%s %s b%s t%s" % (row["architecture"], row["engine"], row["batch"], row["threads"])


def read(folder, name):
    """Rows of latency by run and cell; of attempts.csv a list of them."""
    runs = []
    for run in sorted(os.listdir(folder)):
        path = os.path.join(folder, run, name)
        if not os.path.exists(os.path.join(folder, run, "seconds.json")):
            continue
        with open(path, newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["measurement"] == "latency" and row["status"] == "ok"]
        runs.append(rows)
    if not runs:
        sys.exit("%s holds no finished run: use 'measure' first" % folder)
    return runs


def share(part, whole):
    return "%d of %d (%.1f %%)" % (part, whole, 100 * part / whole if whole else 0)


def quiet(folder):
    runs = [{cell(row): row for row in rows} for rows in read(folder, "results.csv")]
    rows = [row for run in runs for row in run.values()]
    print("| Quiet machine, %d runs of %d cells | |\n|---|---|" % (len(runs), len(runs[0])))
    counts = collections.Counter(row["verdict"] for row in rows)
    print("| verdicts | %s |" % ", ".join("%d %s" % (count, verdict) for verdict, count in counts.most_common()))
    print("| not valid | %s |" % share(len(rows) - counts["valid"], len(rows)))
    pairs = [(a[name], b[name]) for a, b in itertools.combinations(runs, 2) for name in a if name in b]
    low, high, p50, peak = ("latency_p50_pi95_low_ms", "latency_p50_pi95_high_ms", "latency_p50_ms",
                            "latency_p50_at_peak_ms")
    apart = sum(number(a, high) < number(b, low) or number(b, high) < number(a, low) for a, b in pairs)
    print("| pairs whose intervals do not touch | %s |" % share(apart, len(pairs)))
    following = [(a[name], b[name]) for a, b in zip(runs, runs[1:]) for name in a if name in b]
    print("| without an interval | %s |" % share(sum(not row[low] for row in rows), len(rows)))
    for title, both in (("other", pairs + [(b, a) for a, b in pairs]), ("next", following)):
        both = [(a, b) for a, b in both if a[low]]
        holds = sum(number(a, low) <= number(b, p50) <= number(a, high) for a, b in both)
        print("| intervals that hold the %s run's median | %s |" % (title, share(holds, len(both))))
    widths = [number(row, high) / number(row, low) for row in rows if row[low]]
    print("| upper end / lower end of an interval, median | %.3f |" % statistics.median(widths))
    for title, column in (("median", p50), ("median at the machine's peak", peak)):
        moves = [abs(math.log(number(b, column) / number(a, column))) for a, b in pairs]
        within = sum(move <= math.log(1.03) for move in moves)
        print("| %s moves by at most 3 %% | %s, half of the pairs by at most %.1f %% |"
              % (title, share(within, len(moves)), 100 * (math.exp(statistics.median(moves)) - 1)))
    passes = [number(row, "latency_samples") for row in rows if number(row, p50) < 100]
    print("| cells under 100 ms with passes for p90 | %s |" % share(sum(count >= 64 for count in passes), len(passes)))
    print("| processes / cell | %.2f, %.2f of them used |" % (statistics.mean(number(row, "attempts") for row in rows),
                                                           statistics.mean(number(row, "rounds") for row in rows)))
    print("| time of a run, median | %.0f s |" % statistics.median(seconds(folder)))
    return {name: statistics.median(number(run[name], p50) for run in runs if name in run) for name in runs[0]}


def seconds(folder):
    for run in sorted(os.listdir(folder)):
        path = os.path.join(folder, run, "seconds.json")
        if os.path.exists(path):
            with open(path) as file:
                yield json.load(file)["seconds"]


def disturbed(folder, expected):
    print("\n| Half of a core taken at random times, %d runs | |\n|---|---|" % len(read(folder, "results.csv")))
    for title, name in (("processes", "attempts.csv"), ("cells", "results.csv")):
        rows = [row for run in read(folder, name) for row in run if cell(row) in expected]
        off = [row for row in rows if abs(number(row, "latency_p50_ms") / expected[cell(row)] - 1) > 0.10]
        told = sum(row["verdict"] != "valid" for row in off)
        print("| %s off by more than 10 %% | %s |" % (title, share(len(off), len(rows))))
        print("| of these not valid | %s |" % share(told, len(off)))
        fine = [row for row in rows if row not in off]
        print("| %s not off and valid | %s |" % (title, share(sum(row["verdict"] == "valid" for row in fine), len(fine))))
    near = sum(abs(number(row, "latency_p50_ms") / expected[cell(row)] - 1) <= 0.05 for row in rows)
    print("| medians within 5 %% of the quiet ones after repeats | %s |" % share(near, len(rows)))
    valid = [row for row in rows if row["verdict"] == "valid"]
    near = sum(abs(number(row, "latency_p50_ms") / expected[cell(row)] - 1) <= 0.05 for row in valid)
    print("| of the valid ones | %s |" % share(near, len(valid)))
    print("| processes / cell | %.2f, %.2f of them used |" % (statistics.mean(number(row, "attempts") for row in rows),
                                                           statistics.mean(number(row, "rounds") for row in rows)))


def evidence(folder):
    """What thresholds are chosen by: the evidence of processes of a quiet machine."""
    rows = [row for run in read(folder, "attempts.csv") for row in run]
    print("\n| Evidence of %d processes | median | 95 %% | 99 %% | most |\n|---|---:|---:|---:|---:|" % len(rows))
    for column in ("contention", "waiting_cores", "steal_cores", "cpu_pressure", "others_cores", "cores_used",
                   "latency_cv", "latency_drift", "major_faults", "duration_s"):
        values = sorted(number(row, column) for row in rows if row.get(column))
        if values:
            at = lambda part: values[min(len(values) - 1, int(part * len(values)))]
            print("| %s | %.3f | %.3f | %.3f | %.3f |" % (column, at(0.5), at(0.95), at(0.99), values[-1]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("measure")
    run.add_argument("--out", required=True)
    run.add_argument("--runs", type=int, default=6)
    run.add_argument("--rounds", type=int, help="default: the suite's")
    run.add_argument("--arch", default=ARCHITECTURES)
    run.add_argument("--engine", default=ENGINES)
    run.add_argument("--disturb", action="store_true")
    run.add_argument("--seed", type=int, default=15)
    show = commands.add_parser("figures")
    show.add_argument("quiet")
    show.add_argument("disturbed", nargs="?")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if options.command == "measure":
        measure(options)
        return
    expected = quiet(options.quiet)
    if options.disturbed:
        disturbed(options.disturbed, expected)
    evidence(options.quiet)


if __name__ == "__main__":
    main()
