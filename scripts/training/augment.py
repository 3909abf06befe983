"""Random training samples: geometry, probe shape, edits, seeds that assert a nerve or ask for one. Numpy and OpenCV."""
import cv2
import numpy as np

from data import LEVELS, NERVE
from edit import decoy_patch, erase_nerves, paste_nerve
from intensity import intensity
from preprocess import ASSERTED, QUESTION, seed_plane

STRENGTH = 0.7  # of geometric augmentation
PLAIN = 0.3  # share of samples without intensity augmentation
BASE = 192  # cached level on which seeds are drawn


def pick_level(scale):
    """Smallest cached level that is at least `scale`, the longer side of the content box in network pixels."""
    return next((s for s in LEVELS if s >= scale), LEVELS[-1])


def geometry(rng, size, centre, scale, strength=1.0):
    """Output pixel → source position in content-box units × `scale`: affine, elastic and curved-probe warp.

    Returns two size×size planes of positions relative to the level pixels divided by (level side / scale)."""
    angle = np.deg2rad(rng.normal(0, 7)) * strength
    stretch = np.exp(rng.normal(0, 0.10) * strength)
    shear = rng.normal(0, 0.08) * strength
    flip = -1.0 if rng.random() < 0.5 else 1.0
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    x, y = (x - (size - 1) / 2) * flip, y - (size - 1) / 2
    if rng.random() < 0.15 * strength:
        bend = rng.uniform(-0.5, 0.5) / size
        x, y = x * (1 + bend * y), y + bend * x * x * 0.5
    c, s = np.cos(angle), np.sin(angle)
    u = (c * x - s * y + shear * y) * stretch
    v = (s * x + c * y) / stretch
    if rng.random() < 0.5 * strength:
        grid = int(rng.integers(3, 6))
        amount = rng.uniform(1.0, 0.11 * size / grid)
        warp = rng.normal(0, 1, (2, grid, grid)).astype(np.float32) * amount
        u += cv2.resize(warp[0], (size, size), interpolation=cv2.INTER_CUBIC)
        v += cv2.resize(warp[1], (size, size), interpolation=cv2.INTER_CUBIC)
    return (u + centre[0] * scale).astype(np.float32), (v + centre[1] * scale).astype(np.float32)


def sample_level(grey, mask, u, v, scale):
    """Grey, mask and validity at positions (u,v), which count `scale` pixels along the box's longer side."""
    rows, columns = grey.shape
    k = max(grey.shape) / scale
    u, v = ((u + 0.5) * k - 0.5).astype(np.float32), ((v + 0.5) * k - 0.5).astype(np.float32)
    value = cv2.remap(grey, u, v, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    planes = [cv2.remap((mask == c).astype(np.float32), u, v, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
              for c in (1, 2)]
    label = np.zeros(value.shape, np.int64)
    label[planes[1] >= 0.5] = 2
    label[planes[0] >= 0.5] = 1
    valid = (u > -0.5) & (u < columns - 0.5) & (v > -0.5) & (v < rows - 0.5)
    label[~valid] = 0
    return value, label, valid


def finish(rng, value, label, valid, seed=None, sigma=1.0, height=ASSERTED):
    if rng.random() >= PLAIN:
        value = intensity(rng, value)
    inside = value[valid]
    planes = np.zeros((2,) + value.shape, np.float32)
    if inside.size:
        planes[0][valid] = (inside - inside.mean()) / max(float(inside.std()), 1.0)
    if seed is not None:
        planes[1] = height * seed_plane(seed[0], seed[1], sigma, value.shape[0])
    return planes, label


def edited(rng, frame, side, erase, paste, donor):
    """(grey, mask, pasted labels or None) of a level, sometimes with its nerves covered, a nerve pasted in, a decoy."""
    grey, mask = frame.levels[side]
    draw = rng.random()
    if draw < erase:
        value, label = erase_nerves(rng, grey, mask, np.ones(grey.shape, bool))
        if value is not None:
            return value, label, None
    elif draw < erase + paste and donor is not None:
        made = paste_nerve(rng, grey, mask, donor.levels[side])
        if made is not None:
            return made
    elif draw < erase + paste + 0.08:
        return decoy_patch(rng, grey, mask), mask, None
    return grey, mask, None


def automatic_sample(rng, frame, size, donor=None, erase=0.1, paste=0.0, nerve_free=0.05):
    """Whole content box, jittered; sometimes nerve-erased, sometimes a nerve-free part only."""
    rows, columns = (side * size / BASE for side in frame.levels[BASE][0].shape)
    zoom = float(np.exp(rng.normal(0, 0.15)))
    centre = np.array([columns, rows]) / (2 * size) + rng.normal(0, 0.06, 2)
    if rng.random() < nerve_free:
        zoom, centre = rng.uniform(1.3, 2.2), rng.uniform(0.2, 0.8, 2) * np.array([columns, rows]) / size
    elif rng.random() < 0.25:
        # top-left anchored, as at inference
        centre = np.array([0.5, 0.5]) / zoom + rng.normal(0, 0.02, 2)
    scale = size * zoom
    u, v = geometry(rng, size, centre, scale, STRENGTH)
    grey, mask, _ = edited(rng, frame, pick_level(scale), erase, paste, donor)
    return finish(rng, *sample_level(grey, mask, u, v, scale))


def zoomed(rng, grey, mask, seed, size, sigma, crop, height):
    """A view around `seed` (shares of the longer side); the target keeps the nerve at the seed only, none without."""
    zoom = float(np.exp(rng.normal(0, 0.15))) / crop
    box = np.array(mask.shape[::-1], np.float32) / max(mask.shape)
    half = 0.5 / zoom
    centre = np.where(box > 2 * half, np.clip(seed, half, np.maximum(box - half, half)), np.full(2, half))
    scale = size * zoom
    u, v = geometry(rng, size, centre + rng.normal(0, 0.02, 2), scale, STRENGTH)
    value, label, valid = sample_level(grey, mask, u, v, scale)
    distance = np.hypot(u - (seed[0] * scale - 0.5), v - (seed[1] * scale - 0.5))
    at = np.unravel_index(int(distance.argmin()), distance.shape)
    _, pieces = cv2.connectedComponents((label == NERVE).astype(np.uint8), connectivity=8)
    near = pieces[max(0, at[0] - 2):at[0] + 3, max(0, at[1] - 2):at[1] + 3]
    label = np.where((label == NERVE) & (pieces != (pieces[at] or near.max() or -1)), 0, label)
    return finish(rng, value, label, valid, (at[1], at[0]), sigma, height)


def point_inside(rng, nerves, depths):
    """A random point of one component of a boolean plane, as shares of the longer side; None without one. `depths`: how
    far inside at least, as shares of the greatest depth, one of which is drawn."""
    count, parts = cv2.connectedComponents(nerves.astype(np.uint8), connectivity=8)
    if count < 2:
        return None
    part = parts == int(rng.integers(1, count))
    depth = cv2.distanceTransform(np.pad(part.astype(np.uint8), 1), cv2.DIST_L2, 3)[1:-1, 1:-1]
    rows, columns = np.nonzero(part & (depth >= depth.max() * rng.choice(depths)))
    pick = int(rng.integers(len(rows)))
    return (np.array([columns[pick], rows[pick]], np.float32) + 0.5) / max(nerves.shape)


def nerve_sample(rng, frame, size, sigma, crop, height, donor=None, paste=0.0, erase=0.0, depths=(0.0, 0.3, 0.6)):
    """A seed on a nerve, of the frame or pasted into it. With `erase` the nerves are covered and the target is empty."""
    side = pick_level(size / crop)
    grey, mask, pasted = edited(rng, frame, side, erase, paste, donor)
    nerves = (pasted if pasted is not None and rng.random() < 0.7 else frame.levels[side][1]) == NERVE
    seed = point_inside(rng, nerves, depths)
    if seed is None:
        return automatic_sample(rng, frame, size)
    return zoomed(rng, grey, mask, seed, size, sigma, crop, height)


def elsewhere_sample(rng, frame, size, sigma, crop, seed):
    """A question where no nerve is: the target has none."""
    grey, mask, _ = edited(rng, frame, pick_level(size / crop), 0.0, 0.0, None)
    return zoomed(rng, grey, np.where(mask == NERVE, 0, mask), seed, size, sigma, crop, QUESTION)
