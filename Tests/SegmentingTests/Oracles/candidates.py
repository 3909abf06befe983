"""Runs the training side's search: candidates.py TRAINING_FOLDER MODEL IMAGE...

Prints one line of JSON per image: the ranked candidates of the automatic search with features, confidence, area and
centre of their masks, and the seeded candidate at the first one's centre.
"""
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image

sys.path.insert(0, sys.argv[1])
import predict  # noqa: E402
from decide import candidates, confidence, rank, seeded_candidates  # noqa: E402
from graph import Graph, read_safetensors, write_onnx  # noqa: E402
from preprocess import ASSERTED, automatic_view, content_box, luma  # noqa: E402


def session_of(model, folder):
    metadata, tensors = read_safetensors(model)
    preprocessing = json.loads(metadata["preprocessing"])
    graph = Graph(len(preprocessing["channels"]), preprocessing["size"])
    graph.nodes, graph.tensors, graph.output = json.loads(metadata["graph"]), tensors, metadata["output"]
    path = str(Path(folder) / "model.onnx")
    write_onnx(path, graph)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return metadata, preprocessing, onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def zoom(session, recipe, grey, box, seed, height, flip):
    view, second, at = predict.seeded(session, recipe, grey, box, seed, height, flip)
    return (view.left, view.top, view.width, view.height), second, at


def described(candidate, model):
    rows, columns = np.nonzero(candidate["mask"])
    return dict(features=candidate["features"], confidence=confidence(model, candidate["features"]),
                area=int(candidate["mask"].sum()), column=float(columns.mean()), row=float(rows.mean()))


def main():
    with tempfile.TemporaryDirectory() as folder:
        metadata, preprocessing, session = session_of(sys.argv[2], folder)
    decision = json.loads(metadata["decision"])
    recipe = dict(size=preprocessing["size"], sigma=preprocessing["seed_sigma"], crop=preprocessing["seed_crop"])
    predict.probabilities = lambda network, planes: network.run(None, {"input": planes[None]})[0][0]
    for path in sys.argv[3:]:
        grey = luma(np.array(Image.open(path)))
        box = content_box(grey)
        view = automatic_view(box, recipe["size"])
        flip = decision["tta"] == "flip"
        first = predict.forward(session, grey, view, recipe["sigma"], flip=flip)[1]
        record = dict(box=box, shape=grey.shape, first=first, zoomed={}, seeded=[])
        for part in predict.components(first >= decision["candidate_threshold"], decision["min_area"]):
            point = predict.inner_point(part)
            record["zoomed"][point] = zoom(session, recipe, grey, box, predict.to_view_pixel(view, *point),
                                           preprocessing["question_seed"], flip)
        found = rank(candidates(record, recipe["size"], decision), json.loads(metadata["confidence"]), decision)
        line = dict(name=Path(path).name, seeded=None,
                    automatic=[described(c, json.loads(metadata["confidence"])) for c in found])
        if found:
            seed = (line["automatic"][0]["column"], line["automatic"][0]["row"])
            record["seeded"] = [zoom(session, recipe, grey, box, seed, ASSERTED, flip)]
            seeded = seeded_candidates(record, recipe["size"], decision)[0]
            if seeded["features"]:
                line["seeded"] = described(seeded, json.loads(metadata["seeded_confidence"]))
        print(json.dumps(line))


if __name__ == "__main__":
    main()
