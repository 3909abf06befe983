"""Compares the MR model with the nerves that were outlined by hand on real series: Tests/Support/PelvisOutlines.

Runs on onnxruntime. Reports per outline: whether a nerve was found within 15 mm, the distance of the centres, Dice and area;
and what else was called nerve in the slice.
"""
import argparse
import json
from collections import defaultdict
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
import pydicom

from mr_predict import label_slice
from mr_volumes import LABELS, NERVE, window_of


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


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("model", help="ONNX")
    p.add_argument("outlines", help="pass-1.json or pass-2.json")
    p.add_argument("data", help="folder of the subjects")
    p.add_argument("--pictures", help="folder for overlays")
    a = p.parse_args()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = {}

    def run(x):
        if "s" not in session:
            session["s"] = onnxruntime.InferenceSession(a.model, options, providers=["CPUExecutionProvider"])
        return session["s"].run(None, {"input": x[None]})[0][0]
    by_series = defaultdict(list)
    for outline in json.loads(Path(a.outlines).read_text())["outlines"]:
        by_series[outline["series"]].append(outline)
    found = []
    for name, outlines in by_series.items():
        numbers, planes, spacing = series(Path(a.data) / name)
        window = window_of(planes)
        for index in sorted({numbers.index(o["instance"]) for o in outlines}):
            label, probability = label_slice(run, planes, window, spacing, index)
            nerve = probability >= 0.5
            for o in (o for o in outlines if numbers.index(o["instance"]) == index):
                truth = filled(o["outline"], nerve.shape)
                mask, distance = nearest(nerve, truth, spacing)
                dice = 2 * (mask & truth).sum() / max(1, mask.sum() + truth.sum())
                found.append((distance, dice))
                print(name[:14], o["instance"], o["side"], f"{distance:.1f} mm", f"Dice {dice:.2f}", f"area {mask.sum() * spacing ** 2:.0f}",
                      f"of {truth.sum() * spacing ** 2:.0f} mm2", f"nerve in slice {nerve.sum() * spacing ** 2:.0f} mm2")
            if a.pictures:
                picture(Path(a.pictures) / f"{name[:14]}-{numbers[index]:02}.png", planes[index], label, probability,
                        [o["outline"] for o in outlines if numbers.index(o["instance"]) == index])
    distances, dices = np.array(found).T
    print(f"{len(found)} outlines: centre within 3 mm {np.mean(distances <= 3):.2f}, Dice mean {dices.mean():.2f}, "
          f"of those within 3 mm {dices[distances <= 3].mean() if (distances <= 3).any() else 0:.2f}")


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
