"""Edits of a labelled picture before it is sampled: nerves covered, decoys, nerves of other pictures pasted in."""
import cv2
import numpy as np

from data import NERVE, VESSEL


def patch_over(rng, value, label, valid, region):
    """Copies texture sideways over `region` with a feathered border. None when no nerve-free place was found."""
    height, width = value.shape
    grown = cv2.dilate(region.astype(np.uint8), np.ones((7, 7), np.uint8))
    rows, columns = np.nonzero(grown)
    forbidden = ((label == NERVE) | ~valid).astype(np.uint8)
    for _ in range(25):
        dx, dy = int(rng.integers(-width, width)), int(rng.integers(-12, 13))
        mirrored = rng.random() < 0.5
        c = (columns.min() + columns.max() - columns if mirrored else columns) + dx
        r = rows + dy
        if c.min() < 0 or r.min() < 0 or c.max() >= width or r.max() >= height or forbidden[r, c].any():
            continue
        source = value.copy()
        source[rows, columns] = value[r, c]
        weight = cv2.GaussianBlur(grown.astype(np.float32), (0, 0), 2.0) * grown
        return value * (1 - weight) + source * weight
    return None


def erase_nerves(rng, value, label, valid):
    """The frame with every nerve replaced by neighbouring texture; None when there is no room."""
    count, parts = cv2.connectedComponents((label == NERVE).astype(np.uint8), connectivity=8)
    for index in range(1, count):
        value = patch_over(rng, value, label, valid, parts == index)
        if value is None:
            return None, label
    label = label.copy()
    label[label == NERVE] = 0
    return value, label


def decoy_patch(rng, value, label):
    """A pasted blob away from nerves, so that pasting itself is not a sign of an erased nerve."""
    height, width = value.shape
    blob = np.zeros(value.shape, np.uint8)
    centre = int(rng.uniform(0.1, 0.9) * width), int(rng.uniform(0.1, 0.9) * height)
    cv2.ellipse(blob, centre, tuple(int(v) for v in rng.uniform(0.04, 0.15, 2) * width), float(rng.uniform(0, 180)),
                0, 360, 1, -1)
    if (label[blob > 0] > 0).any():
        return value
    pasted = patch_over(rng, value, label, np.ones(value.shape, bool), blob > 0)
    return value if pasted is None else pasted


def cut_nerve(rng, grey, mask):
    """One nerve of a picture with some of its surroundings, flipped and stretched at random: grey, labels (other
    nerves removed) and share of the new picture, all of one small size; and the row it was at, as a share."""
    count, parts, stats, centres = cv2.connectedComponentsWithStats((mask == NERVE).astype(np.uint8), connectivity=8)
    if count < 2:
        return None
    index = int(rng.integers(1, count))
    reach = int(np.sqrt(stats[index, cv2.CC_STAT_AREA]) * rng.uniform(0.1, 0.6)) + 3
    x, y, w, h = stats[index, :4]
    x0, y0 = max(0, x - reach), max(0, y - reach)
    x1, y1 = min(mask.shape[1], x + w + reach), min(mask.shape[0], y + h + reach)
    part = (parts[y0:y1, x0:x1] == index).astype(np.uint8)
    labels = np.where(part > 0, NERVE, np.where(mask[y0:y1, x0:x1] == VESSEL, VESSEL, 0)).astype(np.uint8)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach - 3, 2 * reach - 3))
    share = cv2.GaussianBlur(cv2.dilate(part, disc).astype(np.float32), (0, 0), 1.5)
    size = tuple(max(4, int(n * np.exp(rng.normal(0, 0.15)))) for n in (x1 - x0, y1 - y0))
    planes = [cv2.resize(p, size, interpolation=cv2.INTER_LINEAR) for p in (grey[y0:y1, x0:x1], share)]
    planes.insert(1, cv2.resize(labels, size, interpolation=cv2.INTER_NEAREST))
    if rng.random() < 0.5:
        planes = [p[:, ::-1] for p in planes]
    return planes, centres[index][1] / mask.shape[0]


def paste_nerve(rng, grey, mask, donor):
    """`donor`: (grey, mask) of another picture. A nerve of it at a like depth, brightness matched: new grey and mask, and
    the labels of what was pasted; None when there is no room."""
    cut = cut_nerve(rng, *donor)
    if cut is None:
        return None
    (value, labels, share), depth = cut
    height, width = labels.shape
    if height >= grey.shape[0] or width >= grey.shape[1]:
        return None
    taken = cv2.dilate((mask == NERVE).astype(np.uint8), np.ones((5, 5), np.uint8))
    for _ in range(10):
        y = int(round((depth + rng.normal(0, 0.08)) * grey.shape[0] - height / 2))
        x, y = int(rng.integers(0, grey.shape[1] - width)), min(max(y, 0), grey.shape[0] - height - 1)
        where = slice(y, y + height), slice(x, x + width)
        inside = share >= 0.5
        if taken[where][inside].any() or not inside.any() or grey[where][inside].mean() < 6:
            continue
        gain = np.clip((grey[where][inside].mean() + 10) / (value[inside].mean() + 10), 0.6, 1.5)
        grey, mask, pasted = grey.copy(), mask.copy(), np.zeros_like(mask)
        grey[where] += share * (np.clip(value * gain, 0, 255) - grey[where])
        mask[where] = np.where(inside, labels, mask[where])
        pasted[where] = np.where(inside, labels, 0)
        return grey, mask, pasted
    return None
