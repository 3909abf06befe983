"""Writes the ONNX of a safetensors model (same fp16-rounded weights), for comparison with onnxruntime. No PyTorch."""
import json
import sys

from graph import Graph, read_safetensors, write_onnx


def main():
    source, target = sys.argv[1:]
    metadata, tensors = read_safetensors(source)
    preprocessing = json.loads(metadata["preprocessing"])
    graph = Graph(len(preprocessing["channels"]), preprocessing["size"])
    graph.nodes, graph.tensors, graph.output = json.loads(metadata["graph"]), tensors, metadata["output"]
    write_onnx(target, graph)


if __name__ == "__main__":
    main()
