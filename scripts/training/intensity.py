"""Random grey levels: gain, time gain, gamma, speckle, blur, shadow, noise. Numpy and OpenCV."""
import cv2
import numpy as np


def smooth_noise(rng, size, grid):
    return cv2.resize(rng.normal(0, 1, (grid, grid)).astype(np.float32), (size, size), interpolation=cv2.INTER_CUBIC)


def intensity(rng, grey):
    """Gain, time gain, gamma, speckle, blur, shadow, noise on 0…255."""
    size = grey.shape[0]
    x = np.clip(grey, 0, 255) / 255
    if rng.random() < 0.7:
        x = x ** np.exp(rng.normal(0, 0.3))
    if rng.random() < 0.6:
        depth = np.linspace(-1, 1, size, dtype=np.float32)[:, None]
        x = x * np.exp(depth * rng.normal(0, 0.4) + (depth ** 2 - 0.3) * rng.normal(0, 0.3))
    if rng.random() < 0.4:
        x = x * np.exp(smooth_noise(rng, size, int(rng.integers(2, 6))) * rng.uniform(0.1, 0.35))
    if rng.random() < 0.35:
        speckle = rng.normal(0, 1, (size, size)).astype(np.float32)
        speckle = cv2.GaussianBlur(speckle, (0, 0), rng.uniform(0.6, 1.4), sigmaY=rng.uniform(0.5, 1.0))
        x = x * np.exp(speckle / max(speckle.std(), 1e-3) * rng.uniform(0.05, 0.25))
    if rng.random() < 0.25:
        x = cv2.GaussianBlur(x, (0, 0), rng.uniform(0.4, 1.3))
    elif rng.random() < 0.2:
        x = x + (x - cv2.GaussianBlur(x, (0, 0), 1.5)) * rng.uniform(0.3, 1.0)
    if rng.random() < 0.2:
        columns = np.arange(size, dtype=np.float32)[None, :] - rng.uniform(0, size)
        tilt = np.arange(size, dtype=np.float32)[:, None] * rng.normal(0, 0.15)
        band = np.exp(-((columns - tilt) / (size * rng.uniform(0.03, 0.12))) ** 2)
        start = rng.uniform(0, 0.7) * size
        fade = np.clip((np.arange(size, dtype=np.float32)[:, None] - start) / 10, 0, 1)
        x = x * (1 - rng.uniform(0.3, 0.9) * band * fade)
    x = np.clip(x * np.exp(rng.normal(0, 0.25)), 0, 1) * 255
    if rng.random() < 0.3:
        x = x + rng.normal(0, rng.uniform(1, 5), x.shape)
    return np.clip(x, 0, 255).astype(np.float32)
