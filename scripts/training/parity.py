"""Compares this folder's preprocessing with the output of `nerve-measure prepare --size 352`: boxes and grey levels."""
import sys

import numpy as np

from data import load, load_prepared


def main():
    data, prepared = sys.argv[1:]
    boxes, worst, labels = 0, 0.0, []
    for frame in load(data):
        grey, mask, box = load_prepared(prepared, frame.name)
        boxes += box == tuple(frame.box)
        worst = max(worst, float(np.abs(grey - frame.levels[352][0]).max()))
        labels.append(float((mask != frame.levels[352][1]).mean()))
    print(f"boxes equal: {boxes} of {len(labels)}; largest grey difference {worst:.3f} (0.5 is rounding); "
          f"labels differ in {100 * np.mean(labels):.3f} % of pixels (resampling rule)")


if __name__ == "__main__":
    main()
