"""Simulated MR volumes for training and evaluation: slices, labels and the nerves' exact outlines.

A data set is what `nerve-measure phantom mr --format png --masks` writes. Grey levels are kept as 16-bit counts in one array
per volume, so that a sample reads three slices of it and no more.
"""
import json
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

# Planes of the network and the mask values that they stand for (`AnatomicalLabel`).
LABELS = ["background", "nerve", "vessel", "bone", "muscle", "tendon", "gluteus_maximus", "gluteus_medius", "piriformis",
          "obturator_internus_gemelli", "quadratus_femoris", "adductor_magnus", "iliopsoas", "obturator_externus", "hamstrings"]
VALUES = [0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16, 17, 18]
NERVE = 1
CHANNELS = 4            # the slice, the one below, the one above, and a point that a person gives
LOW, HIGH = 1.0, 99.0  # percentiles of the square roots of a volume that become -1 and +1
CAP = 1.5              # grey levels stay within ± this


@dataclass
class Volume:
    name: str
    planes: np.ndarray    # slices × rows × columns, uint16
    labels: np.ndarray    # the same, index of LABELS, nerves taken out
    outlines: list        # per slice: list of n × 2 arrays, column and row, pixels
    spacing: float        # mm, square pixels
    thickness: float      # mm
    truth: dict
    window: tuple         # square roots of grey levels that become -1 and +1


def window_of(planes):
    low, high = np.percentile(np.sqrt(planes[:, ::4, ::4].astype(np.float32)), [LOW, HIGH])
    return float(low), float(max(high, low + 1))


def scaled(plane, window):
    """Counts → float32: square root, percentile LOW at -1 and HIGH at +1, capped at ±CAP. The root leaves room for muscle and
    nerve beside a bladder that is ten times brighter."""
    low, high = window
    return np.clip((np.sqrt(plane.astype(np.float32)) - low) * (2 / (high - low)) - 1, -CAP, CAP)


def read(folder, name):
    truth = json.loads((folder / "truth" / f"{name}.json").read_text())
    planes, labels, outlines = [], [], []
    to_index = np.zeros(256, np.uint8)
    to_index[VALUES] = np.arange(len(VALUES))
    for number, entry in enumerate(truth["slices"]):
        file = f"{number + 1:04}.png"
        planes.append(cv2.imread(str(folder / "inputs" / name / file), cv2.IMREAD_UNCHANGED))
        mask = to_index[cv2.imread(str(folder / "masks" / name / file), cv2.IMREAD_UNCHANGED)]
        labels.append(np.where(mask == NERVE, 0, mask))
        outlines.append([np.asarray(nerve["outline_px"], np.float32) for nerve in entry["nerves"]])
    planes = np.stack(planes)
    acquisition = truth["parameters"]["acquisition"]
    return Volume(name, planes, np.stack(labels), outlines, acquisition["spacing_mm"], acquisition["thickness_mm"], truth,
                  window_of(planes))


def load(folder, count=None):
    folder = Path(folder)
    names = sorted(p.stem for p in (folder / "truth").glob("*.json"))
    return [read(folder, name) for name in names[:count]]
