"""A PNG of chosen held-out images: label green, automatic red, seeded cyan. For looking at the worst cases."""
import json
import pickle
import sys
from pathlib import Path

import cv2
import numpy as np

from data import load
from decide import candidates, rank, seeded_candidates

SIDE = 420


def draw(frame, record, made, size):
    image = cv2.cvtColor(np.clip(frame.grey * 1.3, 0, 255).astype(np.uint8), cv2.COLOR_GRAY2BGR)
    automatic = rank(candidates(record, size, made["decision"]), made["confidence"], made["decision"])
    layers = [([record["truth"]], (0, 255, 0)), ([c["mask"] for c in automatic], (0, 0, 255)),
              ([c["mask"] for c in seeded_candidates(record, size, made["decision"])], (255, 255, 0))]
    for masks, colour in layers:
        for mask in masks:
            lines, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
            cv2.drawContours(image, lines, -1, colour, 2)
    scale = SIDE / max(image.shape[:2])
    image = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    image = cv2.copyMakeBorder(image, 0, SIDE - image.shape[0], 0, SIDE - image.shape[1], cv2.BORDER_CONSTANT)
    text = f"{record['name']} " + " ".join(f"{c['confidence']:.2f}" for c in automatic)
    return cv2.putText(image, text, (4, 16), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (255, 255, 255), 1)


def main():
    data, figures, decision, out, *collected = sys.argv[1:]
    worst = [w["name"] for w in json.loads(Path(figures).read_text())["worst"]]
    made = json.loads(Path(decision).read_text())
    frames, tiles = {f.name: f for f in load(data)}, {}
    for path in collected:
        stored = pickle.loads(Path(path).read_bytes())
        for r in stored["records"]:
            if r["kind"] == "positive" and r["name"] in worst:
                tiles[r["name"]] = draw(frames[r["name"]], r, made, stored["recipe"]["size"])
    row = [tiles[n] for n in worst]
    row += [np.zeros_like(row[0])] * (-len(row) % 5)
    cv2.imwrite(out, np.vstack([np.hstack(row[i:i + 5]) for i in range(0, len(row), 5)]))


if __name__ == "__main__":
    main()
