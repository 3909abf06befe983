"""Compares the MR model with the nerves that were outlined by hand on real series: Tests/Support/PelvisOutlines.

Reports per outline the distance of the centres of it and of the nearest nerve found, Dice and area; and how much was called
nerve elsewhere in its slice.
"""
import argparse
import json
from collections import defaultdict
from pathlib import Path

import cv2
import numpy as np
import pydicom

from mr_predict import follow, label_slice
from mr_volumes import LABELS, NERVE, window_of

FAR = 8.0  # mm: nerve further from every outline is false


def series(folder):
    """(instance numbers, planes from below upwards, mm between pixels)."""
    files = [pydicom.dcmread(p) for p in sorted(folder.glob("*.dcm"))]
    files.sort(key=lambda f: float(np.dot(f.ImagePositionPatient, np.cross(f.ImageOrientationPatient[:3], f.ImageOrientationPatient[3:]))))
    return ([int(f.InstanceNumber) for f in files], np.stack([f.pixel_array.astype(np.float32) for f in files]),
            float(files[0].PixelSpacing[0]))


def filled(outline, shape):
    plane = np.zeros(shape, np.uint8)
    cv2.fillPoly(plane, [np.round(np.asarray(outline, np.float32) * 16).astype(np.int32)], 1, shift=4)
    return plane > 0


def nearest(nerve, truth, spacing):
    """The component of `nerve` whose middle is nearest the outline's: (mask, mm)."""
    count, groups, _, centres = cv2.connectedComponentsWithStats(nerve.astype(np.uint8), connectivity=8)
    rows, columns = np.nonzero(truth)
    middle = np.array([columns.mean(), rows.mean()])
    if count == 1:
        return np.zeros_like(truth), float("inf")
    distance = np.linalg.norm(centres[1:] - middle, axis=1) * spacing
    best = int(distance.argmin())
    return groups == best + 1, float(distance[best])


def runner(model):
    """A checkpoint (.pt) by PyTorch, anything else by onnxruntime."""
    if model.endswith(".pt"):
        from mr_evaluate import runner
        return runner(model)
    import onnxruntime
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    return lambda x: session.run(None, {"input": x[None]})[0][0]


def middle(outline, shape):
    rows, columns = np.nonzero(filled(outline, shape))
    return columns.mean(), rows.mean()


def ends(seeds, numbers, shape):
    """Per side the two points near its ends: middles of the lowest and the highest outline."""
    found = []
    for side in ("left", "right"):
        own = sorted((numbers.index(o["instance"]), middle(o["outline"], shape)) for o in seeds if o["side"] == side)
        if own:
            found.append([own[0], own[-1]])
    return found


def far_from(outlines, nerve, spacing):
    """mm² of nerve further than FAR from every outline."""
    free = np.ones(nerve.shape, np.uint8)
    for o in outlines:
        free[filled(o["outline"], nerve.shape)] = 0
    return float((nerve & (cv2.distanceTransform(free, cv2.DIST_L2, 5) * spacing > FAR)).sum()) * spacing ** 2


def judged(outlines, seeds, folder, run, pictures):
    """(mm between the centres, Dice, area found, area outlined) per outline of one series, and mm² of false nerve per slice."""
    numbers, planes, spacing = series(folder)
    window = window_of(planes)
    labels, nerves = zip(*(label_slice(run, planes, window, spacing, k) for k in range(len(planes))))
    nerves = list(nerves)
    for points in ends(seeds, numbers, planes.shape[1:]):
        follow(run, planes, window, spacing, nerves, points)
    found, false = [], []
    for index in sorted({numbers.index(o["instance"]) for o in outlines}):
        here, nerve = [o for o in outlines if o["instance"] == numbers[index]], nerves[index] >= 0.5
        false.append(far_from(here, nerve, spacing))
        for o in here:
            truth = filled(o["outline"], nerve.shape)
            mask, distance = nearest(nerve, truth, spacing)
            dice = 2 * (mask & truth).sum() / max(1, mask.sum() + truth.sum())
            found.append((distance, dice, mask.sum() * spacing ** 2, truth.sum() * spacing ** 2))
            print(folder.parent.name, numbers[index], o["side"], f"{distance:.1f} mm Dice {dice:.2f} area {found[-1][2]:.0f} of {found[-1][3]:.0f} mm2")
        if pictures:
            picture(Path(pictures) / f"{folder.parent.name}-{numbers[index]:02}.png", planes[index], labels[index], nerves[index],
                    [o["outline"] for o in here])
    return found, false


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("model", help="ONNX, or a checkpoint")
    p.add_argument("outlines", help="pass-1.json or pass-2.json")
    p.add_argument("data", help="folder of the subjects")
    p.add_argument("--seeds", help="the other pass: its lowest and highest outline of a side give one point each")
    p.add_argument("--subjects", nargs="+", help="those of them to judge")
    p.add_argument("--pictures", help="folder for overlays")
    a = p.parse_args()
    run, by_series, seeds = runner(a.model), defaultdict(list), defaultdict(list)
    for path, target in ((a.outlines, by_series), (a.seeds, seeds)):
        for o in json.loads(Path(path).read_text())["outlines"] if path else []:
            if not a.subjects or o["series"].split("/")[0] in a.subjects:
                target[o["series"]].append(o)
    found, false = [], []
    for name, outlines in by_series.items():
        more, also = judged(outlines, seeds[name], Path(a.data) / name, run, a.pictures)
        found, false = found + more, false + also
    distance, dice, area, true = np.array(found).T
    near = distance <= 3
    print(f"{len(found)} outlines: centre within 3 mm {near.mean():.2f}, Dice mean {dice.mean():.2f}", end="")
    if near.any():
        print(f"; of those within 3 mm: Dice {dice[near].mean():.2f}, area {100 * (area / true - 1)[near].mean():+.0f} %", end="")
    print(f"; slices with false nerve {np.mean(np.array(false) >= 8):.2f}, mean {np.mean(false):.0f} mm2")


def picture(path, plane, label, probability, outlines):
    top = np.percentile(plane, 99.5)
    grey = cv2.cvtColor(np.clip(plane / top * 255, 0, 255).astype(np.uint8), cv2.COLOR_GRAY2BGR)
    colours = np.random.default_rng(0).integers(60, 255, (len(LABELS), 3)).astype(np.uint8)
    colours[0], colours[NERVE] = 0, (0, 0, 255)
    shown = (0.65 * grey + 0.35 * colours[label]).astype(np.uint8)
    shown[label == 0] = grey[label == 0]
    for outline in outlines:
        for target in (shown, grey):
            cv2.polylines(target, [np.round(np.asarray(outline) * 16).astype(np.int32)], True, (0, 255, 255), 1, shift=4)
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), np.hstack([grey, shown]))


if __name__ == "__main__":
    main()
