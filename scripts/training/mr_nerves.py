"""Nerves as real T2 images show them, painted over the smooth ones of the simulation: fascicles between fat, muscle that touches
the nerve, and a field of view that ends beside it. Grey levels are those of `mr_volumes.scaled`."""
import cv2
import numpy as np

from mr_volumes import LABELS

MUSCLES = [LABELS.index(name) for name in ("muscle", "gluteus_maximus", "gluteus_medius", "piriformis",
                                           "obturator_internus_gemelli", "quadratus_femoris", "adductor_magnus", "hamstrings")]
FASCICULAR, TOUCHING, PLEXUS, CUT = 0.65, 0.6, 0.5, 0.2  # shares of the samples


def stripes(rng, size, spacing):
    """0…1: dark fascicles (0) between brighter fat (1), round or drawn out in one direction; one draw per slice."""
    across = rng.uniform(0.25, 0.6) / spacing
    along = across * np.exp(rng.uniform(0, 1.6))
    angle = rng.uniform(0, 180)
    reach = int(np.ceil(2.5 * along)) | 1
    y, x = np.mgrid[-reach:reach + 1, -reach:reach + 1].astype(np.float32)
    c, s = np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))
    kernel = np.exp(-0.5 * (((c * x + s * y) / along) ** 2 + ((-s * x + c * y) / across) ** 2))
    noise = cv2.filter2D(rng.normal(0, 1, (size, size)).astype(np.float32), -1, kernel / kernel.sum())
    noise -= cv2.GaussianBlur(noise, (0, 0), 3 * across)
    noise /= max(float(noise.std()), 1e-6)
    return 1 / (1 + np.exp(-rng.uniform(1.5, 4) * noise))


def levels(rng, plane, label, near):
    """Grey of fat and muscle around the nerves, guessed where there is none."""
    fat, muscle = plane[near & (label == 0)], plane[np.isin(label, MUSCLES)]
    fat = float(np.median(fat)) if fat.size > 30 else rng.uniform(-0.9, 0.8)
    muscle = float(np.median(muscle)) if muscle.size > 30 else rng.uniform(-0.8, 0.2)
    return fat, muscle


def fasciculated(rng, planes, shares, fat, muscle, spacing):
    """Every slice gets its own fascicles, of the same two grey levels."""
    bright, dark = max(fat, muscle), min(fat, muscle)
    reach = max(0.3, bright - dark)
    between = dark + reach * rng.uniform(0.55, 1.05)
    fascicle = dark + reach * rng.uniform(-0.1, 0.45)
    if fat < muscle and rng.random() < 0.8:  # fat-suppressed: fascicles are the brighter ones
        fascicle, between = muscle + rng.uniform(-0.1, 0.9), muscle + rng.uniform(-0.5, 0.2)
    strength = rng.uniform(0.5, 1)
    result = []
    for plane, share in zip(planes, shares):
        texture = fascicle + (between - fascicle) * stripes(rng, plane.shape[0], spacing)
        result.append(plane + strength * share * (texture - plane))
    return np.stack(result)


def across(rng, mask):
    """A unit vector (column, row) along the short axis of `mask`, either way and a little off; a quarter of them any way."""
    rows, columns = np.nonzero(mask)
    angle = rng.uniform(0, 2 * np.pi)
    if len(rows) > 4 and rng.random() < 0.75:
        _, axes = np.linalg.eigh(np.cov(np.stack([columns, rows]).astype(np.float64)) + 1e-6 * np.eye(2))
        angle = np.arctan2(axes[1, 0], axes[0, 0]) + rng.normal(0, 0.35) + np.pi * rng.integers(2)
    return np.array([np.cos(angle), np.sin(angle)], np.float32)


def plexus(rng, planes, label, share, fat, muscle, spacing):
    """Vessels in the fat around a nerve: round or drawn out, with a wall, dark, grey or bright inside."""
    rows, columns = np.nonzero(share > 0.5)
    pick = int(rng.integers(len(rows)))
    reach = max(0.4, abs(fat - muscle))
    y, x = np.mgrid[0:label.shape[0], 0:label.shape[1]].astype(np.float32)
    middle = np.array([columns[pick], rows[pick]]) + rng.normal(0, 10, 2) / spacing
    for _ in range(int(rng.integers(2, 9))):
        centre = middle + rng.normal(0, 9, 2) / spacing
        radius = rng.uniform(0.8, 3.2) / spacing
        stretch, angle = np.exp(rng.uniform(0, 0.8)), rng.uniform(0, np.pi)
        c, s = np.cos(angle), np.sin(angle)
        u, v = c * (x - centre[0]) + s * (y - centre[1]), -s * (x - centre[0]) + c * (y - centre[1])
        away = np.hypot(u / stretch, v)
        inside = np.clip(radius - away + 0.5, 0, 1) * (1 - share) * (label == 0)
        lumen = muscle + reach * rng.uniform(-0.6, 1.2)
        wall = muscle + reach * rng.uniform(-0.4, 0.3)
        core = np.clip(radius - rng.uniform(0.3, 0.9) / spacing - away + 0.5, 0, 1)
        planes = planes + inside[None] * (wall + core * (lumen - wall) - planes)
        label = np.where(inside > 0.5, LABELS.index("vessel"), label)
    return planes, label


def touched(rng, planes, label, share, muscle, spacing):
    """A muscle on one side of a nerve, from its border on; the label is that of the nearest muscle of the view."""
    count, groups, stats, centres = cv2.connectedComponentsWithStats((share > 0.5).astype(np.uint8))
    if count == 1 or not np.isin(label, MUSCLES).any():
        return planes, label
    g = 1 + int(rng.integers(count - 1))
    y, x = np.mgrid[0:label.shape[0], 0:label.shape[1]].astype(np.float32)
    direction = across(rng, groups == g)
    height = (x - centres[g][0]) * direction[0] + (y - centres[g][1]) * direction[1]
    side = (x - centres[g][0]) * -direction[1] + (y - centres[g][1]) * direction[0]
    edge = float(height[groups == g].max()) + rng.uniform(-1.5, 1.0) / spacing + side * rng.normal(0, 0.15)
    depth, width = rng.uniform(4, 20) / spacing, rng.uniform(10, 60) / spacing
    inside = np.clip(height - edge + 0.5, 0, 1) * np.clip(edge + depth - height + 0.5, 0, 1) * np.clip(width - np.abs(side) + 0.5, 0, 1)
    inside = inside * (1 - share) * (label == 0)
    others = np.isin(label, MUSCLES)
    _, nearest = cv2.distanceTransformWithLabels((~others).astype(np.uint8), cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL)
    names = np.zeros(nearest.max() + 1, label.dtype)
    names[nearest[others]] = label[others]
    grain = cv2.GaussianBlur(rng.normal(0, 1, label.shape).astype(np.float32), (0, 0), 1.2) * rng.uniform(0, 0.2)
    painted = planes + inside[None] * (muscle + grain[None] - planes)
    return painted, np.where(inside > 0.5, names[nearest], label)


def cut(rng, planes, label, share):
    """The field of view ends on one side."""
    size, beyond = label.shape[0], np.zeros(label.shape, bool)
    edge = int(rng.uniform(0.08, 0.45) * size)
    beyond[:, :edge] = True
    beyond = np.rot90(beyond, int(rng.choice([0, 0, 2, 2, 3])))
    return np.where(beyond[None], -1, planes).astype(np.float32), np.where(beyond, 0, label), np.where(beyond, 0, share)


def repainted(rng, planes, label, shares, spacing):
    """(planes, label, share of the first slice); `shares` belong to the planes, `spacing` is mm of a view pixel."""
    share = shares[0]
    if share.max() > 0.5:
        near = cv2.dilate((share > 0.1).astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
        fat, muscle = levels(rng, planes[0], label, near & (share < 0.05))
        if rng.random() < TOUCHING:
            planes, label = touched(rng, planes, label, share, muscle, spacing)
        if rng.random() < PLEXUS:
            planes, label = plexus(rng, planes, label, share, fat, muscle, spacing)
        if rng.random() < FASCICULAR:
            planes = fasciculated(rng, planes, shares, fat, muscle, spacing)
    if rng.random() < CUT:
        planes, label, share = cut(rng, planes, label, share)
    return planes, label, share
