"""From a volume to labels and nerve probabilities on its own pixels, as `VolumeLabeller` does it.

Two passes with one network. The first sees every slice whole, 1 mm to a pixel, and labels all tissues. Where it sees a nerve,
the second looks again at 96 mm around it, 0.5 mm to a pixel, and its probability replaces the first one's.
"""
import cv2
import numpy as np

from mr_samples import grey
from mr_volumes import NERVE, scaled

COARSE, FINE = 1.0, 0.5     # mm of a network pixel
FINE_SIDE = 192             # network pixels
RIM = 16                    # network pixels at the border of a fine view that are not believed
CANDIDATE = 0.3             # nerve probability that makes a candidate
SMALLEST = 8.0              # mm² of a candidate
MOST = 4                    # fine views in a slice
NEIGHBOUR = [0, -1, 1]      # channels: the slice, the one below, the one above


def shift_scale(step, column, row):
    """View pixels → source pixels; (column, row) is the source place of view pixel (0, 0)."""
    return np.array([[step, 0, column], [0, step, row]], np.float32)


def padded(size):
    return (size + 15) // 16 * 16


def channels(planes, window, index, matrix, width, height):
    last = len(planes) - 1
    side = max(width, height)
    views = [grey(scaled(planes[min(max(index + k, 0), last)], window), matrix, side)[:height, :width] for k in NEIGHBOUR]
    return np.stack(views)


def candidates(nerve):
    """Centres of the likeliest groups, likeliest first; one that lies inside an earlier one's view is left to it."""
    count, groups, stats, centres = cv2.connectedComponentsWithStats((nerve >= CANDIDATE).astype(np.uint8), connectivity=8)
    weight = np.bincount(groups.ravel(), nerve.ravel(), count)
    kept = []
    for g in sorted(range(1, count), key=lambda g: -weight[g]):
        if stats[g, cv2.CC_STAT_AREA] * COARSE ** 2 < SMALLEST:
            continue
        reach = (FINE_SIDE / 2 - RIM) * FINE / COARSE - 12
        if all(np.abs(centres[g] - k).max() > reach for k in kept):
            kept.append(centres[g])
    return kept[:MOST]


def on_source(plane, inverse, rows, columns):
    return cv2.warpAffine(plane, inverse, (columns, rows), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
                          borderMode=cv2.BORDER_REPLICATE)


def label_slice(run, planes, window, spacing, index):
    """(label index per source pixel, nerve probability per source pixel)."""
    rows, columns = planes.shape[1:]
    step = COARSE / spacing
    width, height = padded(int(np.ceil(columns / step))), padded(int(np.ceil(rows / step)))
    middle = (columns - 1) / 2, (rows - 1) / 2
    matrix = shift_scale(step, middle[0] - step * (width - 1) / 2, middle[1] - step * (height - 1) / 2)
    coarse = run(channels(planes, window, index, matrix, width, height))
    inverse = cv2.invertAffineTransform(matrix)
    others = np.stack([on_source(p, inverse, rows, columns) for k, p in enumerate(coarse) if k != NERVE])
    label = others.argmax(0)
    label[label >= NERVE] += 1
    nerve = on_source(coarse[NERVE], inverse, rows, columns)
    for centre in candidates(coarse[NERVE]):
        fine_step = FINE / spacing
        place = matrix[:, :2] @ centre + matrix[:, 2]
        corner = place - fine_step * (FINE_SIDE - 1) / 2
        view = shift_scale(fine_step, *corner)
        fine = run(channels(planes, window, index, view, FINE_SIDE, FINE_SIDE))[NERVE]
        inside = np.zeros((FINE_SIDE, FINE_SIDE), np.float32)
        inside[RIM:-RIM, RIM:-RIM] = 1
        inverse_view = cv2.invertAffineTransform(view)
        believed = cv2.warpAffine(inside, inverse_view, (columns, rows), flags=cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP) > 0
        nerve = np.where(believed, on_source(fine, inverse_view, rows, columns), nerve)
    return np.where(nerve >= 0.5, NERVE, label).astype(np.uint8), nerve


def label_volume(run, volume):
    results = [label_slice(run, volume.planes, volume.window, volume.spacing, k) for k in range(len(volume.planes))]
    return np.stack([r[0] for r in results]), np.stack([r[1] for r in results])
