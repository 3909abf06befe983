"""Measures shapes with OpenCV, SciPy and scikit-image, for comparison with `Measuring`.

Reads a JSON list on standard input; each item has `kind`:
  polygon   vertices [[x, y], ...] in millimetres
            -> area (OpenCV), perimeter (OpenCV), feret (SciPy), hull_area (SciPy), min_width (OpenCV)
  mask      rows of 0 and 1, spacing [between rows, between columns] in millimetres
            -> pixels, feret (of the 0.5 contour), feret_regionprops, perimeter_crofton (square pixels)
  samples   grey levels -> mean, standard deviation, share at or below Otsu's threshold
Writes the list of results as JSON on standard output.
"""

import json
import sys

import cv2
import numpy as np
from scipy.spatial import ConvexHull
from scipy.spatial.distance import pdist
from skimage import filters, measure


def polygon(item):
    points = np.array(item["vertices"], dtype=np.float64)
    single = points.astype(np.float32).reshape(-1, 1, 2)
    return {
        "area": cv2.contourArea(single),
        "perimeter": cv2.arcLength(single, True),
        "feret": float(pdist(points).max()),
        "hull_area": float(ConvexHull(points).volume),
        "min_width": min(cv2.minAreaRect(single)[1]),
    }


def mask(item):
    pixels = np.pad(np.array(item["rows"], dtype=np.uint8), 2)
    spacing = np.array(item["spacing"])
    contours = measure.find_contours(pixels.astype(float), 0.5, fully_connected="high")
    points = np.vstack(contours) * spacing
    region = measure.regionprops(pixels)[0]
    return {
        "pixels": int(region.area),
        "feret": float(pdist(points).max()),
        "feret_regionprops": float(region.feret_diameter_max),
        "perimeter_crofton": float(measure.perimeter_crofton(pixels, 4)),
    }


def samples(item):
    values = np.array(item["values"], dtype=np.uint8)
    threshold = filters.threshold_otsu(values)
    return {
        "mean": float(values.mean()),
        "sd": float(values.std()),
        "share": float((values <= threshold).mean()),
    }


if __name__ == "__main__":
    kinds = {"polygon": polygon, "mask": mask, "samples": samples}
    json.dump([kinds[item["kind"]](item) for item in json.load(sys.stdin)], sys.stdout)
