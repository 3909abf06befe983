"""Overlap, surface distances and components of fixed masks by MedPy and SciPy, for comparison with
`Agreement`.

Writes masks and results as JSON on standard output; `Tests/AgreementTests/Expected` holds it:

    python scripts/oracles/overlap.py > Tests/AgreementTests/Expected/overlap.json

Axes are slices, rows, columns; a picture has one slice, which is taken off for MedPy, as a volume of
one slice would be all surface.
"""

import json
import sys

import numpy as np
from medpy.metric import binary
from scipy import ndimage


def blob(random, shape, sigma, share):
    noise = ndimage.gaussian_filter(random.normal(size=shape), sigma)
    return noise > np.quantile(noise, 1 - share)


def detection(reference, other, threshold=0.3):
    """Matches connected parts from the highest intersection over union down."""
    full = np.ones((3,) * reference.ndim)
    first, n = ndimage.label(reference, full)
    second, m = ndimage.label(other, full)
    pairs = []
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            union = ((first == i) | (second == j)).sum()
            pairs.append((((first == i) & (second == j)).sum() / union, i, j))
    taken = set(), set()
    for ratio, i, j in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if ratio >= threshold and i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
    return [len(taken[0]), n - len(taken[0]), m - len(taken[0])]


def case(first, second, spacing):
    flat = first.shape[0] == 1
    a, b = (first[0], second[0]) if flat else (first, second)
    voxels = spacing[1:] if flat else spacing
    return {
        "shape": list(first.shape), "spacing": spacing,
        "first": "".join(map(str, first.astype(int).ravel())),
        "second": "".join(map(str, second.astype(int).ravel())),
        "dice": float(binary.dc(a, b)), "jaccard": float(binary.jc(a, b)),
        "hd95": float(binary.hd95(a, b, voxelspacing=voxels)),
        "assd": float(binary.assd(a, b, voxelspacing=voxels)),
        "detection": detection(a, b),
    }


def main():
    random = np.random.default_rng(11)
    cases = []
    for spacing in ([1, 1, 1], [1, 0.08, 0.08], [1, 0.31, 0.07], [1, 0.05, 0.4]):
        for share in (0.03, 0.2):
            first = blob(random, (1, 22, 26), (0, 2.5, 2.5), share)
            shifted = np.roll(first, (1, -2), (1, 2))
            cases.append(case(first, shifted, spacing))
            cases.append(case(first, blob(random, (1, 22, 26), (0, 2, 2), share), spacing))
    for spacing in ([3.0, 0.5, 0.6], [0.2, 1.1, 0.4]):
        first = blob(random, (6, 12, 13), 1.5, 0.15)
        cases.append(case(first, np.roll(first, (1, 1, 0), (0, 1, 2)), spacing))
    corner = np.zeros((1, 5, 7), bool)
    corner[0, 0, 0] = True
    far = np.zeros_like(corner)
    far[0, 4, 6] = True
    cases.append(case(corner, far, [1, 0.2, 0.3]))
    whole = np.ones((1, 5, 7), bool)
    cases.append(case(whole, corner, [1, 0.2, 0.3]))
    json.dump(rounded(cases), sys.stdout, indent=1)
    print()


def rounded(value):
    """Twelve digits: the last ones differ between processors."""
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return float(f"{value:.12g}") if isinstance(value, float) else value


if __name__ == "__main__":
    main()
