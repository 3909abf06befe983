"""Starts training from a model file instead of ImageNet weights, for few labels of one's own."""
import re

import torch

from graph import read_safetensors


@torch.no_grad()
def load_model(network, path, batches):
    """Copies the weights of a safetensors model into Network(norm=True). A model file holds no normalisations: each
    becomes the one that leaves its convolution unchanged on `batches`, so that training starts from the same function.

    Raises ValueError when the file is of another network."""
    _, tensors = read_safetensors(path)
    modules = {model_name(name): m for name, m in network.named_modules() if hasattr(m, "conv")}
    stored = {name.removesuffix(".weight") for name in tensors if name.endswith(".weight")}
    if stored != set(modules):
        raise ValueError(f"{path}: layers {sorted(stored ^ set(modules))[:4]} are not those of this network")
    hooks = []
    for name, module in modules.items():
        module.conv.weight.copy_(widened(torch.from_numpy(tensors[f"{name}.weight"]), module.conv.weight))
        bias = torch.from_numpy(tensors[f"{name}.bias"])
        if module.norm is None:
            module.conv.bias.copy_(bias)
        else:
            module.conv.bias.zero_()
            hooks.append(module.conv.register_forward_hook(neutral_normalisation(module.norm, bias)))
    network.eval()
    network(torch.cat(batches))
    for hook in hooks:
        hook.remove()
    return network


def widened(stored, weight):
    """`stored` in the shape of `weight`; input planes that the stored network does not know start without effect."""
    rows = stored.reshape(weight.shape[0], -1, *weight.shape[2:])
    missing = weight.shape[1] - rows.shape[1]
    return torch.cat([rows, rows.new_zeros(rows.shape[0], missing, *rows.shape[2:])], 1) if missing > 0 else rows


def model_name(name):
    return re.sub(r"^blocks\.(\d+)", r"block\1", name)


def neutral_normalisation(norm, bias):
    """A hook that sets `norm` from the first output of its convolution: normalise, undo it, add `bias`."""
    def hook(_, __, output):
        mean, variance = output.mean((0, 2, 3)), output.var((0, 2, 3))
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)
        norm.weight.copy_(torch.sqrt(variance + norm.eps))
        norm.bias.copy_(mean + bias)
    return hook
