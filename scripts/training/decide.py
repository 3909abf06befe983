"""Candidates, features and confidence as DECISION.md has them, on stored planes."""
import math

import cv2
import numpy as np

from metrics import dice
from predict import component_at, components, inner_point, to_source
from preprocess import View

FEATURES = ["mean_probability", "first_mean_probability", "peak_probability", "log_area", "sharpness", "area_agreement",
            "margin", "border_entropy"]
SEEDED_FEATURES = ["mean_probability", "log_area", "sharpness", "border_entropy"]
DECISION = dict(tta="none", refine=True, candidate_threshold=0.4, outline_threshold=0.65, min_area=20,
                max_candidates=2, overlap=0.3)


def group_with(plane, level, inside):
    """The 8-connected group of plane ≥ level that holds the candidate `inside`."""
    _, labels = cv2.connectedComponents((plane >= level).astype(np.uint8), connectivity=8)
    named = labels[inside]
    named = named[named > 0]
    return labels == np.bincount(named).argmax() if len(named) else inside


def border_entropy(plane, inside):
    padded = np.pad(inside, 1)
    whole = padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
    p = np.clip(plane[inside & ~whole], 1e-6, 1 - 1e-6)
    return float(np.mean(-p * np.log2(p) - (1 - p) * np.log2(1 - p))) if len(p) else 1.0


def plane_features(second, inside):
    return dict(mean_probability=float(second[inside].mean()),
                log_area=math.log(inside.sum() / inside.size),
                sharpness=float(((second >= 0.7) & inside).sum() / group_with(second, 0.3, inside).sum()),
                border_entropy=border_entropy(second, inside))


def on_frame(second, inside, view, shape, level):
    """The candidate's mask on the source grid: other groups are pushed below the level first."""
    return to_source(np.where(inside | (second < level), second, np.nextafter(np.float32(level), np.float32(0))),
                     view, shape) >= level


def frame_area(pixels, view):
    columns, rows = view.network_shape
    return pixels * view.width * view.height / columns / rows


def nearest(point, stored):
    """The stored seed closest to `point`: the same one, or next to it where rounding moved it by a pixel."""
    return min(stored, key=lambda s: (s[0] - point[0]) ** 2 + (s[1] - point[1]) ** 2)


def candidates(record, size, decision):
    """List of dicts: features, mask (source grid), seed on the first plane; not yet ranked."""
    view = View(*record["box"], size)
    first = record["first"].astype(np.float32)
    groups = components(first >= decision["candidate_threshold"], decision["min_area"])[:decision["max_candidates"]]
    weight = [float(first[g].mean() * g.sum()) for g in groups]
    found = []
    for index, group in enumerate(groups):
        point = inner_point(group)
        if decision["refine"]:
            box, second, at = record["zoomed"][nearest(point, record["zoomed"])]
            zoomed, second = View(*box, size), second.astype(np.float32)
        else:
            zoomed, second, at = view, first, point
        inside = component_at(second, at, decision["outline_threshold"])
        if not inside.any():
            continue
        features = plane_features(second, inside)
        areas = frame_area(inside.sum(), zoomed), frame_area(group.sum(), view)
        others = weight[:index] + weight[index + 1:]
        rival = max(others) if others else 0.0
        features.update(first_mean_probability=float(first[group].mean()), peak_probability=float(first[group].max()),
                        area_agreement=min(areas) / max(areas),
                        margin=(weight[index] - rival) / max(weight[index], rival))
        found.append(dict(features=features, point=point,
                          mask=on_frame(second, inside, zoomed, record["shape"], decision["outline_threshold"])))
    return found


def seeded_candidates(record, size, decision):
    """One per seed; an empty mask where nothing reaches the threshold near the seed."""
    found = []
    for box, second, at in record["seeded"]:
        view, second = View(*box, size), second.astype(np.float32)
        inside = component_at(second, at, decision["outline_threshold"])
        if not inside.any():
            found.append(dict(features=None, mask=np.zeros(record["shape"], bool)))
            continue
        found.append(dict(features=plane_features(second, inside),
                          mask=on_frame(second, inside, view, record["shape"], decision["outline_threshold"])))
    return found


def best_nerve(mask, nerves):
    """(Dice, index) of the nerve that a mask agrees with best."""
    scores = [dice(mask, nerve) for nerve in nerves]
    return (max(scores), int(np.argmax(scores))) if scores else (0.0, -1)


def fit(rows, labels, names):
    """Logistic regression with standardised features: the `confidence` JSON without thresholds. Where every label is
    the same the features tell nothing: the confidence is then Laplace's (right + 1) / (all + 2), whatever they are."""
    from sklearn.linear_model import LogisticRegression
    if not rows:
        raise SystemExit("no candidate at all was found in the held-out images; train longer or give more images")
    x = np.array([[r[n] for n in names] for r in rows])
    mean, scale = x.mean(0), np.maximum(x.std(0), 1e-6)
    right, count = int(np.sum(labels)), len(labels)
    if right in (0, count):
        return dict(features=names, mean=mean.tolist(), scale=scale.tolist(), weights=[0.0] * len(names),
                    bias=math.log((right + 1) / (count - right + 1)))
    model = LogisticRegression(C=0.3, max_iter=2000).fit((x - mean) / scale, labels)
    return dict(features=names, mean=mean.tolist(), scale=scale.tolist(), weights=model.coef_[0].tolist(),
                bias=float(model.intercept_[0]))


def confidence(model, features):
    z = model["bias"] + sum(w * (features[n] - m) / s for n, m, s, w in
                            zip(model["features"], model["mean"], model["scale"], model["weights"]))
    return 1 / (1 + math.exp(-z))


def rank(found, model, decision):
    """Copies of the candidates with `confidence`, falling; overlapping ones dropped."""
    rated = [dict(c, confidence=confidence(model, c["features"])) for c in found]
    kept = []
    for c in sorted(rated, key=lambda c: -c["confidence"]):
        area = int(c["mask"].sum())
        if area and all(int((c["mask"] & k["mask"]).sum()) <= decision["overlap"] * min(area, int(k["mask"].sum()))
                        for k in kept):
            kept.append(c)
    return kept
