"""Labels a volume as the training side does: volume_labels.py TRAINING_FOLDER MODEL SAMPLES SLICES ROWS COLUMNS SPACING

SAMPLES: little-endian 32-bit floats. Prints one line of JSON per slice: every 37th label and nerve probability.
"""
import json
import sys
import tempfile
from pathlib import Path

import numpy as np

sys.path.insert(0, sys.argv[1])
sys.path.insert(0, str(Path(__file__).parent))
from candidates import session_of  # noqa: E402
from mr_predict import label_slice  # noqa: E402
from mr_volumes import VALUES, window_of  # noqa: E402

slices, rows, columns = map(int, sys.argv[4:7])
planes = np.fromfile(sys.argv[3], "<f4").reshape(slices, rows, columns)
with tempfile.TemporaryDirectory() as folder:
    _, _, session = session_of(sys.argv[2], folder)
window = window_of(planes)
for k in range(slices):
    label, nerve = label_slice(lambda x: session.run(None, {"input": x[None]})[0][0], planes, window, float(sys.argv[7]), k)
    print(json.dumps(dict(labels=np.asarray(VALUES)[label].ravel()[::37].tolist(),
                          nerve=[round(float(v), 5) for v in nerve.ravel()[::37]])))
