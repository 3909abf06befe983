"""Statistics of fixed inputs by pingouin, SciPy and NumPy, for comparison with `Statistics`.

Writes inputs and results as JSON on standard output. `Tests/StatisticsTests/Expected` holds its
output; the tests compare with that file, and the file with this script where Python is at hand:

    python scripts/oracles/agreement_statistics.py > Tests/StatisticsTests/Expected/statistics.json
"""

import json
import sys
import warnings

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pingouin as pg
from scipy import stats

pg.options["round"] = None
pg.options["round.column.CI95%"] = None
pg.options["round.column.CI95"] = None


def bland_altman(first, second):
    """The lines and bands that pingouin draws: it returns no numbers."""
    axes = pg.plot_blandaltman(second, first, agreement=1.96, confidence=0.95)
    lines = sorted({round(float(line.get_ydata()[0]), 12) for line in axes.lines} - {0.0})
    bands = []
    for patch in axes.patches:
        box = patch.get_extents().transformed(axes.transData.inverted())
        bands.append([float(box.y0), float(box.y1)])
    plt.close("all")
    bands.sort()
    difference = np.array(second) - np.array(first)
    return {
        "first": list(first), "second": list(second), "lines": lines, "bands": bands,
        "sd": float(difference.std(ddof=1)),
    }


def correlation(rows):
    rows = np.array(rows)
    table = pd.DataFrame(
        [
            {"subject": i, "reader": j, "value": rows[i, j]}
            for i in range(rows.shape[0])
            for j in range(rows.shape[1])
        ]
    )
    found = pg.intraclass_corr(table, targets="subject", raters="reader", ratings="value")
    interval = "CI95%" if "CI95%" in found.columns else "CI95"

    def case(*names):
        row = found[found["Type"].isin(names)].iloc[0]
        return [float(row["ICC"]), *map(float, row[interval])]

    error = pg.rm_anova(
        table, dv="value", within="reader", subject="subject", detailed=True, effsize="n2"
    )
    squares = {source: float(error[error["Source"] == source]["MS"].iloc[0])
               for source in ["reader", "Error"]}
    reader = max(0, (squares["reader"] - squares["Error"]) / rows.shape[0])
    sem = [float(np.sqrt(squares["Error"])), float(np.sqrt(reader + squares["Error"]))]
    return {
        "rows": rows.tolist(),
        "icc21": case("ICC2", "ICC(A,1)"),
        "icc31": case("ICC3", "ICC(C,1)"),
        "sem": sem,
        "mdc": [float(stats.norm.ppf(0.975).round(2) * np.sqrt(2) * s) for s in sem],
    }


def one_way(values, subjects):
    table = pd.DataFrame({"value": values, "subject": subjects})
    found = pg.anova(table, dv="value", between="subject", detailed=True)
    return {
        "values": list(values), "subjects": list(subjects),
        "between": float(found["MS"].iloc[0]), "within": float(found["MS"].iloc[1]),
        "component": component(values, subjects),
    }


def component(values, subjects):
    """Variance between subjects by moments: both expected mean squares from projections."""
    values = np.array(values)
    member = pd.get_dummies(pd.Series(subjects)).to_numpy(float)
    grand = np.full((len(values), len(values)), 1 / len(values))
    between = member @ np.linalg.pinv(member) - grand
    within = np.eye(len(values)) - between - grand
    count = member.shape[1] - 1
    square = values @ between @ values / count
    error = values @ within @ values / (len(values) - count - 1)
    return float(max(0, (square - error) * count / np.trace(member.T @ between @ member)))


def resampled(values):
    def interval(statistic):
        found = stats.bootstrap(
            (np.array(values),), statistic, n_resamples=40000, method="percentile", rng=1,
            vectorized=True,
        ).confidence_interval
        return [float(found.low), float(found.high)]

    return {
        "values": list(values), "mean": interval(np.mean), "median": interval(np.median),
    }


def main():
    random = np.random.default_rng(5)

    def readers(subjects, columns, error, shift):
        truth = random.normal(50, 8, subjects)
        return np.round(
            np.stack([truth + shift * j + random.normal(0, error, subjects)
                      for j in range(columns)], axis=1), 2)

    tables = [readers(12, 2, 3, 1), readers(30, 2, 1, -4), readers(9, 4, 6, 0),
              readers(25, 2, 20, 0)]
    values = np.round(random.normal(1, 2, 40), 2).tolist()
    subjects = [f"s{i}" for i in random.integers(0, 9, 40)]
    dice = np.round(random.beta(6, 2, 25), 3).tolist()
    offsets = dict(zip(sorted(set(subjects)), random.normal(0, 3, len(set(subjects)))))
    shifted = [round(v + offsets[s], 2) for v, s in zip(values, subjects)]
    probabilities = [0.005, 0.025, 0.3, 0.5, 0.9, 0.975, 0.995]
    degrees = [1, 2.5, 9, 40, 300]
    result = {
        "bland_altman": [
            bland_altman(t[:, 0].tolist(), t[:, 1].tolist()) for t in tables if t.shape[1] == 2],
        "correlation": [correlation(t) for t in tables],
        "one_way": [one_way(values, subjects), one_way(shifted, subjects)],
        "resampled": resampled(dice),
        "quantiles": {
            "values": dice, "probabilities": probabilities,
            "expected": np.quantile(dice, probabilities).tolist()},
        "proportions": [
            [k, n, *map(float, stats.binomtest(k, n).proportion_ci(method="wilson"))]
            for k, n in [(0, 7), (3, 9), (39, 53), (7, 7), (500, 1000)]],
        "normal": [[p, float(stats.norm.ppf(p))] for p in probabilities],
        "student": [[p, d, float(stats.t.ppf(p, d))] for p in probabilities for d in degrees],
        "fisher": [
            [p, d, e, float(stats.f.ppf(p, d, e))]
            for p in probabilities for d in degrees for e in [1.7, 12, 120]],
        "standing": [
            [x, m, s, (x - m) / s, float(100 * stats.norm.cdf(x, m, s))]
            for x, m, s in [(58.1, 52.7, 6.1), (40, 52.7, 6.1), (1, 1, 2)]],
    }
    json.dump(rounded(result), sys.stdout, indent=1)
    print()


def rounded(value):
    """Twelve digits: the last ones differ between processors."""
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return float(f"{value:.12g}") if isinstance(value, float) else value


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main()
