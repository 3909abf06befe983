"""Random training samples of real series on which a few structures are outlined: Tests/Support/PelvisOutlines.

What is not outlined is not background: a sample says for every pixel what is known of it. Near an outlined nerve, and in an area
marked unsure, only the nerve itself is known; elsewhere in the slice everything is known to be no nerve, whatever else it is.
"""
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from intensity import smooth_noise
from mr_nerves import cut
from mr_outlines import filled, series
from mr_planting import planted
from mr_samples import contrast, grey, monotone, neighbours, nerve_share, sampled, seed_plane
from mr_volumes import LABELS, scaled, window_of

SPACINGS = (0.4, 1.25)  # mm of a network pixel, drawn with uniform logarithm
EDGE = 6                # pixels: a nerve nearer to the border of the field may be cut by it
PLANTED = 0.6           # share of the samples with further nerves in them
NOWHERE, NERVE_OR_NOT, WHOLE = 0, 1, 2  # what is known of a pixel


@dataclass
class Slice:
    index: int
    nerves: list         # alternatives, each a list of n × 2 arrays: the same nerves, outlined once or twice
    known: np.ndarray    # NOWHERE, NERVE_OR_NOT or WHOLE of every pixel
    label: np.ndarray    # index of LABELS where WHOLE


@dataclass
class Series:
    subject: str
    planes: np.ndarray
    spacing: float
    window: tuple
    slices: list


def described(folder):
    """Everything outlined, by series and instance: (passes → outlines, outlines for training, unsure, areas)."""
    found = defaultdict(lambda: defaultdict(lambda: dict(passes={}, nerves=[], unsure=[], areas=[])))
    for number in (1, 2):
        for o in json.loads((folder / f"pass-{number}.json").read_text())["outlines"]:
            found[o["series"]][o["instance"]]["passes"].setdefault(number, []).append(np.float32(o["outline"]))
    for s in json.loads((folder / "training.json").read_text())["slices"]:
        entry = found[s["series"]][s["instance"]]
        entry["nerves"] += [np.float32(n["outline"]) for n in s.get("nerves", [])]
        entry["unsure"] += s.get("unsure", [])
        entry["areas"] += [(LABELS.index(a["label"]), a["outline"]) for a in s.get("areas", [])]
    return found


def slice_of(entry, index, shape):
    known, label = np.full(shape, NERVE_OR_NOT, np.uint8), np.zeros(shape, np.uint8)
    for unsure in entry["unsure"]:
        known[filled(unsure, shape)] = NOWHERE
    for name, outline in entry["areas"]:
        inside = filled(outline, shape)
        known[inside], label[inside] = WHOLE, name
    passes = list(entry["passes"].values()) or [[]]
    return Slice(index, [outlines + entry["nerves"] for outlines in passes], known, label)


def moved(outline, plane, other):
    """`outline` of one plane on another of the same place, taken later: shifted by what the surroundings have moved. Copies,
    because OpenCV applies the window in place."""
    outline, half = np.float32(outline), 48
    column, row = (int(np.clip(c, half, n - half)) for c, n in zip(outline.mean(0), plane.shape[::-1]))
    crop = np.s_[row - half:row + half, column - half:column + half]
    shift, _ = cv2.phaseCorrelate(plane[crop].copy(), other[crop].copy(), cv2.createHanningWindow((2 * half, 2 * half), cv2.CV_32F))
    return outline + np.float32(shift)


def entry_moved(entry, plane, other):
    return dict(passes={k: [moved(o, plane, other) for o in v] for k, v in entry["passes"].items()},
                nerves=[moved(o, plane, other) for o in entry["nerves"]],
                unsure=[moved(o, plane, other) for o in entry["unsure"]],
                areas=[(name, moved(o, plane, other)) for name, o in entry["areas"]])


def load_real(outlines, data, subjects, repeats):
    """The series of `subjects` that have outlines. `repeats`: {series: the same slices imaged again, minutes later}."""
    loaded = []
    for name, entries in sorted(described(Path(outlines)).items()):
        if name.split("/")[0] not in subjects:
            continue
        drawn_numbers, drawn, _ = series(Path(data) / name)
        for folder in [name, *repeats.get(name, [])]:
            numbers, planes, spacing = series(Path(data) / folder)
            slices = []
            for instance, entry in sorted(entries.items()):
                index = numbers.index(instance)
                if folder != name:
                    entry = entry_moved(entry, drawn[drawn_numbers.index(instance)], planes[index])
                slices.append(slice_of(entry, index, planes.shape[1:]))
            loaded.append(Series(name.split("/")[0], planes, spacing, window_of(planes), slices))
    return loaded


def view(rng, outlines, spacing, shape, size):
    """2×3 matrix from view pixels to source pixels; most views hold a nerve."""
    step = np.exp(rng.uniform(*np.log(SPACINGS))) / spacing
    if outlines and rng.random() < 0.75:
        centre = outlines[int(rng.integers(len(outlines)))].mean(0) + rng.uniform(-0.4, 0.4, 2) * size * step
    else:
        centre = rng.uniform(0.02, 0.98, 2) * (shape[1], shape[0])
    angle, stretch = np.deg2rad(rng.normal(0, 14)), np.exp(rng.normal(0, 0.12))
    flip = -1.0 if rng.random() < 0.5 else 1.0
    c, s = np.cos(angle), np.sin(angle)
    linear = step * np.array([[c * stretch * flip, -s / stretch], [s * stretch * flip, c / stretch]])
    middle = (size - 1) / 2
    return np.column_stack([linear, centre - linear @ (middle, middle)]).astype(np.float32)


def bent(rng, size):
    """A smooth shift of a view's pixels, up to about 4 of them: (columns, rows) to sample at."""
    reach, knots = rng.uniform(0.5, 2.5), int(rng.integers(3, 7))
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    return x + reach * smooth_noise(rng, size, knots), y + reach * smooth_noise(rng, size, knots)


def remapped(plane, places, interpolation, outside):
    return cv2.remap(plane, *places, interpolation, borderMode=cv2.BORDER_CONSTANT, borderValue=outside)


def recoloured(rng, planes):
    """Contrast of another sequence: now and then fat, the brightest of a T2 image, becomes dark."""
    if rng.random() < 0.2:
        planes = -monotone(rng, np.clip(planes, -1, 1)) * rng.uniform(0.6, 1)
    return contrast(rng, planes) if rng.random() < 0.9 else planes


def donor(rng, chosen, matrix, size):
    """A function that gives planes and share of some nerve of the series at a place of the view, turned by `linear`."""
    limit = np.float32(chosen.planes.shape[:0:-1]) - EDGE
    whole = [(s, o) for s in chosen.slices for o in s.nerves[0] if o.min() > EDGE and (o < limit).all()]
    here, outline = whole[int(rng.integers(len(whole)))]
    around = neighbours(rng, chosen, here.index)

    def source(linear, at):
        turned = matrix[:, :2] @ linear
        there = np.column_stack([turned, outline.mean(0) - turned @ at]).astype(np.float32)
        planes = np.stack([grey(scaled(chosen.planes[i], chosen.window), there, size) for i in around])
        return planes, nerve_share([outline], there, size, chosen.planes.shape[1:])
    return source


def sample_real(rng, loaded, size):
    """(4×size×size, size×size label, share of nerve, what is known)."""
    chosen = loaded[int(rng.integers(len(loaded)))]
    with_nerve = [s for s in chosen.slices if s.nerves[0]]
    pool = with_nerve if rng.random() < 0.7 else chosen.slices
    here = pool[int(rng.integers(len(pool)))]
    outlines, shape = here.nerves[int(rng.integers(len(here.nerves)))], chosen.planes.shape[1:]
    views = [view(rng, outlines, chosen.spacing, shape, size) for _ in range(2)]
    matrix = max(views, key=lambda m: sampled(np.ones(shape, np.uint8), m, size, cv2.INTER_NEAREST, 0).mean())
    planes = np.stack([grey(scaled(chosen.planes[i], chosen.window), matrix, size) for i in neighbours(rng, chosen, here.index)])
    label, known = (sampled(p, matrix, size, cv2.INTER_NEAREST, 0) for p in (here.label, here.known))
    share = nerve_share(outlines, matrix, size, shape)
    inside = sampled(np.ones(shape, np.uint8), matrix, size, cv2.INTER_NEAREST, 0)
    known = np.where(inside > 0, known, NERVE_OR_NOT).astype(np.uint8)
    if rng.random() < PLANTED:
        step = chosen.spacing * float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
        planes, share = planted(rng, planes, share, known, inside, step, donor(rng, chosen, matrix, size))
    if rng.random() < 0.7:
        places = bent(rng, size)
        planes = np.stack([remapped(p, places, cv2.INTER_LINEAR, -1) for p in planes])
        label, known = (remapped(p, places, cv2.INTER_NEAREST, 0) for p in (label, known))
        share = remapped(share, places, cv2.INTER_LINEAR, 0)
    known = np.where((share > 0) & (known == WHOLE), NERVE_OR_NOT, known).astype(np.int64)
    if rng.random() < 0.15:
        planes, marked, share = cut(rng, planes, known + 1, share)
        known = np.where(marked > 0, marked - 1, NERVE_OR_NOT)
    seed = seed_plane(rng, share, (planes[0] > -1) & (known != NOWHERE))
    planes = np.concatenate([recoloured(rng, planes), seed[None]])
    return planes.astype(np.float32), label.astype(np.int64), share.astype(np.float32), known
