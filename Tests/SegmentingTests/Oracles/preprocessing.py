"""Runs the training side's preprocessing: preprocessing.py TRAINING_FOLDER SIZE IMAGE...

Prints one line of JSON per image: content box, network columns and rows, and every 97th resized sample of the automatic
view, of a seeded one and of the same as a question.
"""
import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, sys.argv[1])
from preprocess import (ASSERTED, QUESTION, automatic_view, content_box, luma, network_input, resize,  # noqa: E402
                        seeded_view)

SIZE = int(sys.argv[2])
for path in sys.argv[3:]:
    grey = luma(np.array(Image.open(path)))
    box = content_box(grey)
    seed = (box[0] + 0.3 * box[2], box[1] + 0.85 * box[3])
    around = seeded_view(box, seed, 0.6, SIZE)
    views = dict(automatic=(automatic_view(box, SIZE), None, ASSERTED), seeded=(around, seed, ASSERTED),
                 asked=(around, seed, QUESTION))
    line = dict(name=Path(path).name, box=box)
    for name, (view, point, height) in views.items():
        planes = network_input(grey, view, 8.0, point, height)
        line[name] = dict(
            view=[view.left, view.top, view.width, view.height], shape=view.network_shape,
            resized=[round(float(v), 4) for v in resize(grey, view).ravel()[::97]],
            input=[round(float(v), 5) for v in planes.ravel()[::97]])
    print(json.dumps(line))
