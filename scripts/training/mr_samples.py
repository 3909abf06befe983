"""Random MR training samples: three neighbouring slices, one view of them, contrast changed at random, and now and then a point
that a person gives."""
import cv2
import numpy as np

from intensity import smooth_noise
from mr_nerves import repainted
from mr_volumes import CAP, scaled

SPACINGS = (0.45, 1.15)  # mm of a network pixel, drawn with uniform logarithm
PLAIN = 0.15             # share of samples whose grey levels stay as they are
SEEDED, MISLED = 0.4, 0.3  # shares of the samples with a point in a nerve, and with one that is in none
SEED_SIGMA = 3.0         # network pixels
FINE = 8                 # subpixels per side when the nerves' share of a pixel is taken


def view(rng, volume, index, size):
    """2×3 matrix from view pixels to source pixels."""
    spacing = np.exp(rng.uniform(*np.log(SPACINGS))) / volume.spacing
    rows, columns = volume.planes.shape[1:]
    outlines = volume.outlines[index]
    if outlines and rng.random() < 0.7:
        centre = outlines[int(rng.integers(len(outlines)))].mean(0) + rng.uniform(-0.42, 0.42, 2) * size * spacing
    else:
        centre = rng.uniform(0.1, 0.9, 2) * (columns, rows)
    angle = np.deg2rad(rng.normal(0, 7))
    stretch, flip = np.exp(rng.normal(0, 0.06)), -1.0 if rng.random() < 0.5 else 1.0
    c, s = np.cos(angle), np.sin(angle)
    linear = spacing * np.array([[c * stretch * flip, -s / stretch], [s * stretch * flip, c / stretch]])
    middle = (size - 1) / 2
    return np.column_stack([linear, centre - linear @ (middle, middle)]).astype(np.float32)


def sampled(plane, matrix, size, interpolation, outside):
    return cv2.warpAffine(plane, matrix, (size, size), flags=interpolation | cv2.WARP_INVERSE_MAP,
                          borderMode=cv2.BORDER_CONSTANT, borderValue=outside)


def grey(plane, matrix, size):
    """Smoothed before it is made coarser, so that nothing aliases."""
    step = float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
    if step > 1.2:
        plane = cv2.GaussianBlur(plane, (0, 0), 0.4 * step)
    return sampled(plane, matrix, size, cv2.INTER_LINEAR, -1)


def nerve_share(outlines, matrix, size, shape):
    """Share of each view pixel that lies in a nerve, 0…1; 0 beyond the slice of `shape` rows and columns."""
    fine = np.zeros((size * FINE, size * FINE), np.uint8)
    inverse = cv2.invertAffineTransform(matrix)
    for outline in outlines:
        points = outline @ inverse[:, :2].T + inverse[:, 2]
        points = (points + 0.5) * FINE - 0.5
        cv2.fillPoly(fine, [np.round(points * 16).astype(np.int32)], 255, shift=4)
    share = fine.reshape(size, FINE, size, FINE).mean((1, 3)).astype(np.float32) / 255
    return share * sampled(np.ones(shape, np.float32), matrix, size, cv2.INTER_NEAREST, 0)


def neighbours(rng, volume, index):
    """Indices of the slice itself, below and above; at an end, or in a tenth of the samples, itself in their place."""
    last = len(volume.planes) - 1
    around = [max(0, index - 1), min(last, index + 1)]
    if rng.random() < 0.5:
        around.reverse()
    if rng.random() < 0.1:
        around[int(rng.integers(2))] = index
    return [index] + around


def monotone(rng, x):
    """A random rising curve from -1…1 to -1…1."""
    knots = np.cumsum(rng.dirichlet(np.full(5, 2.0)))
    curve = np.concatenate([[0], knots]) * 2 - 1
    return np.interp(x, np.linspace(-1, 1, 6), curve).astype(np.float32)


def contrast(rng, planes):
    """Grey levels of three slices changed together: curve, gain, coils, blur, stripes, noise."""
    size = planes.shape[1]
    x = planes
    if rng.random() < 0.6:
        x = monotone(rng, np.clip(x, -1, 1))
    if rng.random() < 0.6:
        coils = np.exp(smooth_noise(rng, size, int(rng.integers(2, 5))) * rng.uniform(0.05, 0.3))
        x = (x + 1) * coils - 1
    x = (x + 1) * np.exp(rng.normal(0, 0.15)) - 1 + rng.normal(0, 0.08)
    if rng.random() < 0.3:
        sigma = rng.uniform(0.4, 1.3)
        x = np.stack([cv2.GaussianBlur(p, (0, 0), sigma) for p in x])
    elif rng.random() < 0.25:
        x = np.stack([p + (p - cv2.GaussianBlur(p, (0, 0), 1.5)) * 0.6 for p in x])
    if rng.random() < 0.15:
        shift, share = int(rng.integers(8, size // 2)), rng.uniform(0.02, 0.08)
        x = x + share * np.roll(x, shift, axis=int(rng.integers(1, 3)))
    if rng.random() < 0.6:
        noise = rng.normal(0, rng.uniform(0.01, 0.16), x.shape).astype(np.float32)
        if rng.random() < 0.5:
            noise = np.stack([cv2.GaussianBlur(p, (0, 0), 0.7) for p in noise]) * 1.8
        x = x + noise
    return np.clip(x, -CAP, CAP).astype(np.float32)


def seed_plane(rng, nerve, inside):
    """A plane of zeros, or with a bump about one point: within a nerve as a person points at it, or beside it and to be refused."""
    chance = rng.random()
    if chance >= SEEDED + MISLED:
        return np.zeros_like(nerve)
    allowed = nerve > 0.7
    if chance >= SEEDED:
        distance = cv2.distanceTransform((nerve == 0).astype(np.uint8), cv2.DIST_L2, 5)
        allowed = (distance > 5) & (inside > 0)
        near = allowed & (distance < 50)
        allowed = near if near.any() and rng.random() < 0.6 else allowed
    places = np.argwhere(allowed)
    return bump(places[int(rng.integers(len(places)))][::-1], nerve.shape) if len(places) else np.zeros_like(nerve)


def bump(at, shape):
    """Height 1 at (column, row), falling to 0.6 at SEED_SIGMA pixels."""
    y, x = np.mgrid[0:shape[0], 0:shape[1]].astype(np.float32)
    return np.exp(-((x - at[0]) ** 2 + (y - at[1]) ** 2) / (2 * SEED_SIGMA ** 2)).astype(np.float32)


def sample(rng, volume, size):
    """(4×size×size: three slices and the seed, size×size label index without nerves, size×size share of nerve)."""
    index = int(rng.integers(len(volume.planes)))
    matrix, around = view(rng, volume, index, size), neighbours(rng, volume, index)
    planes = np.stack([grey(scaled(volume.planes[i], volume.window), matrix, size) for i in around])
    label = sampled(volume.labels[index], matrix, size, cv2.INTER_NEAREST, 0)
    shares = [nerve_share(volume.outlines[i], matrix, size, volume.planes.shape[1:]) for i in around]
    spacing = volume.spacing * float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
    planes, label, nerve = repainted(rng, planes, label, shares, spacing)
    if rng.random() >= PLAIN:
        planes = contrast(rng, planes)
    planes = np.concatenate([planes, seed_plane(rng, nerve, planes[0] > -1)[None]])
    return planes.astype(np.float32), label.astype(np.int64), nerve.astype(np.float32)
