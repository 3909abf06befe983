"""Agreement of outlines with labels, on masks. Lengths in source pixels unless said otherwise."""
import numpy as np
from scipy.ndimage import binary_erosion, distance_transform_edt


def dice(a, b):
    total = int(a.sum()) + int(b.sum())
    return 2 * int((a & b).sum()) / total if total else 1.0


def iou(a, b):
    union = int((a | b).sum())
    return int((a & b).sum()) / union if union else 1.0


def border(mask):
    return mask & ~binary_erosion(mask, border_value=0)


def hd95(a, b):
    """95th percentile of the distances between borders, both ways; NaN when either is empty."""
    if not a.any() or not b.any():
        return float("nan")
    p, q = border(a), border(b)
    forth = distance_transform_edt(~q)[p]
    back = distance_transform_edt(~p)[q]
    return float(np.percentile(np.concatenate([forth, back]), 95))


def match(found, truth, least=0.3):
    """(number of matched nerves, number of false candidates) by greedy one-to-one IoU ≥ `least`."""
    pairs = sorted(((iou(f, t), i, j) for i, f in enumerate(found) for j, t in enumerate(truth)), reverse=True)
    used_found, used_truth = set(), set()
    for value, i, j in pairs:
        if value >= least and i not in used_found and j not in used_truth:
            used_found.add(i)
            used_truth.add(j)
    return len(used_truth), len(found) - len(used_found)


def bootstrap(values, groups, statistic, rounds=2000, seed=0):
    """(estimate, low, high): 95 % interval over resampled groups."""
    values, groups = np.asarray(values, float), np.asarray(groups)
    rng = np.random.default_rng(seed)
    names = np.unique(groups)
    rows = {g: np.flatnonzero(groups == g) for g in names}
    draws = []
    for _ in range(rounds):
        picked = np.concatenate([rows[g] for g in rng.choice(names, len(names))])
        draws.append(statistic(values[picked]))
    low, high = np.nanpercentile(draws, [2.5, 97.5])
    return float(statistic(values)), float(low), float(high)
