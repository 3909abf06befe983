"""Trains the MR network on simulated volumes, and on real series of which parts are outlined: fixed number of steps, seeded,
weight average, checkpoint every 100 steps."""
import argparse
import json
import time
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.nn import functional as F

from mr_real import NERVE_OR_NOT, NOWHERE, WHOLE, load_real, sample_real
from mr_samples import sample
from mr_volumes import CHANNELS, LABELS, NERVE, load
from network import Block, Network, fold, load_pretrained
from train import rate_at
from warmstart import load_model

RECIPE = dict(size=192, early_size=112, early_share=0.65, batch=5, early_batch=8, encoder_rate=1e-3, decoder_rate=3e-3, decay=0.02,
              average=0.998, warmup=0.04, real_share=0.4)
REPEATS = {"ProstateX-0001/6.000000-t2tsetra-76610": ["ProstateX-0001/10.000000-t2tsetra-17541"]}
WEIGHTS = dict(nerve=4.0, vessel=2.0, tendon=2.0, piriformis=1.5, quadratus_femoris=1.5, obturator_internus_gemelli=1.5)


def soft_dice(probability, target):
    both = (probability * target).sum((0, 2, 3))
    total = probability.sum((0, 2, 3)) + target.sum((0, 2, 3))
    present = target.sum((0, 2, 3)) > 20
    return (1 - (2 * both + 1) / (total + 1))[present]


def loss_of(logits, label, nerve, known, weights):
    """Cross-entropy against shares (a pixel on the nerve's border is partly nerve), and soft Dice of every class present,
    the nerve's counted three times. Where only the nerve is known, all other classes count as one."""
    whole, either = (known == WHOLE).float(), (known == NERVE_OR_NOT).float()
    target = F.one_hot(label, len(LABELS)).permute(0, 3, 1, 2).float() * (1 - nerve[:, None])
    target[:, NERVE] = nerve
    target = target * whole[:, None]
    log = logits.log_softmax(1)
    weighted = target * weights[None, :, None, None]
    others = torch.cat([log[:, :NERVE], log[:, NERVE + 1:]], 1).logsumexp(1)
    pair = either * (weights[NERVE] * nerve * log[:, NERVE] + (1 - nerve) * others)
    shares = either * (weights[NERVE] * nerve + (1 - nerve))
    entropy = -((weighted * log).sum() + pair.sum()) / (weighted.sum() + shares.sum())
    probability = log.exp()
    dice = soft_dice(probability * whole[:, None], target).mean()
    seen = (known != NOWHERE).float()
    nerves = soft_dice((probability[:, NERVE] * seen)[:, None], (nerve * seen)[:, None])
    return entropy + 0.5 * dice + (nerves.mean() if len(nerves) else 0)


def batch(rng, volumes, real, count, size):
    """Of `count` samples, RECIPE's share are of real series where there are any."""
    from_real = round(RECIPE["real_share"] * count) if real else 0
    samples = [(*sample(rng, volumes[int(rng.integers(len(volumes)))], size), np.full((size, size), WHOLE))
               for _ in range(count - from_real)]
    samples += [sample_real(rng, real, size) for _ in range(from_real)]
    planes, labels, nerves, known = (torch.from_numpy(np.stack(x)) for x in zip(*samples))
    return planes.contiguous(memory_format=torch.channels_last), labels, nerves, known


def balanced(volumes):
    """Two of six sequences leave fat bright, and most of the muscles' and nerves' borders are borders with fat: they come as
    often as the others together."""
    bright = [v for v in volumes if v.truth["parameters"]["acquisition"]["sequence"] in ("t1", "t2")]
    return volumes + bright


def starting_network(rng, volumes, real, model):
    """ImageNet's encoder, or the network of a model file."""
    network = Network(channels=CHANNELS, norm=True, classes=len(LABELS))
    samples = [batch(rng, volumes, real, 12, RECIPE["early_size"])[0] for _ in range(4)]
    return load_model(network, model, samples) if model else load_pretrained(network, [s[:, :1] for s in samples])


def train(volumes, real, steps, seed, out, model=None, log_every=100):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    network = starting_network(rng, volumes, real, model).to(memory_format=torch.channels_last)
    average = {k: v.detach().clone() for k, v in network.state_dict().items()}
    optimiser = torch.optim.AdamW([
        dict(params=network.encoder_parameters(), lr=RECIPE["encoder_rate"]),
        dict(params=network.decoder_parameters(), lr=RECIPE["decoder_rate"])], weight_decay=RECIPE["decay"])
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: rate_at(s, steps, RECIPE["warmup"]))
    weights = torch.tensor([WEIGHTS.get(name, 1.0) for name in LABELS])
    network.train()
    started, losses = time.time(), []
    for step in range(steps):
        early = step < RECIPE["early_share"] * steps
        x, *truth = batch(rng, volumes, real, RECIPE["early_batch" if early else "batch"], RECIPE["early_size" if early else "size"])
        loss = loss_of(network(x), *truth, weights)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        schedule.step()
        losses.append(loss.item())
        blend = min(RECIPE["average"], (step + 1) / (step + 10))
        with torch.no_grad():
            for k, v in network.state_dict().items():
                if v.dtype.is_floating_point:
                    average[k].lerp_(v, 1 - blend)
        if (step + 1) % log_every == 0 or step + 1 == steps:
            print(f"{step + 1}/{steps} loss {np.mean(losses[-log_every:]):.3f} {time.time() - started:.0f} s", flush=True)
            torch.save(dict(weights=fold(average), recipe=RECIPE, step=step + 1), out)
    return fold(average)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", nargs="+", required=True, help="folders of `phantom mr --format png --masks`")
    p.add_argument("--outlines", help="folder of pass-1.json, pass-2.json and training.json, with --real")
    p.add_argument("--real", help="folder of the real series that are outlined")
    p.add_argument("--subjects", nargs="+", default=["ProstateX-0001", "ProstateX-0218"], help="those of them to train on")
    p.add_argument("--from", dest="model", help="start from this model file instead of ImageNet weights")
    p.add_argument("--steps", type=int, default=4000)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--fused", action="store_true", help="compile the fused depthwise kernels (needs g++ and ninja)")
    p.add_argument("--out", required=True)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    cv2.setNumThreads(1)
    if a.fused:
        import fastblock
        Block.fused = staticmethod(fastblock.apply)
    volumes = balanced([v for folder in a.data for v in load(folder)])
    real = load_real(a.outlines, a.real, a.subjects, REPEATS) if a.real else []
    print(json.dumps(dict(RECIPE, steps=a.steps, volumes=len(volumes), real=len(real))), flush=True)
    Path(a.out).parent.mkdir(parents=True, exist_ok=True)
    train(volumes, real, a.steps, a.seed, a.out, a.model)


if __name__ == "__main__":
    main()
