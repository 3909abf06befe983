"""Trains the network on whole groups, seeded, fixed number of steps, weight average, checkpoint each epoch."""
import argparse
import json
import math
import time
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.nn import functional as F

from augment import automatic_sample, elsewhere_sample, nerve_sample, pick_level, zoomed
from data import folds, load
from network import Block, Network, fold, load_pretrained
from preprocess import ASSERTED, QUESTION
from questions import Questions
from simulate import nerve_free_frame
from warmstart import load_model

RECIPE = dict(size=160, sigma=7.0, crop=0.6, batch=8, encoder_rate=5e-4, decoder_rate=3e-3, decay=0.02,
              asserted=0.22, question=0.34, simulated=0.03, average=0.998, warmup=0.04, dice=1.0, empty=0.5, nerve=1.5,
              paste=0.15, early_size=112, early_share=0.7)
QUESTION_KINDS = dict(nerve=0.45, covered=0.12, elsewhere=0.43)
MINED_AT = (0.08, 0.16, 0.24, 0.32, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)  # shares of the steps


def loss_of(logits, target, recipe):
    """Cross-entropy; soft Dice of the nerve per image that has one, else what is claimed, as a share of itself and one
    percent of the plane; Dice of the vessel over the batch."""
    entropy = F.cross_entropy(logits, target, weight=torch.tensor([1.0, recipe["nerve"], 1.5]))
    p = logits.softmax(1)
    nerve = (target == 1).float()
    claimed = p[:, 1].sum((1, 2))
    inter, total = (p[:, 1] * nerve).sum((1, 2)), claimed + nerve.sum((1, 2))
    has = nerve.sum((1, 2)) > 0
    dice = 1 - (2 * inter + 1) / (total + 1)
    empty = claimed / (claimed + 0.01 * target[0].numel())
    loss = entropy + torch.where(has, recipe["dice"] * dice, recipe["empty"] * empty).mean()
    vessel = (target == 2).float()
    if vessel.any():
        loss = loss + 0.3 * (1 - (2 * (p[:, 2] * vessel).sum() + 1) / ((p[:, 2] + vessel).sum() + 1))
    return loss


class Sampler:
    """Draws groups uniformly, then a frame of the group; automatic, seeded, asked or simulated."""

    def __init__(self, frames, indices, recipe, seed):
        self.frames, self.recipe = frames, recipe
        self.rng = np.random.default_rng(seed)
        self.groups = {}
        for i in indices:
            self.groups.setdefault(frames[i].group, []).append(i)
        self.keys, self.queue = sorted(self.groups), []
        self.questions = Questions()
        self.simulated = [nerve_free_frame(self.rng) for _ in range(60)] if recipe["simulated"] else []

    def frame(self):
        if not self.queue:
            weights = [k for k in self.keys for _ in range(1 if len(self.groups[k]) < 3 else 2)]
            self.queue = list(self.rng.permutation(weights))
        return self.frames[self.rng.choice(self.groups[self.queue.pop()])]

    def donor(self):
        key = self.keys[int(self.rng.integers(len(self.keys)))]
        return self.frames[self.rng.choice(self.groups[key])]

    def sample(self, size):
        r, rng = self.recipe, self.rng
        zoom = size, r["sigma"] * size / r["size"], r["crop"]
        draw = rng.random()
        if draw < r["simulated"]:
            frame = self.simulated[int(rng.integers(len(self.simulated)))]
            if rng.random() < 0.5:
                return automatic_sample(rng, frame, size, erase=0, nerve_free=0)
            return elsewhere_sample(rng, frame, *zoom, self.questions.draw(rng, frame))
        frame = self.frame()
        if draw < r["simulated"] + r["asserted"]:
            return nerve_sample(rng, frame, *zoom, ASSERTED, self.donor(), r["paste"])
        if draw < r["simulated"] + r["asserted"] + r["question"]:
            return self.question(frame, zoom)
        return automatic_sample(rng, frame, size, self.donor(), paste=r["paste"])

    def question(self, frame, zoom):
        rng = self.rng
        kind = rng.choice(list(QUESTION_KINDS), p=list(QUESTION_KINDS.values()))
        if kind == "elsewhere":
            return elsewhere_sample(rng, frame, *zoom, self.questions.draw(rng, frame))
        proposed = self.questions.on_nerve.get(frame.name)
        if kind == "nerve" and proposed and rng.random() < 0.4:
            grey, mask = frame.levels[pick_level(zoom[0] / zoom[2])]
            return zoomed(rng, grey, mask, proposed[int(rng.integers(len(proposed)))], *zoom, QUESTION)
        erase = 1.0 if kind == "covered" else 0.0
        return nerve_sample(rng, frame, *zoom, QUESTION, self.donor(), self.recipe["paste"], erase, (0.3, 0.6, 0.9))

    def batch(self, count, size):
        planes, labels = zip(*(self.sample(size) for _ in range(count)))
        x = torch.from_numpy(np.stack(planes)).contiguous(memory_format=torch.channels_last)
        return x, torch.from_numpy(np.stack(labels))


def rate_at(step, steps, warmup):
    if step < warmup * steps:
        return (step + 1) / (warmup * steps)
    t = (step - warmup * steps) / max(1, steps - warmup * steps)
    return 0.5 * (1 + math.cos(math.pi * t)) * 0.99 + 0.01


def mine(sampler, average):
    """Asks the averaged network for proposals on the training frames."""
    twin = Network().to(memory_format=torch.channels_last).eval()
    twin.load_state_dict(fold(average))
    frames = [sampler.frames[i] for members in sampler.groups.values() for i in members]
    sampler.questions.mine(sampler.rng, twin, frames)
    print("proposals", sampler.questions.counts(), flush=True)


def starting_network(sampler, recipe, model):
    """ImageNet's encoder, or the network of a model file."""
    batches = [sampler.batch(16, recipe["size"])[0] for _ in range(6)]
    network = Network(norm=True)
    if model:
        return load_model(network, model, batches)
    return load_pretrained(network, [b[:, :1] for b in batches])


def train(frames, indices, steps, seed, out, recipe, model=None, log_every=100):
    torch.manual_seed(seed)
    sampler = Sampler(frames, indices, recipe, seed)
    network = starting_network(sampler, recipe, model).to(memory_format=torch.channels_last)
    average = {k: v.detach().clone() for k, v in network.state_dict().items()}
    optimiser = torch.optim.AdamW([
        dict(params=network.encoder_parameters(), lr=recipe["encoder_rate"]),
        dict(params=network.decoder_parameters(), lr=recipe["decoder_rate"])], weight_decay=recipe["decay"])
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: rate_at(s, steps, recipe["warmup"]))
    network.train()
    started, losses, sampling = time.time(), [], 0.0
    mined_at = {int(share * steps) for share in MINED_AT}
    for step in range(steps):
        if step in mined_at:
            mine(sampler, average)
        t = time.time()
        size = recipe["early_size"] if step < recipe["early_share"] * steps else recipe["size"]
        x, y = sampler.batch(recipe["batch"], size)
        sampling += time.time() - t
        loss = loss_of(network(x), y, recipe)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        schedule.step()
        losses.append(loss.item())
        blend = min(recipe["average"], (step + 1) / (step + 10))
        with torch.no_grad():
            for k, v in network.state_dict().items():
                if v.dtype.is_floating_point:
                    average[k].lerp_(v, 1 - blend)
        if (step + 1) % log_every == 0 or step + 1 == steps:
            print(f"{step + 1}/{steps} loss {np.mean(losses[-log_every:]):.3f} {time.time() - started:.0f} s "
                  f"(sampling {sampling:.0f} s)", flush=True)
            torch.save(dict(weights=fold(average), recipe=recipe, step=step + 1, indices=list(indices)), out)
    return fold(average)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", required=True)
    p.add_argument("--prepared", help="output of `nerve-measure prepare --size 352` over the same images")
    p.add_argument("--fold", type=int, help="held-out fold, from 0; without it all frames train")
    p.add_argument("--folds", type=int, default=5)
    p.add_argument("--from", dest="model", help="start from this model file instead of ImageNet weights")
    p.add_argument("--share", type=float, default=1.0, help="share of the training groups, for the learning curve")
    p.add_argument("--steps", type=int, default=4000)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--set", nargs="*", default=[], help="recipe overrides, name=value")
    p.add_argument("--fused", action="store_true", help="compile the fused depthwise kernels (needs g++ and ninja)")
    p.add_argument("--out", required=True)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    cv2.setNumThreads(1)
    if a.fused:
        import fastblock
        Block.fused = staticmethod(fastblock.apply)
    recipe = dict(RECIPE)
    for item in a.set:
        name, value = item.split("=")
        recipe[name] = type(RECIPE[name])(value)
    frames = load(a.data, a.prepared)
    test = folds(frames, a.folds)[a.fold] if a.fold is not None else []
    indices = [i for i in range(len(frames)) if i not in set(test)]
    if a.share < 1:
        groups = sorted({frames[i].group for i in indices})
        kept = set(np.random.default_rng(a.seed).permutation(groups)[:round(a.share * len(groups))].tolist())
        indices = [i for i in indices if frames[i].group in kept]
    print(json.dumps(dict(recipe, fold=a.fold, steps=a.steps, images=len(indices))), flush=True)
    Path(a.out).parent.mkdir(parents=True, exist_ok=True)
    train(frames, indices, a.steps, a.seed, a.out, recipe, a.model)


if __name__ == "__main__":
    main()
