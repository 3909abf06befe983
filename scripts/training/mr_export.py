"""Writes a checkpoint of the MR network as the product's safetensors and as ONNX."""
import argparse

import torch

from export import graph_of, write
from mr_predict import CANDIDATE, COARSE, FINE, FINE_SIDE, MOST, REACH, RIM, SMALLEST
from mr_samples import SEED_SIGMA
from mr_volumes import CAP, CHANNELS, HIGH, LABELS, LOW
from network import Network


def metadata_of(version, border_error):
    preprocessing = dict(version=102, coarse_mm=COARSE, fine_mm=FINE, fine_side=FINE_SIDE, rim=RIM, low_percentile=LOW,
                         high_percentile=HIGH, cap=CAP, seed_sigma=SEED_SIGMA)
    decision = dict(candidate_threshold=CANDIDATE, smallest_candidate_mm2=SMALLEST, most_views=MOST, reach_mm=REACH)
    measured = {"border_error_mm": border_error} if border_error else {}
    return measured | {"format": "nerve-measure-network/1", "name": "mr-pelvis", "version": version, "modality": "mr",
            "outline_convention": "outerEpineurium", "labels": LABELS, "preprocessing": preprocessing, "decision": decision}


def blended(weights, start, share):
    """`share` of `weights` and the rest of those that training went on from, plane by plane; input planes new since then count as zero before."""
    mixed = {}
    for name, new in weights.items():
        old = start[name]
        if old.shape != new.shape:
            old = torch.cat([old, torch.zeros_like(new[:, old.shape[1]:])], 1)
        mixed[name] = torch.lerp(old.float(), new.float(), share)
    return mixed


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("checkpoint")
    p.add_argument("--version", default="0")
    p.add_argument("--border-error", nargs=2, type=float, metavar=("LOW", "HIGH"),
                   help="95 %% of true radii less measured ones on unseen phantoms, mm (Benchmarks/mr_accuracy.py)")
    p.add_argument("--start", help="checkpoint that training went on from, to blend with: keeps what it knew")
    p.add_argument("--share", type=float, default=0.75, help="of the checkpoint, with --start")
    p.add_argument("--out", required=True, help="path without extension")
    a = p.parse_args()
    network = Network(channels=CHANNELS, classes=len(LABELS))
    weights = torch.load(a.checkpoint, weights_only=False)["weights"]
    if a.start:
        weights = blended(weights, torch.load(a.start, weights_only=False)["weights"], a.share)
    network.load_state_dict({k: v.half().float() for k, v in weights.items()})
    write(network.eval(), graph_of(network, FINE_SIDE, channels=CHANNELS), a.out, metadata_of(a.version, a.border_error))


if __name__ == "__main__":
    main()
