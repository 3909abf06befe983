#!/usr/bin/env python3
"""Times the whole job against the Python peer on the same images, on one core, and watches the peak memory.

Usage: whole_job.py --onnx MODEL.onnx [--pictures FOLDER] [--images 200] [--rounds 3] [--memory-images 1000]

Needs a release build, and scripts/peers/requirements.txt installed for the Python that runs it; MODEL.onnx is the
shipped model, written by scripts/training/to_onnx.py. The images are 512 × 512 PNGs: simulated ones by `nerve-measure
phantom`, or those of FOLDER, resized. Both programs run alternately, pinned to one core. Rates are of processor time of
whole processes, start-up included, which other programs on the machine disturb less than wall time; wall rates are
printed beside.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from PIL import Image

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOL = ROOT / ".build/release/nerve-measure"
MODEL = ROOT / "Sources/CModels/ultrasound.safetensors"
PEER = ROOT / "scripts/peers/measure_pipeline.py"


def run(command):
    """(wall seconds, processor seconds, peak resident MiB) of one process pinned to one core."""
    core = max(os.sched_getaffinity(0))
    started = time.perf_counter()
    process = subprocess.Popen(["taskset", "-c", str(core), *map(str, command)], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    code = os.waitstatus_to_exitcode(status)
    if code != 0:
        raise SystemExit(f"{command[0]} ended with {code}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def simulated(folder):
    subprocess.run([TOOL, "phantom", "ultrasound", "--seed", "5000", "--count", "20", "-o", folder], check=True,
                   stdout=subprocess.DEVNULL)
    return folder / "inputs"


def pictures(source, folder):
    """Every PNG of `source` as a grey one of 512 × 512, with a sidecar."""
    folder.mkdir()
    for file in sorted(source.glob("*.png")):
        Image.open(file).convert("L").resize((512, 512), Image.BILINEAR).save(folder / file.name)
        (folder / f"{file.stem}.json").write_text('{"pixel_spacing_mm": [0.08, 0.08]}')
    return folder


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
    parser.add_argument("--onnx", required=True)
    parser.add_argument("--pictures", type=pathlib.Path)
    parser.add_argument("--images", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory-images", type=int, default=1000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        source = pictures(arguments.pictures or simulated(work / "simulated"), work / "source")
        images = copies(source, work / "images", arguments.images)
        ours, peers = [], []
        for index in range(arguments.rounds):
            ours.append(run([TOOL, images, "-o", work / f"ours{index}", "--jobs", "1", "--quiet"]))
            peers.append(run([sys.executable, PEER, MODEL, arguments.onnx, work / f"peer{index}", images]))
        memory = {count: run([TOOL, copies(source, work / f"memory{count}", count), "-o", work / f"memory-out{count}",
                              "--jobs", "1", "--quiet"])[2] for count in (10, arguments.memory_images)}
    own, peer = (statistics.median(arguments.images / cpu for _, cpu, _ in runs) for runs in (ours, peers))
    print(json.dumps({
        "images": arguments.images,
        "nerve_measure_images_per_second": round(own, 1),
        "peer_images_per_second": round(peer, 1),
        "ratio": round(own / peer, 2),
        "wall_images_per_second": [[round(arguments.images / wall, 1) for wall, _, _ in runs] for runs in (ours, peers)],
        "peak_mib": {str(count): round(peak, 1) for count, peak in memory.items()},
    }, indent=1))


if __name__ == "__main__":
    main()
