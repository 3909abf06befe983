"""Writes a checkpoint as the product's safetensors and as ONNX, and checks that both and PyTorch agree."""
import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from graph import Graph, read_safetensors, write_onnx, write_safetensors
from predict import load_rounded
from preprocess import QUESTION

NAME = "ultrasound-nerve"


def add_conv(graph, name, layer, source):
    c = layer.conv
    return graph.conv(name, source, c.weight.detach().numpy(), c.bias.detach().numpy(), c.stride[0], c.groups,
                      layer.padding, layer.activation)


def add_block(graph, name, block, source):
    y = add_conv(graph, f"{name}.expand", block.expand, source) if block.expand is not None else source
    y = add_conv(graph, f"{name}.depthwise", block.depthwise, y)
    y = add_conv(graph, f"{name}.project", block.project, y)
    return graph.add(f"{name}.sum", source, y) if block.residual else y


def graph_of(network, size, channels=2):
    g = Graph(channels, size)
    detail2 = add_conv(g, "detail2", network.detail2, "input")
    taps, y = {}, add_conv(g, "stem", network.stem, "input")
    for index, block in enumerate(network.blocks):
        y = taps[index] = add_block(g, f"block{index}", block, y)
    y = add_conv(g, "reduce16", network.reduce16, add_conv(g, "lateral16", network.lateral16, taps[10]))
    y = g.add("sum8", g.upsample2("up8", y), add_conv(g, "lateral8", network.lateral8, taps[4]))
    y = add_conv(g, "reduce8", network.reduce8, add_conv(g, "fuse8", network.fuse8, y))
    y = g.add("sum4", g.upsample2("up4", y), add_conv(g, "lateral4", network.lateral4, taps[2]),
              add_conv(g, "detail4", network.detail4, detail2))
    y = add_conv(g, "reduce4", network.reduce4, add_conv(g, "fuse4", network.fuse4, y))
    joined = g.concat("joined2", taps[0], detail2)
    y = g.add("sum2", g.upsample2("up2", y), add_conv(g, "lateral2", network.lateral2, joined))
    y = add_conv(g, "head", network.head, add_conv(g, "fuse2", network.fuse2, y))
    g.softmax("probability", g.upsample2("up1", y))
    return g


def metadata_of(recipe, decision, version):
    preprocessing = dict(version=2, size=recipe["size"], channels=["grey", "seed"], seed_sigma=recipe["sigma"],
                         seed_crop=recipe["crop"], question_seed=QUESTION, content_threshold=100, standardise="view", placement="topLeft",
                         minimum_std=1)
    return {"format": "nerve-measure-network/1", "name": NAME, "version": version, "modality": "ultrasound",
            "outline_convention": "outerBorderWithEchogenicRim", "labels": ["background", "nerve", "vessel"],
            "preprocessing": preprocessing, **decision}


def check(network, stem, size, channels=2):
    """Largest probability differences: ONNX against PyTorch on the rounded weights."""
    rng = np.random.default_rng(0)
    x = rng.normal(0, 1, (1, channels, size, size)).astype(np.float32)
    y = onnxruntime.InferenceSession(f"{stem}.onnx", providers=["CPUExecutionProvider"]).run(None, {"input": x})[0]
    with torch.no_grad():
        z = network(torch.from_numpy(x)).softmax(1).numpy()
    return float(np.abs(y - z).max())


def write(network, graph, stem, metadata):
    """Both files, and what there is to say of them."""
    write_safetensors(f"{stem}.safetensors", graph, metadata)
    write_onnx(f"{stem}.onnx", graph)
    _, tensors = read_safetensors(f"{stem}.safetensors")
    print(json.dumps(dict(parameters=sum(t.size for t in tensors.values()),
                          bytes=Path(f"{stem}.safetensors").stat().st_size,
                          multiply_accumulates=graph.multiply_accumulates(),
                          onnx_difference=check(network, stem, graph.size, graph.channels),
                          sha256=hashlib.sha256(Path(f"{stem}.safetensors").read_bytes()).hexdigest())))


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("checkpoint")
    p.add_argument("--decision", help="JSON of evaluate.py: tta, threshold, confidence, interval")
    p.add_argument("--version", default="0")
    p.add_argument("--out", required=True, help="path without extension")
    a = p.parse_args()
    network, recipe = load_rounded(a.checkpoint)
    decision = json.loads(Path(a.decision).read_text()) if a.decision else {}
    metadata = metadata_of(recipe, decision, a.version)
    write(network, graph_of(network, recipe["size"]), a.out, metadata)


if __name__ == "__main__":
    main()
