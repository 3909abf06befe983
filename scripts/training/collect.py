"""Runs one fold's network over its held-out frames and over the nerve-free sets, and stores probability planes, so that
evaluate.py can choose thresholds without running the network again."""
import argparse
import pickle
from pathlib import Path

import cv2
import numpy as np
import torch

from edit import erase_nerves
from data import NERVE, VESSEL, folds, load, load_unlabelled
from predict import components, forward, inner_point, load_rounded, seeded, to_view_pixel
from preprocess import ASSERTED, QUESTION, automatic_view, content_box

LEVELS, SMALLEST, MOST = (0.2, 0.3, 0.4, 0.5), 12, 4


def automatic(network, recipe, grey):
    """The plane of the whole content box, and those of the zoomed view at each candidate."""
    box = content_box(grey)
    view = automatic_view(box, recipe["size"])
    first = rounded(forward(network, grey, view, recipe["sigma"])[NERVE])
    record = dict(box=box, shape=grey.shape, first=first.astype(np.float16), zoomed={})
    for level in LEVELS:
        for part in components(first >= level, SMALLEST)[:MOST]:
            point = inner_point(part)
            if point not in record["zoomed"]:
                record["zoomed"][point] = zoom(network, recipe, grey, box, to_view_pixel(view, *point),
                                               QUESTION)
    return record


def rounded(plane):
    """As stored, so that thresholds give the same groups when the planes are read back."""
    return plane.astype(np.float16).astype(np.float32)


def zoom(network, recipe, grey, box, seed, height):
    """(left, top, width, height) of the view, its nerve plane, the seed on the plane."""
    view, second, point = seeded(network, recipe, grey, box, seed, height)
    return (view.left, view.top, view.width, view.height), second.astype(np.float16), point


def random_seeds(mask, rng):
    """One point inside each nerve component (deeper than a quarter of its depth), and the component."""
    found = []
    for part in components(mask, 30):
        depth = cv2.distanceTransform(np.pad(part.astype(np.uint8), 1), cv2.DIST_L2, 5)[1:-1, 1:-1]
        rows, columns = np.nonzero(depth > 0.25 * depth.max())
        k = int(rng.integers(len(rows)))
        found.append((float(columns[k]), float(rows[k])))
    return found


def nerve_free_crops(frame):
    """Parts of the content box beside, above and below the nerves, with a margin: (name, grey, vessel share)."""
    left, top, width, height = frame.box
    rows, columns = np.nonzero(frame.mask == NERVE)
    if len(rows) == 0:
        return []
    margin = int(0.03 * max(width, height))
    sides = dict(left=(left, top, columns.min() - margin, top + height),
                 right=(columns.max() + margin, top, left + width, top + height),
                 below=(left, rows.max() + margin, left + width, top + height))
    crops = []
    for name, (x0, y0, x1, y1) in sides.items():
        if x1 - x0 < 0.4 * width or y1 - y0 < 0.4 * height:
            continue
        part = frame.grey[y0:y1, x0:x1]
        if part.mean() < 8:
            continue
        vessel = float((frame.mask[y0:y1, x0:x1] == VESSEL).mean())
        crops.append((name, np.ascontiguousarray(part), vessel))
    return crops


def erased(frame, rng):
    """The frame with its nerves covered by neighbouring texture, on a 352-pixel grid; None when there is no room."""
    grey, mask = frame.levels[352]
    value, _ = erase_nerves(rng, grey, mask.astype(np.int64), np.ones(grey.shape, bool))
    return value


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", required=True)
    p.add_argument("--negatives", help="folder of PNG without a nerve, never trained on")
    p.add_argument("--fold", type=int, required=True)
    p.add_argument("--folds", type=int, default=5)
    p.add_argument("--checkpoint", required=True)
    p.add_argument("--positives-only", action="store_true")
    p.add_argument("--out", required=True)
    a = p.parse_args()
    torch.set_num_threads(1)
    network, recipe = load_rounded(a.checkpoint)
    network = network.to(memory_format=torch.channels_last)
    frames = load(a.data)
    records = []
    for i in folds(frames, a.folds)[a.fold]:
        frame, rng = frames[i], np.random.default_rng(1000 + i)
        record = automatic(network, recipe, frame.grey)
        record.update(kind="positive", name=frame.name, group=frame.group, fold=a.fold, truth=frame.mask == NERVE)
        record["seeded"] = [zoom(network, recipe, frame.grey, frame.box, s, ASSERTED)
                            for s in random_seeds(record["truth"], rng)]
        records.append(record)
        if a.positives_only:
            continue
        for side, grey, vessel in nerve_free_crops(frame):
            kind = "vessel crop" if vessel > 0.01 else "nerve-free crop"
            records.append(dict(automatic(network, recipe, grey), kind=kind, name=f"{frame.name}-{side}",
                                group=frame.group, fold=a.fold, grey=grey.astype(np.uint8)))
        grey = erased(frame, rng)
        if grey is not None:
            records.append(dict(automatic(network, recipe, grey), kind="nerve erased", name=frame.name,
                                group=frame.group, fold=a.fold, grey=grey.astype(np.uint8)))
    if a.negatives and not a.positives_only:
        for frame in load_unlabelled(a.negatives):
            records.append(dict(automatic(network, recipe, frame.grey), kind="calf muscle", name=frame.name, group=-1,
                                fold=a.fold))
    Path(a.out).write_bytes(pickle.dumps(dict(recipe=recipe, records=records)))
    kinds = [r["kind"] for r in records]
    print({k: kinds.count(k) for k in sorted(set(kinds))})


if __name__ == "__main__":
    main()
