"""Labels a volume as the training side does: volume_labels.py TRAINING_FOLDER MODEL SAMPLES SLICES ROWS COLUMNS SPACING

SAMPLES: little-endian 32-bit floats. Prints one line of JSON per slice: every 37th label and nerve probability.
"""
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime

sys.path.insert(0, sys.argv[1])
from graph import Graph, read_safetensors, write_onnx  # noqa: E402
from mr_predict import label_slice  # noqa: E402
from mr_volumes import VALUES, window_of  # noqa: E402



def session_of(model):
    metadata, tensors = read_safetensors(model)
    graph = Graph(3, json.loads(metadata["preprocessing"])["fine_side"])
    graph.nodes, graph.tensors, graph.output = json.loads(metadata["graph"]), tensors, metadata["output"]
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model.onnx")
        write_onnx(path, graph, sides=["rows", "columns"])
        return onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])


slices, rows, columns = map(int, sys.argv[4:7])
planes = np.fromfile(sys.argv[3], "<f4").reshape(slices, rows, columns)
session = session_of(sys.argv[2])
window = window_of(planes)
for k in range(slices):
    label, nerve = label_slice(lambda x: session.run(None, {"input": x[None]})[0][0], planes, window, float(sys.argv[7]), k)
    print(json.dumps(dict(labels=np.asarray(VALUES)[label].ravel()[::37].tolist(),
                          nerve=[round(float(v), 5) for v in nerve.ravel()[::37]])))
