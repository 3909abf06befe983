"""Labels a volume as the training side does: volume_labels.py TRAINING_FOLDER MODEL SAMPLES SLICES ROWS COLUMNS SPACING [POINTS]

SAMPLES: little-endian 32-bit floats. POINTS: of one nerve, as JSON: [[slice, [column, row]], ...]. Prints one line of JSON per
slice: every 37th label and nerve probability.
"""
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime

sys.path.insert(0, sys.argv[1])
from graph import Graph, read_safetensors, write_onnx  # noqa: E402
from mr_predict import follow, label_slice  # noqa: E402
from mr_volumes import CHANNELS, NERVE, VALUES, window_of  # noqa: E402



def session_of(model):
    metadata, tensors = read_safetensors(model)
    graph = Graph(CHANNELS, json.loads(metadata["preprocessing"])["fine_side"])
    graph.nodes, graph.tensors, graph.output = json.loads(metadata["graph"]), tensors, metadata["output"]
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model.onnx")
        write_onnx(path, graph, sides=["rows", "columns"])
        return onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])


slices, rows, columns = map(int, sys.argv[4:7])
planes = np.fromfile(sys.argv[3], "<f4").reshape(slices, rows, columns)
session = session_of(sys.argv[2])
window = window_of(planes)


def run(x):
    return session.run(None, {"input": x[None]})[0][0]


labels, nerves = map(list, zip(*(label_slice(run, planes, window, float(sys.argv[7]), k) for k in range(slices))))
if len(sys.argv) > 8:
    follow(run, planes, window, float(sys.argv[7]), nerves, json.loads(sys.argv[8]))
for label, nerve in zip(labels, nerves):
    label = np.where(nerve >= 0.5, NERVE, np.where(label == NERVE, 0, label))
    print(json.dumps(dict(labels=np.asarray(VALUES)[label].ravel()[::37].tolist(),
                          nerve=[round(float(v), 5) for v in nerve.ravel()[::37]])))
