"""Random training samples: geometry, probe shape, gain, speckle, shadow, erased nerves, seeds. Numpy and OpenCV."""
import cv2
import numpy as np

from data import LEVELS, NERVE
from preprocess import seed_plane

STRENGTH = 0.7  # of geometric augmentation
PLAIN = 0.3  # share of samples without intensity augmentation
BASE = 192  # cached level on which seeds are drawn


def pick_level(frame, scale):
    """Smallest cached level that is at least `scale`, the longer side of the content box in network pixels."""
    side = next((s for s in LEVELS if s >= scale), LEVELS[-1])
    return side, frame.levels[side]


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


def sample_level(frame, u, v, scale):
    """Grey, mask and validity at positions (u,v), which count `scale` pixels along the box's longer side."""
    side, (grey, mask) = pick_level(frame, scale)
    k = side / scale
    u, v = ((u + 0.5) * k - 0.5).astype(np.float32), ((v + 0.5) * k - 0.5).astype(np.float32)
    rows, columns = grey.shape
    value = cv2.remap(grey, u, v, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    planes = [cv2.remap((mask == c).astype(np.float32), u, v, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
              for c in (1, 2)]
    label = np.zeros(value.shape, np.int64)
    label[planes[1] >= 0.5] = 2
    label[planes[0] >= 0.5] = 1
    valid = (u > -0.5) & (u < columns - 0.5) & (v > -0.5) & (v < rows - 0.5)
    label[~valid] = 0
    return value, label, valid


def smooth_noise(rng, size, grid):
    return cv2.resize(rng.normal(0, 1, (grid, grid)).astype(np.float32), (size, size), interpolation=cv2.INTER_CUBIC)


def intensity(rng, grey):
    """Gain, time gain, gamma, speckle, blur, shadow, noise on 0…255."""
    size = grey.shape[0]
    x = np.clip(grey, 0, 255) / 255
    if rng.random() < 0.7:
        x = x ** np.exp(rng.normal(0, 0.3))
    if rng.random() < 0.6:
        depth = np.linspace(-1, 1, size, dtype=np.float32)[:, None]
        x = x * np.exp(depth * rng.normal(0, 0.4) + (depth ** 2 - 0.3) * rng.normal(0, 0.3))
    if rng.random() < 0.4:
        x = x * np.exp(smooth_noise(rng, size, int(rng.integers(2, 6))) * rng.uniform(0.1, 0.35))
    if rng.random() < 0.35:
        speckle = rng.normal(0, 1, (size, size)).astype(np.float32)
        speckle = cv2.GaussianBlur(speckle, (0, 0), rng.uniform(0.6, 1.4), sigmaY=rng.uniform(0.5, 1.0))
        x = x * np.exp(speckle / max(speckle.std(), 1e-3) * rng.uniform(0.05, 0.25))
    if rng.random() < 0.25:
        x = cv2.GaussianBlur(x, (0, 0), rng.uniform(0.4, 1.3))
    elif rng.random() < 0.2:
        x = x + (x - cv2.GaussianBlur(x, (0, 0), 1.5)) * rng.uniform(0.3, 1.0)
    if rng.random() < 0.2:
        columns = np.arange(size, dtype=np.float32)[None, :] - rng.uniform(0, size)
        tilt = np.arange(size, dtype=np.float32)[:, None] * rng.normal(0, 0.15)
        band = np.exp(-((columns - tilt) / (size * rng.uniform(0.03, 0.12))) ** 2)
        start = rng.uniform(0, 0.7) * size
        fade = np.clip((np.arange(size, dtype=np.float32)[:, None] - start) / 10, 0, 1)
        x = x * (1 - rng.uniform(0.3, 0.9) * band * fade)
    x = np.clip(x * np.exp(rng.normal(0, 0.25)), 0, 1) * 255
    if rng.random() < 0.3:
        x = x + rng.normal(0, rng.uniform(1, 5), x.shape)
    return np.clip(x, 0, 255).astype(np.float32)


def patch_over(rng, value, label, valid, region):
    """Copies texture sideways over `region` with a feathered border. False when no nerve-free place was found."""
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


def decoy_patch(rng, value, label, valid):
    """A pasted blob away from nerves, so that pasting itself is not a sign of an erased nerve."""
    size = value.shape[0]
    blob = np.zeros(value.shape, np.uint8)
    centre = tuple(int(v) for v in rng.uniform(0.2, 0.8, 2) * size)
    cv2.ellipse(blob, centre, tuple(int(v) for v in rng.uniform(0.04, 0.15, 2) * size), float(rng.uniform(0, 180)),
                0, 360, 1, -1)
    if (label[blob > 0] > 0).any() or not valid[blob > 0].all():
        return value
    pasted = patch_over(rng, value, label, valid, blob > 0)
    return value if pasted is None else pasted


def finish(rng, value, label, valid, seed, sigma, augment=True):
    if augment and rng.random() >= PLAIN:
        value = intensity(rng, value)
    inside = value[valid]
    plane = np.zeros(value.shape, np.float32)
    if inside.size:
        plane[valid] = (inside - inside.mean()) / max(float(inside.std()), 1.0)
    planes = np.zeros((2,) + value.shape, np.float32)
    planes[0] = plane
    if seed is not None:
        planes[1] = seed_plane(seed[0], seed[1], sigma, value.shape[0])
    return planes, label


def automatic_sample(rng, frame, size, sigma, erase=0.08, nerve_free=0.05):
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
    value, label, valid = sample_level(frame, u, v, scale)
    if rng.random() < erase and (label == NERVE).any():
        erased, emptied = erase_nerves(rng, value, label, valid)
        if erased is not None:
            value, label = erased, emptied
    elif rng.random() < 0.08:
        value = decoy_patch(rng, value, label, valid)
    return finish(rng, value, label, valid, None, sigma)


def seeded_sample(rng, frame, size, sigma, crop):
    """A zoomed view around a point inside one nerve; the target keeps that nerve only."""
    mask = frame.levels[BASE][1]
    count, parts = cv2.connectedComponents((mask == NERVE).astype(np.uint8), connectivity=8)
    if count < 2:
        return automatic_sample(rng, frame, size, sigma)
    part = parts == int(rng.integers(1, count))
    depth = cv2.distanceTransform(np.pad(part.astype(np.uint8), 1), cv2.DIST_L2, 3)[1:-1, 1:-1]
    rows, columns = np.nonzero(depth > depth.max() * rng.choice([0.0, 0.3, 0.6]))
    pick = int(rng.integers(len(rows)))
    seed = np.array([columns[pick], rows[pick]], np.float32)
    zoom = float(np.exp(rng.normal(0, 0.15))) / crop
    box = np.array(mask.shape[::-1], np.float32)
    half = 0.5 / zoom * BASE
    centre = np.where(box > 2 * half, np.clip(seed, half, np.maximum(box - half, half)), np.full(2, half))
    centre = centre / BASE + rng.normal(0, 0.02, 2)
    scale = size * zoom
    u, v = geometry(rng, size, centre, scale, STRENGTH)
    value, label, valid = sample_level(frame, u, v, scale)
    seed = (seed + 0.5) * scale / BASE - 0.5
    nearest = np.hypot(u - seed[0], v - seed[1])
    at = np.unravel_index(int(nearest.argmin()), nearest.shape)
    _, pieces = cv2.connectedComponents((label == NERVE).astype(np.uint8), connectivity=8)
    label = np.where((label == NERVE) & (pieces != pieces[at]), 0, label) if label[at] == NERVE else label
    return finish(rng, value, label, valid, (at[1], at[0]), sigma)
