"""Accuracy of the whole tool on simulated MR series, per sequence: areas at right angles to the nerve, centre line, levels,
spaces, piriformis, signal, intervals. Seeds must be unseen by the model; what follows `--` goes to `phantom mr`.

    python3 Benchmarks/mr_accuracy.py .build/release/nerve-measure --first-seed 93001 --count 6
    python3 Benchmarks/mr_accuracy.py .build/release/nerve-measure --first-seed 93001 --count 6 -- --range unseen
"""
import argparse
import csv
import json
import math
import statistics as st
import subprocess
import tempfile
from collections import defaultdict
from pathlib import Path

SIDES = ("left", "right")
SEQUENCES = ("t2", "t2-fs", "stir", "dixon-water", "t1", "3d")


class Series:
    """One phantom: its truth, and what the tool said of it."""

    def __init__(self, truth, volume, rows):
        self.truth, self.volume = truth, volume
        self.slices = {s["number"]: s for s in truth["slices"]}
        self.rows = defaultdict(list)
        for row in rows:
            self.rows[number_of(row), row["side"]].append(row)
        self.sections = {(number_of_item(volume, section["item"]), nerve["side"]): section
                         for nerve in volume["nerves"] for section in nerve["sections"]}

    def nerves(self):
        """Undivided nerves that lie in the picture: slice number, side, truth, section."""
        for number, entry in self.slices.items():
            for side in SIDES:
                own = [n for n in entry["nerves"] if n["side"] == side]
                if len(own) == 1 and own[0]["whole_in_picture"]:
                    yield number, side, own[0], self.sections.get((number, side))


def number_of(row):
    """Of a slice: the name of its DICOM file, or the frame of its NIfTI volume."""
    return int(row["frame"]) if ".nii" in row["input"] else int(Path(row["input"]).stem)


def series_of(row):
    return row["input"].split("/")[0].removesuffix(".nii.gz")


def number_of_item(volume, item):
    return volume["numbers"][item]


def read(folder, out):
    """Every series that was measured, by its name."""
    rows = defaultdict(list)
    items = defaultdict(dict)
    with open(out / "measurements.tsv") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            rows[series_of(row)].append(row)
    with open(out / "items.tsv") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            items[row["item"].split("/")[0]][row["item"]] = row
    found = {}
    for path in out.glob("*/report.json"):
        names = items[path.parent.name]
        for volume in json.loads(path.read_text())["volumes"]:
            volume["numbers"] = {item: number_of(row) for item, row in names.items()}
            found[series_of(next(iter(names.values())))] = volume
    for path in sorted((folder / "truth").glob("*.json")):
        empty = {"nerves": [], "spaces": [], "structures": [], "numbers": {}}
        volume = found.get(path.stem, empty)
        yield Series(json.loads(path.read_text()), volume, rows[path.stem])


def limits(values):
    return f"{st.mean(values):+.1f} ± {1.96 * st.pstdev(values):.1f}" if len(values) > 1 else "n/a"


def area_figures(series):
    nerves = located = swapped = covered = with_interval = 0
    errors, shares, radii, centres, sides = [], [], [], [], []
    levels = [0, 0]
    for one in series:
        differences = defaultdict(dict)
        for number, side, truth, section in one.nerves():
            nerves += 1
            if section is None:
                continue
            located += 1
            off = [a - b for a, b in zip(section["centre_mm"], truth["centre_mm"])]
            centres.append(math.sqrt(sum(d * d for d in off)))
            swapped += section["centre_mm"][0] * truth["centre_mm"][0] < 0
            seen = {level["level"] for level in section["levels"]}
            real = {level["level"] for level in one.slices[number]["levels"] if level["side"] == side}
            levels[0] += len(seen & real)
            levels[1] += len(seen | real)
            area, real_area = section["csa_perpendicular_mm2"], truth["perpendicular_csa_mm2"]
            if area is None:
                continue
            errors.append(area - real_area)
            shares.append(100 * (area / real_area - 1))
            radii.append(math.sqrt(real_area / math.pi) - math.sqrt(area / math.pi))
            differences[number][side] = area - real_area
            for row in one.rows[number, side]:
                if row["csa_low_mm2"] != "n/a" and section["parts"] == 1:
                    with_interval += 1
                    covered += float(row["csa_low_mm2"]) <= truth["csa_mm2"] <= float(row["csa_high_mm2"])
        sides += [d["left"] - d["right"] for d in differences.values() if len(d) == 2]
    radii.sort()
    return {
        "nerve slices": nerves, "located": located, "with area": len(errors), "side swapped": swapped,
        "bias and limits, mm²": limits(errors), "bias, %": f"{st.mean(shares):+.1f}" if shares else "n/a",
        "limits of left less right, mm²": limits(sides),
        "centre, median / 95 %, mm": f"{st.median(centres):.2f} / {sorted(centres)[int(0.95 * (len(centres) - 1))]:.2f}"
        if centres else "n/a",
        "levels, % (intersection by union)": f"{100 * levels[0] / levels[1]:.1f}" if levels[1] else "n/a",
        "interval covers, %": f"{100 * covered / with_interval:.1f}" if with_interval else "n/a",
        "radius error, 2.5 / 97.5 %, mm": f"{radii[int(0.025 * (len(radii) - 1))]:+.3f} / {radii[round(0.975 * (len(radii) - 1))]:+.3f}"
        if len(radii) > 20 else "n/a",
    }


def surroundings(series):
    errors = defaultdict(list)
    for one in series:
        for side in one.truth["summary"]:
            for space in one.volume["spaces"]:
                real = side.get(space["space"] + "_space_mm")
                if space["side"] == side["side"] and real is not None:
                    errors[space["space"]].append((space["distance_mm"], real))
            for structure in one.volume["structures"]:
                if structure["structure"] == "piriformis" and structure["side"] == side["side"]:
                    errors["piriformis thickness"].append((structure["thickness_mm"], side["piriformis_thickness_mm"]))
    return {f"{name}, mean error, mm": f"{st.mean(abs(a - b) for a, b in pairs):.2f} (n {len(pairs)})"
            for name, pairs in errors.items() if all(b is not None for _, b in pairs)}


def figures(tool, folder, jobs):
    out = folder / "out"
    run = subprocess.run([tool, folder / "inputs", "-o", out, "--mr", "--quiet", "--jobs", str(jobs)])
    if run.returncode not in (0, 1):
        raise SystemExit(f"the tool exited with {run.returncode}")
    series = list(read(folder, out))
    return {"series": len(series)} | area_figures(series) | surroundings(series)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool", type=lambda p: str(Path(p).resolve()))
    parser.add_argument("--phantoms", type=Path, help="folder of inputs and truth that is there already")
    parser.add_argument("--first-seed", type=int)
    parser.add_argument("--count", type=int, default=6, help="series of each sequence")
    parser.add_argument("--sequences", nargs="+", default=SEQUENCES, choices=SEQUENCES)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("phantom", nargs="*", help="options of phantom mr")
    a = parser.parse_args()
    if (a.phantoms is None) == (a.first_seed is None):
        parser.error("give --first-seed or --phantoms")
    columns = {a.phantoms.name: figures(a.tool, a.phantoms, a.jobs)} if a.phantoms else {}
    for place, sequence in enumerate([] if a.phantoms else a.sequences):
        with tempfile.TemporaryDirectory() as folder:
            options = ["--sequence", sequence, "--seed", str(a.first_seed + place * a.count), "--count", str(a.count), *a.phantom]
            subprocess.run([a.tool, "phantom", "mr", "-o", folder, *options], check=True, stdout=subprocess.DEVNULL)
            columns[sequence] = figures(a.tool, Path(folder), a.jobs)
    names = list(dict.fromkeys(name for column in columns.values() for name in column))
    print("| | " + " | ".join(columns) + " |")
    print("|---|" + "---|" * len(columns))
    for name in names:
        print(f"| {name} | " + " | ".join(str(column.get(name, "n/a")) for column in columns.values()) + " |")


if __name__ == "__main__":
    main()
