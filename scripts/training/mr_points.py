"""What the MR model makes of one point on a real series: points inside the nerves outlined by hand, and points beside them, which
it should refuse."""
import argparse
import json
from pathlib import Path

import cv2
import numpy as np

from mr_outlines import filled, middle, runner, series
from mr_predict import looked_at, middle_near
from mr_volumes import window_of

INSIDE, BESIDE = 4, 6        # points of each kind per outline
AWAY = (14, 40)              # mm of a point beside the nerve from its middle
ACCEPTED = 8.0               # mm from the point within which the product takes a nerve for the one meant (SideSeeds)
DARK = 5                     # grey levels below this are air


def beside(rng, centre, plane, spacing):
    while True:
        angle, away = rng.uniform(0, 2 * np.pi), rng.uniform(*AWAY) / spacing
        column, row = centre + away * np.array([np.cos(angle), np.sin(angle)])
        if 3 < column < plane.shape[1] - 3 and 3 < row < plane.shape[0] - 3 and plane[int(row), int(column)] >= DARK:
            return np.array([column, row])


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("model", help="ONNX, or a checkpoint")
    p.add_argument("outlines", help="pass-1.json or pass-2.json")
    p.add_argument("data", help="folder of the subjects")
    p.add_argument("--subject", required=True)
    a = p.parse_args()
    run, rng = runner(a.model), np.random.default_rng(5)
    outlines = [o for o in json.loads(Path(a.outlines).read_text())["outlines"] if o["series"].split("/")[0] == a.subject]
    numbers, planes, spacing = series(Path(a.data) / outlines[0]["series"])
    window, met, accepted = window_of(planes), [], []
    for o in outlines:
        index, shape = numbers.index(o["instance"]), planes.shape[1:]
        centre, nerve = np.array(middle(o["outline"], shape)), filled(o["outline"], shape).astype(np.uint8)

        def seen(point):
            looked = looked_at(run, planes, window, spacing, index, point, np.zeros(shape, np.float32), seeded=True)
            return middle_near(looked, point, ACCEPTED / spacing)
        inside = np.argwhere(cv2.erode(nerve, np.ones((3, 3))) > 0)[:, ::-1]
        for point in inside[rng.integers(len(inside), size=INSIDE)]:
            place = seen(point)
            met.append(place is not None and np.linalg.norm(place - centre) * spacing <= 3)
        for point in (beside(rng, centre, planes[index], spacing) for _ in range(BESIDE)):
            place = seen(point)
            accepted.append(place is not None and np.linalg.norm(place - point) * spacing <= ACCEPTED)
    print(f"{len(met)} points inside: centre within 3 mm {np.mean(met):.2f}; {len(accepted)} beside: accepted {np.mean(accepted):.2f}")


if __name__ == "__main__":
    main()
