"""Preprocessing version 2, as written in PREPROCESSING.md. The Swift implementation must agree with this one."""
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image


ASSERTED, QUESTION = 1.0, -1.0  # height of the seed plane's bump: a nerve is there; is one there?


@dataclass(frozen=True)
class View:
    """Rectangle of source pixels and its size on the network plane."""
    left: int
    top: int
    width: int
    height: int
    size: int

    @property
    def network_shape(self):
        """(columns, rows) on the network plane."""
        long = max(self.width, self.height)
        scaled = [max(1, int(np.floor(side * self.size / long + 0.5))) for side in (self.width, self.height)]
        return tuple(scaled)

    def to_network(self, column, row):
        columns, rows = self.network_shape
        return ((column - self.left + 0.5) * columns / self.width - 0.5,
                (row - self.top + 0.5) * rows / self.height - 0.5)


def luma(image):
    """Float luma 0…255 of an 8-bit grey or RGB array."""
    if image.ndim == 2:
        return image.astype(np.float32)
    return (image[..., :3].astype(np.float32) @ np.array([0.299, 0.587, 0.114], np.float32)).astype(np.float32)


def content_box(grey):
    """(left, top, width, height) of the insonated part; see step 2."""
    whole = (0, 0, grey.shape[1], grey.shape[0])
    quantised = np.floor(grey + 0.5).astype(np.float32)
    total = cv2.boxFilter(quantised, -1, (5, 5), normalize=False, borderType=cv2.BORDER_CONSTANT)
    bright = (total > 100).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(bright, connectivity=4)
    if count < 2:
        return whole
    best = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    x, y, w, h = (int(v) for v in stats[best, :4])
    part = labels[y:y + h, x:x + w] == best
    columns = np.flatnonzero(10 * part.sum(0) >= h)
    rows = np.flatnonzero(10 * part.sum(1) >= w)
    if len(columns) == 0 or len(rows) == 0:
        return whole
    box = (x + int(columns[0]), y + int(rows[0]),
           int(columns[-1] - columns[0]) + 1, int(rows[-1] - rows[0]) + 1)
    return box if min(box[2:]) >= 32 else whole


def automatic_view(box, size):
    return View(*box, size)


def seeded_view(box, seed, crop, size):
    """Square part of the content box around `seed` (column,row); see step 3."""
    left, top, width, height = box
    side = int(np.floor(crop * max(width, height) + 0.5))
    w, h = min(side, width), min(side, height)
    column = int(np.floor(min(max(seed[0], left), left + width - 1) + 0.5))
    row = int(np.floor(min(max(seed[1], top), top + height - 1) + 0.5))
    x = min(max(column - w // 2, left), left + width - w)
    y = min(max(row - h // 2, top), top + height - h)
    return View(x, y, w, h, size)


def resize(grey, view):
    """The view's pixels, triangle filtered to `view.network_shape`, float."""
    part = grey[view.top:view.top + view.height, view.left:view.left + view.width].astype(np.float32)
    return np.asarray(Image.fromarray(part).resize(view.network_shape, Image.BILINEAR))


def standardise(values):
    return (values - values.mean()) / max(float(values.std()), 1.0)


def seed_plane(column, row, sigma, size):
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    return np.exp(-((x - column) ** 2 + (y - row) ** 2) / (2 * sigma ** 2)).astype(np.float32)


def network_input(grey, view, sigma, seed=None, height=ASSERTED):
    """2×N×N float planes grey, seed; `seed` in source pixels."""
    columns, rows = view.network_shape
    planes = np.zeros((2, view.size, view.size), np.float32)
    planes[0, :rows, :columns] = standardise(resize(grey, view))
    if seed is not None:
        planes[1] = height * seed_plane(*view.to_network(*seed), sigma, view.size)
    return planes
