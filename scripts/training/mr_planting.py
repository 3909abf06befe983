"""Further nerves in views of real series: that of another slice, turned and resized, or one painted as fascicles.

A real series shows its nerves in one place of the field. A network that has seen only those learns the place; planted ones teach
what a nerve looks like wherever it lies.
"""
import cv2
import numpy as np

from mr_nerves import fasciculated

MOST = 2          # nerves planted in a view
AREAS = (25, 140)  # mm² of a painted nerve


def place(rng, planes, taken, inside, reach):
    """A pixel (column, row) in the field that is neither air nor near what is `taken`; None when chance finds none."""
    size = planes.shape[1]
    for _ in range(12):
        column, row = rng.integers(4, size - 4, 2)
        near = np.s_[max(0, row - reach):row + reach, max(0, column - reach):column + reach]
        if inside[row, column] and not taken[near].any() and -0.7 < planes[0][near].mean() < 1.2:
            return float(column), float(row)
    return None


def ellipse(rng, size, at, spacing):
    """Share of each pixel in a flat, slightly bent ellipse."""
    area = np.exp(rng.uniform(*np.log(AREAS))) / spacing ** 2
    flat = np.exp(rng.uniform(0.2, 1.3))
    long = np.sqrt(area * flat / np.pi)
    angle = rng.uniform(0, np.pi)
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    u = np.cos(angle) * (x - at[0]) + np.sin(angle) * (y - at[1])
    v = -np.sin(angle) * (x - at[0]) + np.cos(angle) * (y - at[1]) + rng.normal(0, 0.15) * u ** 2 / long
    distance = (np.hypot(u / long, v / (long / flat)) - 1) * long / flat
    return np.clip(0.5 - distance, 0, 1).astype(np.float32)


def painted(rng, planes, at, spacing):
    """(planes, share)"""
    share = ellipse(rng, planes.shape[1], at, spacing)
    rim = cv2.dilate((share > 0.02).astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    dark, bright = np.percentile(planes[0][rim], [10, 95])
    fat, muscle = (bright, dark) if rng.random() < 0.85 else (dark, bright)
    fat = max(fat, muscle + 0.5) if fat >= muscle else fat
    return fasciculated(rng, planes, [share] * 3, fat, muscle, spacing).astype(np.float32), share


def transplanted(rng, planes, at, source):
    """`source(linear, at)` gives planes and share of another nerve of the series, its middle at `at` of the view."""
    angle, flip = rng.uniform(0, 2 * np.pi), -1.0 if rng.random() < 0.5 else 1.0
    scale, stretch = np.exp(rng.normal(0, 0.2)), np.exp(rng.normal(0, 0.15))
    c, s = np.cos(angle), np.sin(angle)
    there, share = source(scale * np.array([[c * stretch * flip, -s / stretch], [s * stretch * flip, c / stretch]]), at)
    soft = cv2.GaussianBlur(cv2.dilate(share, np.ones((3, 3), np.uint8)), (0, 0), 0.8)[None]
    return planes * (1 - soft) + (there + rng.normal(0, 0.1)) * soft, share


def planted(rng, planes, share, known, inside, spacing, source):
    """(planes, share) with up to MOST nerves more, away from the ones that are there and from what is unsure."""
    taken = (share > 0) | (known == 0)
    for _ in range(int(rng.integers(1, MOST + 1))):
        at = place(rng, planes, taken, inside, max(4, int(7 / spacing)))
        if at is None:
            continue
        planes, more = transplanted(rng, planes, at, source) if rng.random() < 0.6 else painted(rng, planes, at, spacing)
        more = more * inside
        share, taken = np.maximum(share, more), taken | (more > 0)
    return planes, share
