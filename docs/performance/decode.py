#!/usr/bin/env python3
"""Compares `convbench dataset prepare` with Pillow and opencv-python, A B C A B C on one machine.

    python3 docs/performance/decode.py --python VENV/bin/python --images DIR --labels FILE \
        --out FOLDER [--size 500x375] [--count 20800] [--rounds 3]

All three do the same work: read every file, decode it, resize its shorter side to 256 (convbench and
OpenCV INTER_CUBIC, Pillow bicubic), cut the centre 224 x 224 out and write it as uint8 RGB into one
file. Pillow has two processes, opencv-python two threads with OpenCV's own threads off, convbench two
threads. Pillow and `opencv-map` write into a memory-mapped file, `opencv` by `os.pwrite`, which asks
less of the kernel; convbench appends. `--size` writes copies of the images resized to that size (JPEG, quality
95, Pillow); without it they are taken as they are. Either way the images are repeated, as files of
their own, to `--count`. All files are in the system's file cache.

Before each round, what earlier ones wrote is deleted and five seconds waited, else the one that comes
just after a deletion gets warm memory from the system; then all images are read once. Images/s are what each measures itself, from the first image to the last: neither the start of
Python and its workers nor that of the JVM counts; the wall time of the whole command stands beside.

Needs in the venv: numpy, pillow, opencv-python-headless. Nothing else may run meanwhile. Writes
FOLDER/decode.csv (every round) and prints medians with their spread. FOLDER needs room for the
images and 0.15 MB a crop; a folder that was made before is used again.
"""
import argparse
import csv
import os
import re
import shutil
import statistics
import subprocess
import sys
import time

SHORTER, SIDE = 256, 224
WORKERS = 2


def scaled(width, height):
    shorter = min(width, height)
    return width * SHORTER // shorter, height * SHORTER // shorter


def chunks(count):
    """Small consecutive chunks: no worker waits long for the other at the end."""
    return [range(first, min(first + 16, count)) for first in range(0, count, 16)]


def pillow_start(files, crops):
    global FILES, CROPS
    import numpy

    FILES = files
    CROPS = numpy.memmap(crops, numpy.uint8, "r+", shape=(len(files), SIDE, SIDE, 3))


def pillow_ready(_):
    """Imports before the clock starts; long enough for every worker to take one."""
    from PIL import Image

    Image.init()
    time.sleep(0.2)


def pillow_chunk(chunk):
    import numpy
    from PIL import Image

    for i in chunk:
        with Image.open(FILES[i]) as image:
            picture = image.convert("RGB")
        width, height = scaled(*picture.size)
        left, top = (width - SIDE) // 2, (height - SIDE) // 2
        picture = picture.resize((width, height), Image.BICUBIC)
        CROPS[i] = numpy.asarray(picture.crop((left, top, left + SIDE, top + SIDE)))


def pillow(files, crops):
    import multiprocessing

    with multiprocessing.Pool(WORKERS, pillow_start, (files, crops)) as pool:
        pool.map(pillow_ready, range(WORKERS), chunksize=1)
        start = time.perf_counter()
        for _ in pool.imap_unordered(pillow_chunk, chunks(len(files))):
            pass
        return time.perf_counter() - start


def opencv_map(files, crops):
    import numpy

    out = numpy.memmap(crops, numpy.uint8, "r+", shape=(len(files), SIDE, SIDE, 3))
    return opencv_read(files, out.__setitem__)


def opencv(files, crops):
    with open(crops, "r+b") as out:
        return opencv_read(
            files, lambda i, crop: os.pwrite(out.fileno(), crop, i * SIDE * SIDE * 3)
        )


def opencv_read(files, write):
    import concurrent.futures

    import cv2

    cv2.setNumThreads(1)

    def chunk(indices):
        for i in indices:
            picture = cv2.imread(files[i], cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION)
            height, width = picture.shape[:2]
            width, height = scaled(width, height)
            left, top = (width - SIDE) // 2, (height - SIDE) // 2
            picture = cv2.resize(picture, (width, height), interpolation=cv2.INTER_CUBIC)
            crop = picture[top : top + SIDE, left : left + SIDE]
            write(i, cv2.cvtColor(crop, cv2.COLOR_BGR2RGB))

    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        start = time.perf_counter()
        list(pool.map(chunk, chunks(len(files))))
        return time.perf_counter() - start


def worker(name, folder, crops):
    """One round of B or C, in a process of its own; prints its seconds."""
    files = sorted(os.path.join(folder, file) for file in os.listdir(folder))
    with open(crops, "wb") as file:
        file.truncate(len(files) * SIDE * SIDE * 3)
    print({"pillow": pillow, "opencv": opencv, "opencv-map": opencv_map}[name](files, crops))


def make_images(source, labels, folder, size, count):
    """Files of their own, so that nothing is decoded out of a cache; and their labels."""
    from PIL import Image

    with open(labels) as file:
        rows = list(csv.DictReader(file))
    os.makedirs(folder)
    with open(folder + ".csv", "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["file", "class_index"])
        for i in range(count):
            row = rows[i % len(rows)]
            name = "%06d.JPEG" % i
            target = os.path.join(folder, name)
            if i >= len(rows):
                shutil.copyfile(os.path.join(folder, "%06d.JPEG" % (i % len(rows))), target)
            elif size:
                width, height = map(int, size.split("x"))
                with Image.open(os.path.join(source, row["file"])) as image:
                    image.convert("RGB").resize((width, height), Image.BICUBIC).save(
                        target, "JPEG", quality=95
                    )
            else:
                shutil.copyfile(os.path.join(source, row["file"]), target)
            out.writerow([name, row["class_index"]])


def clean(out):
    shutil.rmtree(os.path.join(out, "prepared"), ignore_errors=True)
    if os.path.exists(os.path.join(out, "crops.rgb")):
        os.remove(os.path.join(out, "crops.rgb"))
    time.sleep(5)


def warm(folder):
    """Into the system's file cache, which gives up what was not used for a while."""
    for file in os.listdir(folder):
        with open(os.path.join(folder, file), "rb") as image:
            image.read()


def convbench_round(home, folder, out):
    prepared = os.path.join(out, "prepared")
    result = subprocess.run(
        [os.path.join(home, "convbench"), "dataset", "prepare", folder, "--protocol", "keras"]
        + ["--labels", folder + ".csv", "--threads", str(WORKERS), "--out", prepared],
        check=True,
        capture_output=True,
        text=True,
    )
    return float(re.search(r"decoded \d+ in ([0-9.]+) s", result.stdout).group(1))


def python_round(options, name, folder, out):
    result = subprocess.run(
        [options.python, os.path.abspath(__file__), "worker", name, folder]
        + [os.path.join(out, "crops.rgb")],
        check=True,
        capture_output=True,
        text=True,
    )
    return float(result.stdout.split()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--images", required=True)
    parser.add_argument("--labels", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--size", default="")
    parser.add_argument("--count", type=int, default=20800)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    home = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    out = os.path.abspath(options.out)
    folder = os.path.join(out, "images-%s-%d" % (options.size or "as-they-are", options.count))
    os.makedirs(out, exist_ok=True)
    if not os.path.exists(folder):
        subprocess.run(
            [options.python, os.path.abspath(__file__), "make", options.images, options.labels]
            + [folder, options.size, str(options.count)],
            check=True,
        )
    rates = {"convbench": [], "pillow": [], "opencv": [], "opencv-map": []}
    with open(os.path.join(out, "decode.csv"), "a", newline="") as file:
        rounds = csv.writer(file)
        rounds.writerow(["images", "round", "decoder", "images_per_s", "wall_s"])
        for number in range(options.rounds):
            for name in rates:
                clean(out)
                warm(folder)
                start = time.perf_counter()
                seconds = (
                    convbench_round(home, folder, out)
                    if name == "convbench"
                    else python_round(options, name, folder, out)
                )
                wall = time.perf_counter() - start
                rates[name].append(options.count / seconds)
                rounds.writerow(
                    [os.path.basename(folder), number, name]
                    + ["%.1f" % rates[name][-1], "%.2f" % wall]
                )
                file.flush()
    print("| images | decoder | images/s | rounds |")
    print("|---|---|---:|---|")
    for name, measured in rates.items():
        print(
            "| %s | %s | %.0f | %s |"
            % (
                options.size or "as they are",
                name,
                statistics.median(measured),
                ", ".join("%.0f" % rate for rate in measured),
            )
        )
    for name in list(rates)[1:]:
        ratios = [ours / theirs for ours, theirs in zip(rates["convbench"], rates[name])]
        print(
            "convbench / %s: %.3f (%s)"
            % (name, statistics.median(ratios), ", ".join("%.3f" % ratio for ratio in ratios))
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["worker"]:
        worker(*sys.argv[2:])
    elif sys.argv[1:2] == ["make"]:
        make_images(*sys.argv[2:6], int(sys.argv[6]))
    else:
        main()
