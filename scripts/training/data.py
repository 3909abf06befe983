"""Loads labelled frames once: the content crop at several sizes, so that augmentation can sample without aliasing."""
import csv
import json
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from preprocess import automatic_view, content_box, luma, resize

NERVE, VESSEL = 1, 2
LEVELS = (112, 144, 192, 256, 352)
SMALLEST_COMPONENT = 30


@dataclass
class Frame:
    """One labelled frame. `levels[side]`: (grey, mask) of the content box with its longer side `side`."""
    name: str
    group: int
    grey: np.ndarray
    mask: np.ndarray
    box: tuple
    levels: dict = field(default_factory=dict)


def clean(mask):
    """Labels without specks: nerve components under 30 source pixels become background."""
    mask = mask.copy()
    count, labels, stats, _ = cv2.connectedComponentsWithStats((mask == NERVE).astype(np.uint8), connectivity=8)
    for index in range(1, count):
        if stats[index, cv2.CC_STAT_AREA] < SMALLEST_COMPONENT:
            mask[labels == index] = 0
    return mask


def shrink_mask(mask, view):
    """Labels on the network plane: the class whose area-averaged share is at least one half."""
    part = mask[view.top:view.top + view.height, view.left:view.left + view.width]
    planes = [np.asarray(Image.fromarray((part == k).astype(np.float32)).resize(view.network_shape, Image.BILINEAR))
              for k in (NERVE, VESSEL)]
    out = np.zeros(planes[0].shape, np.uint8)
    out[planes[1] >= 0.5] = VESSEL
    out[planes[0] >= 0.5] = NERVE
    return out


def prepare(name, group, grey, mask, box=None):
    frame = Frame(name, group, grey, clean(mask), box or content_box(grey))
    for side in LEVELS:
        view = automatic_view(frame.box, side)
        frame.levels[side] = (resize(grey, view), shrink_mask(frame.mask, view))
    return frame


def load_prepared(folder, name):
    """Grey and labels that `nerve-measure prepare --size 352` wrote for one file, and the content box."""
    stem = Path(folder) / f"{name}-1"
    mapping = json.loads(Path(f"{stem}.json").read_text())
    grey = np.array(Image.open(f"{stem}.grey.png")).astype(np.float32)
    return grey, np.array(Image.open(f"{stem}.mask.png")), tuple(mapping["view"])


def use_prepared(frame, folder):
    """Replaces what training samples from by the product's own preprocessing."""
    grey, mask, box = load_prepared(folder, frame.name)
    mask = clean(mask)
    whole = (0, 0, grey.shape[1], grey.shape[0])
    frame.box = box
    for side in LEVELS:
        view = automatic_view(whole, side)
        frame.levels[side] = (resize(grey, view), shrink_mask(mask, view))


def load(folder, prepared=None):
    """The labelled data set: images/, masks/, groups.csv. Returns frames in file order. With `prepared` the training
    levels come from the output of `nerve-measure prepare`."""
    folder = Path(folder)
    with open(folder / "groups.csv", newline="") as file:
        groups = {row["file"]: int(row["group"]) for row in csv.DictReader(file)}
    frames = []
    for name in sorted(groups):
        grey = luma(np.array(Image.open(folder / "images" / name)))
        mask = np.array(Image.open(folder / "masks" / name))
        frames.append(prepare(name, groups[name], grey, mask))
        if prepared:
            use_prepared(frames[-1], prepared)
    return frames


def load_unlabelled(folder):
    return [prepare(path.name, -1, luma(np.array(Image.open(path).convert("RGB"))),
                    np.zeros(Image.open(path).size[::-1], np.uint8))
            for path in sorted(Path(folder).glob("*.png"))]


def folds(frames, count=5, seed=7):
    """Test folds of whole groups, of near equal image numbers: list of lists of frame indices."""
    rng = np.random.default_rng(seed)
    groups = sorted({f.group for f in frames})
    members = {g: [i for i, f in enumerate(frames) if f.group == g] for g in groups}
    order = sorted(rng.permutation(groups), key=lambda g: -len(members[g]))
    parts = [[] for _ in range(count)]
    for g in order:
        min(parts, key=len).extend(members[g])
    return [sorted(p) for p in parts]
