"""Where the training asks *is there a nerve here?* without one being there: vessels, bright tissue, anywhere, and what the
network itself proposes on its training frames."""
import cv2
import numpy as np
import torch

from augment import BASE
from data import LEVELS, NERVE, VESSEL
from intensity import intensity
from predict import components, inner_point

CLEAR = 8  # pixels of the BASE level between a question and a nerve
SIDE = LEVELS[0]  # level on which the network proposes
PROPOSAL, SMALLEST = 0.25, 8  # probability and pixels of a proposal


class Questions:
    def __init__(self):
        self.on_nerve, self.elsewhere = {}, {}

    def draw(self, rng, frame):
        """A point without a nerve, as shares of the longer side."""
        proposed = self.elsewhere.get(frame.name)
        draw = rng.random()
        if proposed and draw < 0.55:
            return proposed[int(rng.integers(len(proposed)))] + rng.normal(0, 0.008, 2)
        grey, mask = frame.levels[BASE]
        weight = clear_of_nerves(mask).astype(np.float64)
        if draw < 0.65 and (mask == VESSEL).any():
            weight *= mask == VESSEL
        elif draw < 0.85:
            weight *= cv2.GaussianBlur(grey, (0, 0), 4) ** 2
        else:
            weight *= grey > 6
        if not weight.any():
            weight[:] = 1
        running = np.cumsum(weight)
        row, column = np.unravel_index(int(np.searchsorted(running, rng.random() * running[-1])), mask.shape)
        return (np.array([column, row], np.float32) + 0.5) / max(mask.shape)

    def mine(self, rng, network, frames):
        """Adds what `network` proposes on the frames, with random grey levels and mirrored at random."""
        for frame in frames:
            grey, mask = frame.levels[SIDE]
            flip = rng.random() < 0.5
            plane = proposals(network, intensity_of(rng, grey)[:, ::-1] if flip else intensity_of(rng, grey))
            plane = plane[:, ::-1] if flip else plane
            distance = cv2.distanceTransform((mask != NERVE).astype(np.uint8), cv2.DIST_L2, 5)
            for group in components(plane >= PROPOSAL, SMALLEST)[:4]:
                column, row = inner_point(group)
                point = (np.array([column, row], np.float32) + 0.5) / SIDE
                if mask[row, column] == NERVE:
                    self.on_nerve.setdefault(frame.name, []).append(point)
                elif distance[row, column] > CLEAR * SIDE / BASE:
                    self.elsewhere.setdefault(frame.name, []).append(point)

    def counts(self):
        return {k: sum(map(len, v.values())) for k, v in (("on nerve", self.on_nerve), ("elsewhere", self.elsewhere))}


def clear_of_nerves(mask):
    """True further than CLEAR from every nerve."""
    if not (mask == NERVE).any():
        return np.ones(mask.shape, bool)
    return cv2.distanceTransform((mask != NERVE).astype(np.uint8), cv2.DIST_L2, 5) > CLEAR


def intensity_of(rng, grey):
    """`intensity` works on squares."""
    rows, columns = grey.shape
    square = np.zeros((SIDE, SIDE), np.float32)
    square[:rows, :columns] = grey
    return intensity(rng, square)[:rows, :columns]


def proposals(network, grey):
    """Nerve probability of a whole level."""
    rows, columns = grey.shape
    planes = np.zeros((1, 2, SIDE, SIDE), np.float32)
    planes[0, 0, :rows, :columns] = (grey - grey.mean()) / max(float(grey.std()), 1.0)
    with torch.no_grad():
        x = torch.from_numpy(planes).contiguous(memory_format=torch.channels_last)
        return network(x).softmax(1)[0, 1, :rows, :columns].numpy()
