#!/usr/bin/env python3
"""Measures how a large batch scales: one worker against two, what planning and collecting take, and peak memory.

Usage: scaling.py [--images 10000] [--rounds 1] [--tool FILE] [--folder FOLDER]

Needs a release build and two free processors. The images are simulated pictures of about 500 × 530 pixels, copied
under other names. Each round runs `measure` with one worker pinned to one processor and with two workers on two, in
turns, and then `plan`, `run --jobs 2` and `collect` apart. Wall times count when the machine is quiet; the processor
times beside them show the same where it is not: work that does not grow with the number of workers can be divided.
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

ROOT = pathlib.Path(__file__).resolve().parent.parent
FEW = 10


def run(command, processors):
    """(wall seconds, processor seconds, peak resident MiB, standard output) of one process."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(["taskset", "-c", ",".join(map(str, processors)), *map(str, command)],
                                   stdout=output, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        if os.waitstatus_to_exitcode(status) != 0:
            sys.exit(f"{' '.join(map(str, command[:2]))} ended with {os.waitstatus_to_exitcode(status)}")
        output.seek(0)
        return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output.read().decode().strip()


def images(tool, folder, count):
    """A folder of `count` pictures: the path is part of an item's identity, so each is measured."""
    if not (folder / "simulated").exists():
        subprocess.run([tool, "phantom", "ultrasound", "--seed", "5000", "--count", "20", "-o", folder / "simulated"],
                       check=True, stdout=subprocess.DEVNULL)
    files = sorted((folder / "simulated/inputs").glob("*.png"))
    inputs = folder / f"images{count}"
    inputs.mkdir()
    for index in range(count):
        for suffix in (".png", ".json"):
            shutil.copy(files[index % len(files)].with_suffix(suffix), inputs / f"{index:06d}{suffix}")
    return inputs


def measure(tool, inputs, output, processors):
    result = run([tool, inputs, "-o", output, "--jobs", len(processors), "--quiet"], processors)
    tables = [(output / name).read_bytes() for name in ("items.tsv", "measurements.tsv")]
    shutil.rmtree(output)
    return result, tables


def parts(tool, inputs, output, processors):
    """The three steps, apart."""
    plan = run([tool, "plan", inputs, "-o", output, "--quiet"], processors)
    work = run([tool, "run", "--manifest", plan[3], "--jobs", len(processors), "--quiet"], processors)
    collect = run([tool, "collect", "--manifest", plan[3], "--quiet"], processors)
    disk = sum(file.stat().st_blocks * 512 for file in output.rglob("*")) / 2**20
    shutil.rmtree(output)
    return plan, work, collect, disk


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--images", type=int, default=10000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--tool", type=pathlib.Path, default=ROOT / ".build/release/nerve-measure")
    parser.add_argument("--folder", type=pathlib.Path, help="where pictures and results go for the time being")
    arguments = parser.parse_args()
    two = sorted(os.sched_getaffinity(0))[:2]
    if len(two) < 2:
        sys.exit("two processors are needed")
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name:
        work = pathlib.Path(name)
        few, many = (images(arguments.tool, work, count) for count in (FEW, arguments.images))
        base = measure(arguments.tool, few, work / "few", two)[0]
        ones, twos, steps = [], [], []
        for index in range(arguments.rounds):
            one, tables = measure(arguments.tool, many, work / "one", two[:1])
            both, same = measure(arguments.tool, many, work / "two", two)
            if tables != same:
                sys.exit("one worker and two wrote different tables")
            ones.append(one)
            twos.append(both)
            steps.append(parts(arguments.tool, many, work / "parts", two))

    def median(values):
        return statistics.median(list(values))

    overhead = [[plan[n] + collect[n] for plan, _, collect, _ in steps] for n in (0, 1)]
    whole = [[plan[n] + run[n] + collect[n] for plan, run, collect, _ in steps] for n in (0, 1)]
    print(json.dumps({
        "images": arguments.images,
        "rounds": arguments.rounds,
        "load_before": round(load, 1),
        "wall_seconds": {"1": [round(r[0], 1) for r in ones], "2": [round(r[0], 1) for r in twos]},
        "processor_seconds": {"1": [round(r[1], 1) for r in ones], "2": [round(r[1], 1) for r in twos]},
        "throughput_ratio": round(median(a[0] / b[0] for a, b in zip(ones, twos)), 2),
        # What the ratio would be if both workers had their processors to themselves.
        "throughput_ratio_by_processor_time": round(median(
            a[1] / (s + (b[1] - s) / 2) for a, b, s in zip(ones, twos, overhead[1])), 2),
        "images_per_second": round(arguments.images / median(r[0] for r in twos), 1),
        "processor_ms_per_image": round(1000 * median(r[1] for r in ones) / arguments.images, 1),
        "plan_and_collect_share_of_wall": round(median(a / b for a, b in zip(overhead[0], whole[0])), 4),
        "plan_and_collect_share_of_processor": round(median(a / b for a, b in zip(overhead[1], whole[1])), 4),
        "peak_mib": {"few": round(base[2], 1), "1": round(max(r[2] for r in ones), 1),
                     "2": round(max(r[2] for r in twos), 1),
                     "plan": round(max(p[2] for p, _, _, _ in steps), 1),
                     "collect": round(max(c[2] for _, _, c, _ in steps), 1)},
        "disk_kib_per_image": round(1024 * median(d for _, _, _, d in steps) / arguments.images, 1),
    }, indent=1))


if __name__ == "__main__":
    main()
