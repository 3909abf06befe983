"""Figures of the cross-validation, and the thresholds, confidence and intervals that ship. Everything that is chosen is
chosen without the fold it is applied to; what ships is then fitted on all folds."""
import argparse
import json
import pickle
from pathlib import Path

import numpy as np

from decide import (DECISION, FEATURES, SEEDED_FEATURES, best_nerve, candidates, confidence, fit, rank,
                    seeded_candidates)
from metrics import bootstrap, dice, hd95, match
from predict import components

GOOD_DICE = 0.5
NEGATIVES = ("nerve-free crop", "vessel crop", "nerve erased", "calf muscle")
TUNED_NEGATIVES = ("nerve-free crop", "vessel crop", "nerve erased")


def prepare(records, size, decision):
    """Adds candidates (automatic and seeded) to every record, and what they agree with."""
    for r in records:
        r["found"] = candidates(r, size, decision)
        if r["kind"] != "positive":
            continue
        r["nerves"] = components(r["truth"], 30)
        for c in r["found"]:
            c["dice"], c["nerve"] = best_nerve(c["mask"], r["nerves"])
        r["points"] = seeded_candidates(r, size, decision)
        for c, nerve in zip(r["points"], r["nerves"]):
            c["dice"], c["ratio"] = dice(c["mask"], nerve), c["mask"].sum() / nerve.sum()


def fit_automatic(records):
    rows, labels = [], []
    for r in records:
        if r["kind"] != "positive" and r["kind"] not in TUNED_NEGATIVES:
            continue
        for c in r["found"]:
            rows.append(c["features"])
            labels.append(r["kind"] == "positive" and c["dice"] >= GOOD_DICE)
    return fit(rows, labels, FEATURES)


def fit_seeded(records):
    found = [c for r in records if r["kind"] == "positive" for c in r["points"] if c["features"]]
    return fit([c["features"] for c in found], [c["dice"] >= GOOD_DICE for c in found], SEEDED_FEATURES)


def best(found):
    return found[0]["confidence"] if found else 0.0


def thresholds(records, model, decision, abstained=0.92, unflagged=0.58):
    """(abstain_below, flag_below): abstains `abstained` of the tuned nerve-free images; leaves `unflagged` of the
    images with a nerve without a flag."""
    empty = [best(rank(r["found"], model, decision)) for r in records if r["kind"] in TUNED_NEGATIVES]
    full = [best(rank(r["found"], model, decision)) for r in records if r["kind"] == "positive"]
    return float(np.quantile(empty, abstained)) + 1e-6, float(np.quantile(full, 1 - unflagged))


def intervals(pairs, bins):
    """Quantiles of true over measured area per confidence bin. pairs: (confidence, true / measured)."""
    pairs = sorted(pairs)
    edges = np.array_split(np.arange(len(pairs)), bins)
    out = []
    for k, part in enumerate(edges):
        ratios = [pairs[i][1] for i in part]
        out.append(dict({"from": 0.0 if k == 0 else float(pairs[part[0]][0])},
                        low=float(np.quantile(ratios, 0.025, method="inverted_cdf")),
                        high=float(np.quantile(ratios, 0.975, method="higher"))))
    return out


def bin_of(bins, value):
    return [b for b in bins if b["from"] <= value][-1]


def area_pairs(records, model, decision, abstain):
    """(confidence, true / measured area) of the kept candidates that lie on a nerve."""
    return [(c["confidence"], r["nerves"][c["nerve"]].sum() / c["mask"].sum())
            for r in records for c in rank(r["found"], model, decision)
            if c["confidence"] >= abstain and c["dice"] >= 0.3]


def seeded_pairs(records, model):
    return [(confidence(model, c["features"]), 1 / c["ratio"]) for r in records for c in r["points"] if c["features"]]


def calibrate(records, decision, bins):
    """What the metadata carry, fitted on these records only."""
    automatic, seeded = fit_automatic(records), fit_seeded(records)
    positives = [r for r in records if r["kind"] == "positive"]
    abstain, flag = thresholds(records, automatic, decision)
    pairs = seeded_pairs(positives, seeded)
    return dict(decision=decision, confidence=dict(automatic, abstain_below=abstain, flag_below=flag),
                seeded_confidence=dict(seeded, abstain_below=0.0,
                                       flag_below=float(np.quantile([c for c, _ in pairs], 0.3))),
                interval=dict(bins=intervals(area_pairs(positives, automatic, decision, abstain), bins)),
                seeded_interval=dict(bins=intervals(pairs, bins)))


def decide_all(records, decision, bins):
    """Leave-fold-out: sets `all` and `kept` candidates with confidence, flag threshold and interval bins."""
    for fold in sorted({r["fold"] for r in records}):
        made = calibrate([r for r in records if r["fold"] != fold], decision, bins)
        for r in (r for r in records if r["fold"] == fold):
            r["all"] = rank(r["found"], made["confidence"], decision)
            r["kept"] = [c for c in r["all"] if c["confidence"] >= made["confidence"]["abstain_below"]]
            r.update(flag=made["confidence"]["flag_below"], bins=made["interval"]["bins"],
                     seeded_bins=made["seeded_interval"]["bins"])
            for c in r.get("points", []):
                c["confidence"] = confidence(made["seeded_confidence"], c["features"]) if c["features"] else 0.0


def union(masks, shape):
    out = np.zeros(shape, bool)
    for m in masks:
        out |= m
    return out


def area_summary(errors, groups):
    errors = np.asarray(errors)
    if not len(errors):
        return {}
    return dict(median_absolute=bootstrap(errors, groups, lambda v: np.median(np.abs(v))),
                median=float(np.median(errors)), bias=bootstrap(errors, groups, np.mean),
                limits_of_agreement=[float(errors.mean() - 1.96 * errors.std(ddof=1)),
                                     float(errors.mean() + 1.96 * errors.std(ddof=1))], count=len(errors))


def overlap_summary(rows, key):
    """rows: records with `key` → union mask."""
    groups = [r["group"] for r in rows]
    scores = [r[key + "_dice"] for r in rows]
    distance = [r[key + "_hd95"] for r in rows]
    network = [r[key + "_hd95"] * r["network_scale"] for r in rows]
    return dict(images=len(rows), dice_mean=bootstrap(scores, groups, np.mean),
                dice_median=bootstrap(scores, groups, np.median),
                below_0_3=float(np.mean(np.array(scores) < 0.3)),
                hd95_source_median=float(np.nanmedian(distance)), hd95_network_median=float(np.nanmedian(network)),
                hd95_defined=int(np.isfinite(distance).sum()),
                area_all=area_summary([r[key + "_area"] for r in rows], groups),
                area_detected=area_summary([r[key + "_area"] for r in rows if r[key + "_dice"] >= 0.3],
                                           [r["group"] for r in rows if r[key + "_dice"] >= 0.3]))


def opened(record):
    """As if no image were abstained: the best candidate whatever its confidence, others as kept."""
    return record["all"][:1] + record["kept"][1:]


def score(rows, size):
    """Union scores of every positive: without abstention of images, as shipped, seeded."""
    for r in rows:
        r["network_scale"] = size / max(r["box"][2:])
        for key, masks in (("open", opened(r)), ("kept", r["kept"]), ("seed", r["points"])):
            mask = union([c["mask"] for c in masks], r["shape"])
            r[key + "_dice"] = dice(mask, r["truth"])
            r[key + "_hd95"] = hd95(mask, r["truth"])
            r[key + "_area"] = mask.sum() / r["truth"].sum() - 1
        hits, false = match([c["mask"] for c in r["kept"]], r["nerves"])
        r["hits"], r["false"] = hits, false
        r["unflagged"] = bool(r["kept"]) and all(c["confidence"] >= r["flag"] for c in r["kept"])
        r["sure"] = r["kept"][0]["confidence"] if r["kept"] else 0.0


def risk_coverage(rows):
    order = sorted(rows, key=lambda r: -r["sure"])
    out = []
    for share in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0):
        part = order[:max(1, round(share * len(order)))]
        errors = np.array([r["kept_area"] for r in part])
        out.append(dict(coverage=share, dice_mean=float(np.mean([r["kept_dice"] for r in part])),
                        area_median_absolute=float(np.median(np.abs(errors))), bias=float(errors.mean())))
    return out


def report(records, size):
    rows = [r for r in records if r["kind"] == "positive" and r["truth"].any()]
    score(rows, size)
    unflagged = [r for r in rows if r["unflagged"]]
    nerves = sum(len(r["nerves"]) for r in rows)
    covered = [bin_of(r["bins"], c["confidence"]) for r in rows for c in r["kept"] if c["dice"] >= 0.3]
    ratio = [r["nerves"][c["nerve"]].sum() / c["mask"].sum() for r in rows for c in r["kept"] if c["dice"] >= 0.3]
    seeded = [(bin_of(r["seeded_bins"], c["confidence"]), 1 / c["ratio"]) for r in rows for c in r["points"]
              if c["features"]]
    per_nerve = [(c["ratio"] - 1, r["group"]) for r in rows for c in r["points"]]
    sure = [c for r in rows for c in r["kept"] if c["confidence"] >= r["flag"]]
    return dict(
        automatic_best_always=overlap_summary(rows, "open"),
        automatic=overlap_summary(rows, "kept"), seeded=overlap_summary(rows, "seed"),
        seeded_area_per_nerve=area_summary(*zip(*per_nerve)),
        unflagged=dict(overlap_summary(unflagged, "kept"), share=len(unflagged) / len(rows)),
        unflagged_candidates=dict(count=len(sure), dice_mean=float(np.mean([c["dice"] for c in sure]))),
        detection=dict(nerves=nerves, found=sum(r["hits"] for r in rows) / nerves,
                       false_per_image=sum(r["false"] for r in rows) / len(rows)),
        abstained_with_nerve=float(np.mean([not r["kept"] for r in rows])),
        abstained_without_nerve={
            kind: dict(images=len(part), abstained=float(np.mean([not r["kept"] for r in part])))
            for kind in NEGATIVES if (part := [r for r in records if r["kind"] == kind])},
        interval_coverage=dict(
            automatic=float(np.mean([b["low"] <= v <= b["high"] for b, v in zip(covered, ratio)])),
            seeded=float(np.mean([b["low"] <= v <= b["high"] for b, v in seeded]))),
        risk_coverage=risk_coverage(rows),
        worst=[dict(name=r["name"], dice=round(r["open_dice"], 3), seeded=round(r["seed_dice"], 3))
               for r in sorted(rows, key=lambda r: (r["open_dice"], r["seed_dice"]))[:10]])


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("collected", nargs="+", help="output of collect.py, one per fold")
    p.add_argument("--set", nargs="*", default=[], help="decision overrides, name=value")
    p.add_argument("--bins", type=int, default=3)
    p.add_argument("--json", required=True)
    p.add_argument("--decision", required=True)
    a = p.parse_args()
    decision = dict(DECISION)
    for item in a.set:
        name, value = item.split("=")
        decision[name] = value == "true" if isinstance(DECISION[name], bool) else type(DECISION[name])(value)
    records, size = [], None
    for path in a.collected:
        stored = pickle.loads(Path(path).read_bytes())
        records += stored["records"]
        size = stored["recipe"]["size"]
    prepare(records, size, decision)
    Path(a.decision).write_text(json.dumps(calibrate(records, decision, a.bins), indent=1) + "\n")
    decide_all(records, decision, a.bins)
    figures = dict(decision=decision, recipe=stored["recipe"], **report(records, size))
    Path(a.json).write_text(json.dumps(figures, indent=1) + "\n")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
