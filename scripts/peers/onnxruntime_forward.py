"""Compares a forward pass of NetworkBenchmark with onnxruntime on one thread: same weights, one run, alternating.

Times are processor time, which other programs on the machine disturb less than wall time.

usage: onnxruntime_forward.py BENCHMARK MODEL.safetensors MODEL.onnx [--rounds N] [--forwards N] [--tiers v4 v3 base]
"""
import argparse
import statistics
import subprocess
import time

import numpy as np
import onnxruntime


def session_of(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def peer_times(session, x, forwards):
    times = []
    for _ in range(forwards):
        start = time.process_time()
        session.run(None, {"input": x})
        times.append((time.process_time() - start) * 1e3)
    return times


def own_times(benchmark, model, side, forwards, tier):
    out = subprocess.run([benchmark, model, str(side), str(forwards), tier], check=True, capture_output=True, text=True)
    return [float(v) for v in out.stdout.split()[1:]]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("benchmark")
    p.add_argument("model")
    p.add_argument("onnx")
    p.add_argument("--rounds", type=int, default=7)
    p.add_argument("--forwards", type=int, default=15)
    p.add_argument("--tiers", nargs="+", default=["v4", "v3", "base"])
    a = p.parse_args()
    session = session_of(a.onnx)
    shape = session.get_inputs()[0].shape
    x = np.random.default_rng(0).normal(0, 1, shape).astype(np.float32)
    peer_times(session, x, 3)
    peer, own = [], {tier: [] for tier in a.tiers}
    for _ in range(a.rounds):
        for tier in a.tiers:
            peer += peer_times(session, x, a.forwards)
            own[tier] += own_times(a.benchmark, a.model, shape[-1], a.forwards, tier)
    print(f"onnxruntime {onnxruntime.__version__}, 1 thread: median {statistics.median(peer):.2f} ms, "
          f"best {min(peer):.2f} ms, {len(peer)} forwards at {shape}")
    for tier, times in own.items():
        print(f"{tier}: median {statistics.median(times):.2f} ms, best {min(times):.2f} ms, "
              f"{statistics.median(peer) / statistics.median(times):.2f}x onnxruntime by median, "
              f"{min(peer) / min(times):.2f}x by best")


if __name__ == "__main__":
    main()
