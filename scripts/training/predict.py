"""Runs fp16-rounded weights as the product does: automatic (whole content box, then a zoomed view around each candidate)
and seeded (zoomed view around the point).

PyTorch is imported where it is used: the tests run these steps on onnxruntime, without PyTorch."""
import cv2
import numpy as np
from scipy.ndimage import distance_transform_edt

from preprocess import ASSERTED, network_input, seeded_view


def load_rounded(path):
    """Network in evaluation mode with weights rounded to fp16, and its recipe."""
    import torch

    from network import Network

    state = torch.load(path, weights_only=False)
    network = Network()
    network.load_state_dict({k: v.half().float() for k, v in state["weights"].items()})
    return network.eval(), state["recipe"]


def probabilities(network, planes):
    import torch

    with torch.no_grad():
        x = torch.from_numpy(planes)[None].contiguous(memory_format=torch.channels_last)
        return network(x).softmax(1)[0].numpy()


def forward(network, grey, view, sigma, seed=None, height=ASSERTED, flip=False):
    """3 × content rows × content columns probabilities; with `flip` the mean of image and mirror image."""
    planes = network_input(grey, view, sigma, seed, height)
    columns, rows = view.network_shape
    p = probabilities(network, planes)[:, :rows, :columns]
    if flip:
        planes[:, :, :columns] = planes[:, :, :columns][:, :, ::-1].copy()
        p = (p + probabilities(network, planes)[:, :rows, :columns][:, :, ::-1]) / 2
    return p


def to_source(plane, view, shape):
    """A plane of the view, bilinear, on the source grid; zero outside the view."""
    out = np.zeros(shape, np.float32)
    out[view.top:view.top + view.height, view.left:view.left + view.width] = cv2.resize(
        np.ascontiguousarray(plane), (view.width, view.height), interpolation=cv2.INTER_LINEAR)
    return out


def components(mask, smallest):
    """8-connected components of at least `smallest` pixels: boolean planes, largest first."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    order = sorted(range(1, count), key=lambda i: -stats[i, cv2.CC_STAT_AREA])
    return [labels == i for i in order if stats[i, cv2.CC_STAT_AREA] >= smallest]


def inner_point(part):
    """(column, row) of the pixel deepest inside a component: largest exact Euclidean distance, first in row order."""
    depth = distance_transform_edt(np.pad(part, 1))[1:-1, 1:-1]
    row, column = np.unravel_index(int(depth.argmax()), depth.shape)
    return int(column), int(row)


def to_view_pixel(view, column, row):
    columns, rows = view.network_shape
    return (view.left + (column + 0.5) * view.width / columns - 0.5,
            view.top + (row + 0.5) * view.height / rows - 0.5)


def component_at(plane, point, threshold, radius=3):
    """The component of `plane >= threshold` that holds `point` or lies within `radius` pixels; empty without one."""
    _, labels = cv2.connectedComponents((plane >= threshold).astype(np.uint8), connectivity=8)
    column, row = (int(np.clip(np.floor(v + 0.5), 0, n - 1)) for v, n in zip(point, plane.shape[::-1]))
    if labels[row, column]:
        return labels == labels[row, column]
    y, x = np.nonzero(labels)
    if len(y) == 0:
        return labels > 0
    distance = np.hypot(y - row, x - column)
    nearest = int(distance.argmin())
    return labels == labels[y[nearest], x[nearest]] if distance[nearest] <= radius else np.zeros(labels.shape, bool)


def seeded(network, recipe, grey, box, seed, height, flip=False):
    """(view, nerve plane, seed on the plane)."""
    view = seeded_view(box, seed, recipe["crop"], recipe["size"])
    plane = forward(network, grey, view, recipe["sigma"], seed, height, flip)[1]
    return view, plane, view.to_network(*seed)
