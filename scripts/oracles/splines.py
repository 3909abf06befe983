"""Smoothing splines of fixed points by SciPy, for comparison with `Measuring.SmoothingSpline`.

    python scripts/oracles/splines.py > Tests/MeasuringTests/Expected/splines.json
"""

import json
import sys

import numpy as np
from scipy.interpolate import make_smoothing_spline

random = np.random.default_rng(20250107)
cases = []
for count, penalty in [(5, 0.3), (12, 10.0), (40, 400.0), (33, 0.0001)]:
    knots = np.cumsum(random.uniform(0.5, 5, count))
    values = 10 * np.sin(knots / 9) + random.normal(0, 0.5, count)
    spline = make_smoothing_spline(knots, values, lam=penalty)
    cases.append(
        {
            "knots": knots.tolist(), "values": values.tolist(), "penalty": penalty,
            "fitted": spline(knots).tolist(), "slopes": spline(knots, 1).tolist(),
            "bends": spline(knots, 2).tolist(),
        }
    )
json.dump(cases, sys.stdout, indent=1)
sys.stdout.write("\n")
