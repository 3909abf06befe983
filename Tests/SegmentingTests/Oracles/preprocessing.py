"""Runs the training side's preprocessing: preprocessing.py TRAINING_FOLDER SIZE IMAGE...

Prints one line of JSON per image: content box, network columns and rows, and every 97th resized sample of the automatic
view and of a seeded one.
"""
import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, sys.argv[1])
from preprocess import automatic_view, content_box, luma, network_input, resize, seeded_view  # noqa: E402

SIZE = int(sys.argv[2])
for path in sys.argv[3:]:
    grey = luma(np.array(Image.open(path)))
    box = content_box(grey)
    seed = (box[0] + 0.3 * box[2], box[1] + 0.85 * box[3])
    views = dict(automatic=(automatic_view(box, SIZE), None), seeded=(seeded_view(box, seed, 0.6, SIZE), seed))
    line = dict(name=Path(path).name, box=box)
    for name, (view, point) in views.items():
        planes = network_input(grey, view, 8.0, point)
        line[name] = dict(
            view=[view.left, view.top, view.width, view.height], shape=view.network_shape,
            resized=[round(float(v), 4) for v in resize(grey, view).ravel()[::97]],
            input=[round(float(v), 5) for v in planes.ravel()[::97]])
    print(json.dumps(line))
