"""From a volume to labels and nerve probabilities on its own pixels, as `VolumeLabeller` does it.

Two passes with one network. The first sees every slice whole, 1 mm to a pixel, and labels all tissues. Where it sees a nerve,
the second looks again at 96 mm around it, 0.5 mm to a pixel, and its probability replaces the first one's.
"""
import cv2
import numpy as np

from mr_samples import bump, grey
from mr_volumes import NERVE, scaled

COARSE, FINE = 1.0, 0.5     # mm of a network pixel
FINE_SIDE = 192             # network pixels
RIM = 16                    # network pixels at the border of a fine view that are not believed
CANDIDATE = 0.3             # nerve probability that makes a candidate
SMALLEST = 8.0              # mm² of a candidate
MOST = 4                    # fine views in a slice
REACH = 4.0                 # mm: a nerve that comes no nearer to where one is expected is another one
NEIGHBOUR = [0, -1, 1]      # channels: the slice, the one below, the one above; a fourth holds a bump where a person points


def shift_scale(step, column, row):
    """View pixels → source pixels; (column, row) is the source place of view pixel (0, 0)."""
    return np.array([[step, 0, column], [0, step, row]], np.float32)


def padded(size):
    return (size + 15) // 16 * 16


def channels(planes, window, index, matrix, width, height, seed=None):
    """`seed`: (column, row) in view pixels."""
    last = len(planes) - 1
    side = max(width, height)
    views = [grey(scaled(planes[min(max(index + k, 0), last)], window), matrix, side)[:height, :width] for k in NEIGHBOUR]
    return np.stack([*views, bump(seed, (height, width)) if seed is not None else np.zeros((height, width), np.float32)])


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


def looked_at(run, planes, window, spacing, index, place, nerve, seeded=False):
    """`nerve` with what a fine view about `place` says; `seeded` when a person's point, or what follows from it, lies there."""
    rows, columns = nerve.shape
    step, middle = FINE / spacing, (FINE_SIDE - 1) / 2
    view = shift_scale(step, *(np.asarray(place) - step * middle))
    fine = run(channels(planes, window, index, view, FINE_SIDE, FINE_SIDE, (middle, middle) if seeded else None))[NERVE]
    inside = np.zeros((FINE_SIDE, FINE_SIDE), np.float32)
    inside[RIM:-RIM, RIM:-RIM] = 1
    inverse = cv2.invertAffineTransform(view)
    believed = cv2.warpAffine(inside, inverse, (columns, rows), flags=cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP) > 0
    return np.where(believed, on_source(fine, inverse, rows, columns), nerve)


def middle_near(nerve, place, reach):
    """The middle of the group of nerve that comes nearest to `place`; None when none comes within `reach` pixels of it."""
    count, groups, _, centres = cv2.connectedComponentsWithStats((nerve >= 0.5).astype(np.uint8), connectivity=8)
    best, nearest = None, reach
    for g in range(1, count):
        places = np.argwhere(groups == g)[:, ::-1]
        distance = np.linalg.norm(places - place, axis=1).min()
        if distance <= nearest:
            best, nearest = centres[g], distance
    return best


def follow(run, planes, window, spacing, nerves, points):
    """Looks again along one nerve. `points`: (index, (column, row)), a person's, in the order of the slices; `nerves`: probabilities
    per slice, changed in place. From a point to the next the view keeps to the nerve that it saw last; where it sees none, it
    goes straight on."""
    for k, (index, point) in enumerate(points):
        place = np.asarray(point, float)
        nerves[index] = looked_at(run, planes, window, spacing, index, place, nerves[index], seeded=True)
        if k + 1 == len(points):
            return
        end, goal = points[k + 1]
        seen = middle_near(nerves[index], place, REACH / spacing)
        place = place if seen is None else seen
        for i in range(index + 1, end):
            place = place + (np.asarray(goal) - place) / (end - i + 1)
            nerves[i] = looked_at(run, planes, window, spacing, i, place, nerves[i], seeded=True)
            seen = middle_near(nerves[i], place, REACH / spacing)
            place = place if seen is None else seen


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
        nerve = looked_at(run, planes, window, spacing, index, matrix[:, :2] @ centre + matrix[:, 2], nerve)
    return np.where(nerve >= 0.5, NERVE, label).astype(np.uint8), nerve


def label_volume(run, volume):
    results = [label_slice(run, volume.planes, volume.window, volume.spacing, k) for k in range(len(volume.planes))]
    return np.stack([r[0] for r in results]), np.stack([r[1] for r in results])
