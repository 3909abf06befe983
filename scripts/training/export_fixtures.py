"""Writes small random networks, one per operation and one with all of them, as safetensors and ONNX, with input and
expected output, for the tests of the Swift executor: NAME.safetensors, NAME.onnx, NAME.json."""
import argparse
import json
from pathlib import Path

import numpy as np
import onnxruntime

from graph import Graph, write_onnx, write_safetensors


def conv(graph, rng, name, source, inputs, outputs, kernel, stride=1, groups=1, activation="none", padding=None):
    fan = inputs // groups * kernel * kernel
    before, after = (kernel - stride) // 2, kernel - stride - (kernel - stride) // 2
    return graph.conv(name, source, rng.normal(0, (2 / fan) ** 0.5, (outputs, inputs // groups, kernel, kernel)),
                      rng.normal(0, 0.3, outputs), stride, groups,
                      padding or (max(before, 0), max(before, 0), max(after, 0), max(after, 0)), activation)


def single(op):
    """A builder for a network of one operation (with what it needs to have two inputs)."""
    def build(rng):
        size, channels = op.get("size", 8), op.get("channels", 3)
        g = Graph(channels, size)
        if op["op"] == "conv":
            conv(g, rng, "y", "input", channels, op["outputs"], op["kernel"], op.get("stride", 1),
                 op.get("groups", 1), op.get("activation", "none"), op.get("padding"))
        elif op["op"] in ("add", "concat"):
            a = conv(g, rng, "a", "input", channels, 4, 1)
            b = conv(g, rng, "b", "input", channels, 4 if op["op"] == "add" else 5, 1)
            getattr(g, op["op"])("y", a, b)
        elif op["op"] == "upsample2":
            g.upsample2("y", "input", op["mode"])
        else:
            g.softmax("y", "input")
        return g
    return build


def whole(rng):
    """Every operation in a small encoder and decoder, odd channel counts included."""
    g = Graph(2, 16)
    x = conv(g, rng, "stem", "input", 2, 12, 3, stride=2, activation="relu6")
    e = conv(g, rng, "expand", x, 12, 36, 1, activation="relu6")
    d = conv(g, rng, "depthwise", e, 36, 36, 5, stride=2, groups=36, activation="relu6")
    p = conv(g, rng, "project", d, 36, 20, 1)
    r = g.add("residual", p, conv(g, rng, "same", p, 20, 20, 3, activation="relu"))
    u = g.upsample2("up", r)
    c = g.concat("joined", u, x)
    f = conv(g, rng, "fuse", c, 32, 7, 3, activation="relu")
    h = g.upsample2("up2", conv(g, rng, "head", f, 7, 3, 1), "nearest")
    g.softmax("probability", h)
    return g


FIXTURES = {
    "conv1x1": single(dict(op="conv", outputs=5, kernel=1)),
    "conv1x1-wide": single(dict(op="conv", channels=37, outputs=50, kernel=1, size=5, activation="relu6")),
    "conv3x3": single(dict(op="conv", outputs=5, kernel=3, activation="relu")),
    "conv3x3-stride2": single(dict(op="conv", outputs=18, kernel=3, stride=2, activation="relu6")),
    "conv5x5": single(dict(op="conv", outputs=4, kernel=5)),
    "conv3x3-valid": single(dict(op="conv", outputs=4, kernel=3, padding=(0, 0, 0, 0))),
    "depthwise3x3": single(dict(op="conv", channels=19, outputs=19, groups=19, kernel=3, activation="relu6")),
    "depthwise3x3-stride2": single(dict(op="conv", channels=19, outputs=19, groups=19, kernel=3, stride=2)),
    "depthwise5x5": single(dict(op="conv", channels=33, outputs=33, groups=33, kernel=5, size=7)),
    "depthwise5x5-stride2": single(dict(op="conv", channels=33, outputs=33, groups=33, kernel=5, stride=2,
                                        activation="relu")),
    "add": single(dict(op="add")),
    "concat": single(dict(op="concat")),
    "upsample2-bilinear": single(dict(op="upsample2", mode="bilinear", size=5)),
    "upsample2-nearest": single(dict(op="upsample2", mode="nearest", size=5)),
    "softmax": single(dict(op="softmax")),
    "whole": whole,
}


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("out", type=Path)
    a = p.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    for seed, (name, build) in enumerate(FIXTURES.items()):
        rng = np.random.default_rng(seed)
        g = build(rng)
        metadata = {"format": "nerve-measure-network/1", "name": name, "version": "1", "modality": "ultrasound",
                    "outline_convention": "outerBorderWithEchogenicRim", "labels": ["background", "nerve", "vessel"],
                    "preprocessing": dict(version=1, size=g.size, channels=["grey", "seed"])}
        write_safetensors(a.out / f"{name}.safetensors", g, metadata)
        write_onnx(a.out / f"{name}.onnx", g)
        x = np.round(rng.normal(0, 1.5, (1, g.channels, g.size, g.size)), 3).astype(np.float32)
        session = onnxruntime.InferenceSession(a.out / f"{name}.onnx", providers=["CPUExecutionProvider"])
        y = session.run(None, {"input": x})[0]
        text = json.dumps(dict(input_shape=list(x.shape), input=[round(float(v), 3) for v in x.ravel()],
                               output_shape=list(y.shape), output=[float(f"{v:.7g}") for v in y.ravel()]))
        (a.out / f"{name}.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
