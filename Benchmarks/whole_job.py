#!/usr/bin/env python3
"""Times the whole job against the Python peer on the same images, on one core, and watches the peak memory.

Usage: whole_job.py --python PYTHON --onnx MODEL.onnx [--images 200] [--rounds 3] [--memory-images 1000]

Needs a release build. PYTHON has scripts/peers/requirements.txt installed. The images are simulated PNGs of about 550 × 550,
written by `nerve-measure phantom`. Both programs run alternately, pinned to the same core; the figures are medians of
whole processes, start-up included, so that neither profits from a warm interpreter.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOL = ROOT / ".build/release/nerve-measure"
PEER = ROOT / "scripts/peers/measure_pipeline.py"


def run(command):
    """(seconds, peak resident MiB, standard output) of one process pinned to one core."""
    core = min(os.sched_getaffinity(0))
    started = time.perf_counter()
    process = subprocess.Popen(["taskset", "-c", str(core), *map(str, command)], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    code = os.waitstatus_to_exitcode(status)
    if code != 0:
        raise SystemExit(f"{command[0]} ended with {code}")
    return seconds, usage.ru_maxrss / 1024, output


def pictures(folder, count):
    subprocess.run([TOOL, "phantom", "ultrasound", "--seed", "5000", "--count", str(count), "-o", folder], check=True,
                   stdout=subprocess.DEVNULL)
    return folder / "inputs"


def copies(source, folder, count):
    """`count` different files from fewer pictures: the path is part of an item's identity."""
    files = sorted(source.rglob("*.png"))
    folder.mkdir()
    for index in range(count):
        file = files[index % len(files)]
        for suffix in (".png", ".json"):
            if file.with_suffix(suffix).exists():
                shutil.copy(file.with_suffix(suffix), folder / f"{index:05d}{suffix}")
    return folder


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--python", required=True)
    parser.add_argument("--onnx", required=True)
    parser.add_argument("--images", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory-images", type=int, default=1000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        source = pictures(work / "source", 20)
        images = copies(source, work / "images", arguments.images)
        ours, peers = [], []
        for index in range(arguments.rounds):
            ours.append(run([TOOL, "measure", images, "-o", work / f"ours{index}", "--jobs", "1", "--quiet"]))
            peers.append(run([arguments.python, PEER, arguments.onnx, work / f"peer{index}", images]))
        few = run([TOOL, "measure", copies(source, work / "few", 10), "-o", work / "few-out", "--jobs", "1", "--quiet"])
        many = run([TOOL, "measure", copies(source, work / "many", arguments.memory_images), "-o", work / "many-out",
                    "--jobs", "1", "--quiet"])
    rate = [arguments.images / seconds for seconds, _, _ in ours]
    peer = [arguments.images / seconds for seconds, _, _ in peers]
    print(json.dumps({
        "images": arguments.images,
        "nerve_measure_images_per_second": [round(r, 1) for r in rate],
        "peer_images_per_second": [round(r, 1) for r in peer],
        "ratio_of_medians": round(statistics.median(rate) / statistics.median(peer), 2),
        "peak_mib_10_images": round(few[1], 1),
        f"peak_mib_{arguments.memory_images}_images": round(many[1], 1),
    }, indent=1))


if __name__ == "__main__":
    main()
