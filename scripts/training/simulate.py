"""Nerve-free simulated B-mode frames for abstention: layers, fibres and speckle, log compressed."""
import cv2
import numpy as np

from data import prepare


def nerve_free_frame(rng, size=384):
    """A 0…255 frame of horizontal tissue layers with streaks; no nerve."""
    rows = int(size * rng.uniform(0.6, 1.0))
    y, x = np.mgrid[0:rows, 0:size].astype(np.float32)
    echo = np.zeros((rows, size), np.float32)
    depth = 0.0
    while depth < rows:
        thickness = rng.uniform(0.05, 0.35) * rows
        slope, bow = rng.normal(0, 0.08), rng.normal(0, 0.0006)
        border = depth + slope * (x - size / 2) + bow * (x - size / 2) ** 2
        echo = np.where(y >= border, rng.uniform(0.05, 0.5), echo)
        echo += rng.uniform(0.2, 1.2) * np.exp(-((y - border) / rng.uniform(1, 4)) ** 2)
        for _ in range(int(rng.integers(2, 25))):
            r0, c0 = depth + rng.uniform(0, thickness), rng.uniform(0, size)
            line = y - r0 - (slope + rng.normal(0, 0.06)) * (x - c0)
            half = rng.uniform(0.03, 0.3) * size
            echo += rng.uniform(0.1, 0.9) * np.exp(-(line / rng.uniform(0.8, 2.5)) ** 2 - ((x - c0) / half) ** 2)
        depth += thickness
    real = rng.normal(0, 1, (2, rows, size)).astype(np.float32) * np.sqrt(echo + 0.02)
    width = rng.uniform(1.0, 2.5)
    real = [cv2.GaussianBlur(plane, (0, 0), width, sigmaY=width * 0.6) for plane in real]
    envelope = np.hypot(*real) * np.exp(-y / rows * rng.uniform(0, 2.5))
    decibel = 20 * np.log10(envelope / envelope.max() + 1e-6)
    image = np.clip(1 + decibel / rng.uniform(40, 60), 0, 1) * 255
    return prepare("simulated", -1, image.astype(np.float32), np.zeros((rows, size), np.uint8), (0, 0, size, rows))
