"""Dice of every class and errors of the nerve's area on simulated volumes that were not trained on, per sequence."""
import argparse
import json
from collections import defaultdict

import cv2
import numpy as np
import torch

from mr_predict import label_volume
from mr_volumes import CHANNELS, LABELS, NERVE, load
from network import Network


def runner(path):
    network = Network(channels=CHANNELS, classes=len(LABELS)).to(memory_format=torch.channels_last).eval()
    network.load_state_dict(torch.load(path, weights_only=False)["weights"])

    def run(planes):
        with torch.no_grad():
            return network(torch.from_numpy(planes[None]).contiguous(memory_format=torch.channels_last)).softmax(1)[0].numpy()
    return run


def true_nerve(volume, index):
    plane = np.zeros(volume.labels.shape[1:], np.uint8)
    for outline in volume.outlines[index]:
        cv2.fillPoly(plane, [np.round(outline * 16).astype(np.int32)], 1, shift=4)
    return plane > 0


def figures(volume, labels, probability):
    """Per-class overlap counts, and the nerve's: Dice of the volume, share of slices found, area per slice."""
    truth = volume.labels.copy()
    for k in range(len(truth)):
        truth[k][true_nerve(volume, k)] = NERVE
    counts = {name: [int(((labels == c) & (truth == c)).sum()), int((labels == c).sum()), int((truth == c).sum())]
              for c, name in enumerate(LABELS)}
    areas = []
    for k in range(len(truth)):
        t, p = truth[k] == NERVE, labels[k] == NERVE
        if t.any():
            areas.append([sum(float(cv2.contourArea(o)) for o in volume.outlines[k]),
                          float((p & cv2.dilate(t.astype(np.uint8), np.ones((9, 9))).astype(bool)).sum())])
    return counts, np.array(areas) * volume.spacing ** 2


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("checkpoint")
    p.add_argument("--data", required=True)
    p.add_argument("--count", type=int)
    p.add_argument("--json")
    p.add_argument("--threads", type=int, default=1)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    run, rows, total = runner(a.checkpoint), [], defaultdict(lambda: np.zeros(3))
    for volume in load(a.data, a.count):
        counts, areas = figures(volume, *label_volume(run, volume))
        for name, c in counts.items():
            total[name] += c
        both, found, true = counts["nerve"]
        error = (areas[:, 1] - areas[:, 0]) / areas[:, 0] if len(areas) else np.array([np.nan])
        row = dict(name=volume.name, sequence=volume.truth["parameters"]["acquisition"]["sequence"], spacing=volume.spacing,
                   dice=2 * both / max(1, found + true), area_error=float(np.median(error)), missed=float((error < -0.5).mean()))
        rows.append(row)
        print({k: round(v, 3) if isinstance(v, float) else v for k, v in row.items()}, flush=True)
    print({name: round(2 * c[0] / max(1, c[1] + c[2]), 3) for name, c in total.items()})
    for sequence in sorted({r["sequence"] for r in rows}):
        mine = [r for r in rows if r["sequence"] == sequence]
        print(sequence, len(mine), {k: round(float(np.nanmean([r[k] for r in mine])), 3) for k in ("dice", "area_error", "missed")})
    if a.json:
        with open(a.json, "w") as out:
            json.dump(rows, out, indent=1)


if __name__ == "__main__":
    main()
