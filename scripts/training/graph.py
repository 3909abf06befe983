"""The exported form of a network: a list of nodes and fp16 weights, written as safetensors and as ONNX."""
import json
import struct

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


class Graph:
    """Records nodes in execution order. Weights are rounded to fp16 at once, so every consumer sees the same numbers."""

    def __init__(self, channels, size):
        self.channels, self.size = channels, size
        self.nodes, self.tensors, self.output = [], {}, None

    def conv(self, name, source, weight, bias, stride=1, groups=1, padding=(0, 0, 0, 0), activation="none"):
        """weight O×I/groups×k×k; padding top, left, bottom, right; activation none, relu or relu6."""
        self.tensors[f"{name}.weight"] = np.asarray(weight, np.float16)
        self.tensors[f"{name}.bias"] = np.asarray(bias, np.float16)
        return self._add(dict(op="conv", input=source, output=name, weight=f"{name}.weight", bias=f"{name}.bias",
                              stride=stride, groups=groups, padding=list(padding), activation=activation))

    def add(self, name, *sources):
        return self._add(dict(op="add", inputs=list(sources), output=name))

    def concat(self, name, *sources):
        return self._add(dict(op="concat", inputs=list(sources), output=name))

    def upsample2(self, name, source, mode="bilinear"):
        return self._add(dict(op="upsample2", mode=mode, input=source, output=name))

    def softmax(self, name, source):
        return self._add(dict(op="softmax", input=source, output=name))

    def _add(self, node):
        self.nodes.append(node)
        self.output = node["output"]
        return self.output

    def multiply_accumulates(self):
        """Multiply-accumulates of the convolutions, for one forward pass."""
        side, total = {"input": self.size}, 0
        for node in self.nodes:
            source = node.get("input") or node["inputs"][0]
            factor = {"conv": 1 / node.get("stride", 1), "upsample2": 2}.get(node["op"], 1)
            side[node["output"]] = int(side[source] * factor)
            if node["op"] == "conv":
                total += self.tensors[node["weight"]].size * side[node["output"]] ** 2
        return total


def write_safetensors(path, graph, metadata):
    """fp16 tensors, little endian, header padded to 8 bytes. `metadata`: string keys; other values become JSON."""
    header = {"__metadata__": {k: v if isinstance(v, str) else json.dumps(v) for k, v in metadata.items()}}
    header["__metadata__"].update(graph=json.dumps(graph.nodes, separators=(",", ":")), output=graph.output)
    offset, blobs = 0, []
    for name, values in graph.tensors.items():
        blob = np.ascontiguousarray(values, "<f2").tobytes()
        header[name] = dict(dtype="F16", shape=list(values.shape), data_offsets=[offset, offset + len(blob)])
        offset += len(blob)
        blobs.append(blob)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(blobs))


def read_safetensors(path):
    """(metadata, tensors as float32)."""
    with open(path, "rb") as file:
        data = file.read()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + length])
    metadata = header.pop("__metadata__")
    tensors = {name: np.frombuffer(data[8 + length + e["data_offsets"][0]:8 + length + e["data_offsets"][1]], "<f2")
               .reshape(e["shape"]).astype(np.float32) for name, e in header.items()}
    return metadata, tensors


def onnx_nodes(node):
    """The ONNX nodes of one graph node; parameters that are not tensors of the graph come as extra initialisers."""
    out, extra = node["output"], []
    if node["op"] == "conv":
        convolution = out if node["activation"] == "none" else out + "_linear"
        nodes = [helper.make_node("Conv", [node["input"], node["weight"], node["bias"]], [convolution],
                                  strides=[node["stride"]] * 2, group=node["groups"], pads=node["padding"])]
        if node["activation"] == "relu":
            nodes.append(helper.make_node("Relu", [convolution], [out]))
        if node["activation"] == "relu6":
            nodes.append(helper.make_node("Clip", [convolution, "zero", "six"], [out]))
            extra = [("zero", np.float32(0)), ("six", np.float32(6))]
        return nodes, extra
    if node["op"] == "add":
        return [helper.make_node("Sum", node["inputs"], [out])], extra
    if node["op"] == "concat":
        return [helper.make_node("Concat", node["inputs"], [out], axis=1)], extra
    if node["op"] == "softmax":
        return [helper.make_node("Softmax", [node["input"]], [out], axis=1)], extra
    mode = {"bilinear": "linear", "nearest": "nearest"}[node["mode"]]
    attributes = dict(mode=mode, coordinate_transformation_mode="half_pixel")
    if mode == "nearest":
        attributes = dict(mode=mode, coordinate_transformation_mode="asymmetric", nearest_mode="floor")
    return ([helper.make_node("Resize", [node["input"], "", "scales"], [out], **attributes)],
            [("scales", np.array([1, 1, 2, 2], np.float32))])


def write_onnx(path, graph, sides=None):
    """The same fp16-rounded weights as float32, opset 13, input `input` 1×C×N×N; `sides` may name sides that are open."""
    nodes, initialisers = [], {name: values.astype(np.float32) for name, values in graph.tensors.items()}
    for node in graph.nodes:
        made, extra = onnx_nodes(node)
        nodes += made
        initialisers.update(extra)
    model = helper.make_model(
        helper.make_graph(nodes, "network",
                          [helper.make_tensor_value_info("input", TensorProto.FLOAT,
                                                         [1, graph.channels, *(sides or [graph.size] * 2)])],
                          [helper.make_tensor_value_info(graph.output, TensorProto.FLOAT, [1, None, None, None])],
                          [numpy_helper.from_array(np.asarray(v), k) for k, v in initialisers.items()]),
        opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, path)
