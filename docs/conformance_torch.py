#!/usr/bin/env python3
"""PyTorch's own logits of both seeded images with seeded weights, of networks that Keras does not have.

    KERAS_BACKEND=torch VENV/bin/python docs/conformance_torch.py --out FOLDER ARCH...

Writes FOLDER/<ARCH>.json by the rules of docs/conformance.md, computed in float64; --gain as in conformance.py. A new
network needs its line in NETWORKS. Needs torch, torchvision and timm besides what conformance.py needs, whose rules
it takes.
"""
import argparse
import json
import os
from collections import OrderedDict

import ml_dtypes
import numpy as np
import timm
import torch
import torchvision
from torch import nn

from conformance import error, gain_of, images, rounded, seeded


def alexnet():
    """Krizhevsky, Sutskever and Hinton 2012, section 3.5, with Caffe's names."""

    def normalised():
        return nn.LocalResponseNorm(5, alpha=1e-4, beta=0.75, k=2)

    return nn.Sequential(
        OrderedDict(
            conv1=nn.Conv2d(3, 96, 11, 4), relu1=nn.ReLU(), norm1=normalised(), pool1=nn.MaxPool2d(3, 2),
            conv2=nn.Conv2d(96, 256, 5, padding=2, groups=2), relu2=nn.ReLU(), norm2=normalised(),
            pool2=nn.MaxPool2d(3, 2),
            conv3=nn.Conv2d(256, 384, 3, padding=1), relu3=nn.ReLU(),
            conv4=nn.Conv2d(384, 384, 3, padding=1, groups=2), relu4=nn.ReLU(),
            conv5=nn.Conv2d(384, 256, 3, padding=1, groups=2), relu5=nn.ReLU(), pool5=nn.MaxPool2d(3, 2),
            flatten=nn.Flatten(),
            fc6=nn.Linear(9216, 4096), relu6=nn.ReLU(), fc7=nn.Linear(4096, 4096), relu7=nn.ReLU(),
            fc8=nn.Linear(4096, 1000),
        )
    )


IMAGENET = ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
HALF = ([0.5] * 3, [0.5] * 3)

# whose the logits are of a model that is no library's
WRITTEN = "a PyTorch module written from the paper"

# model, side, mean and deviation, rows and columns of the map that the first dense layer takes, and of what stands
# before the classifier: the module, convbench's name of its last layer, the classifier's modules
NETWORKS = {
    "ResNet18": (torchvision.models.resnet18, 224, IMAGENET, 1, ("layer4", "layer4.1.relu_1", ["fc"])),
    "ResNet34": (torchvision.models.resnet34, 224, IMAGENET, 1, ("layer4", "layer4.2.relu_1", ["fc"])),
    "AlexNet": (alexnet, 227, IMAGENET, 6, ("pool5", "pool5", ["fc6", "fc7", "fc8"])),
    "AlexNetOWT": (torchvision.models.alexnet, 224, IMAGENET, 6, ("features", "features.12", ["classifier"])),
    "InceptionV4": (
        lambda: timm.create_model("inception_v4"), 299, HALF, 1, ("features", "features.21", ["last_linear"])),
}

# of a batch norm, as the rules call its tensors
VECTORS = {"weight": "gamma", "bias": "bias", "running_mean": "moving_mean", "running_var": "moving_variance"}


def seed(model, gain, map_side):
    """Gives all modules their weights, drawn in Keras's shapes; how many tensors there are."""
    tensors = [(name, t) for name, t in model.state_dict().items() if not name.endswith("num_batches_tracked")]
    first_dense = next(name for name, t in tensors if t.dim() == 2)
    for k, (name, tensor) in enumerate(tensors):
        shape = tuple(tensor.shape)
        if len(shape) == 4:
            values = seeded(k, "kernel", tuple(shape[i] for i in (2, 3, 1, 0)), None, gain).transpose(3, 2, 0, 1)
        elif len(shape) == 2:
            values = seeded(k, "kernel", shape[::-1], None, gain)
            if name == first_dense:
                # from rows, columns, channels, as Keras flattens, to channels, rows, columns
                values = values.reshape(map_side, map_side, -1, shape[0]).transpose(2, 0, 1, 3).reshape(-1, shape[0])
            values = values.T
        else:
            values = seeded(k, VECTORS[name.rsplit(".", 1)[-1]], shape, None, gain)
        tensor.copy_(torch.from_numpy(np.ascontiguousarray(values)))
    return len(tensors)


def rounded_logits(model, batch, precision):
    """The logits where the weights, the input and the output of every module are rounded to a precision."""

    def rounding(values):
        return torch.from_numpy(values.numpy().astype(precision).astype(np.float64))

    exact = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    for tensor in model.state_dict().values():
        tensor.copy_(rounding(tensor))
    leaves = [module for module in model.modules() if not list(module.children())]
    hooks = [leaf.register_forward_hook(lambda _, __, output: rounding(output)) for leaf in leaves]
    logits = model(rounding(batch)).numpy()
    for hook in hooks:
        hook.remove()
    model.load_state_dict(exact)
    return logits


def macs(model, batch):
    """Multiply-adds of convolutions and dense layers for one image."""
    counts = []

    def count(module, _, output):
        counts.append(module.weight.numel() * (output[0].numel() // output.shape[1]))

    leaves = [module for module in model.modules() if isinstance(module, (nn.Conv2d, nn.Linear))]
    hooks = [leaf.register_forward_hook(count) for leaf in leaves]
    model(batch[:1])
    for hook in hooks:
        hook.remove()
    return sum(counts)


def reference(architecture, gain):
    """What the file holds."""
    make, side, (mean, deviation), map_side, _ = NETWORKS[architecture]
    model = make().eval().double()
    tensors = seed(model, gain, map_side)
    # pixels are normalised in float32
    pixels = (images(side) / np.float32(255) - np.float32(mean)) / np.float32(deviation)
    batch = torch.from_numpy(np.ascontiguousarray(pixels.transpose(0, 3, 1, 2))).double()
    logits = model(batch).numpy()
    best = np.argsort(-logits, axis=1, kind="stable")[:, :5]
    softmax = np.exp(logits - logits.max(axis=1, keepdims=True))
    softmax /= softmax.sum(axis=1, keepdims=True)
    statistics = sum(t.numel() for name, t in model.named_buffers() if not name.endswith("num_batches_tracked"))
    trained = sum(t.numel() for t in model.parameters())
    return {
        "model": architecture,
        "reference": WRITTEN if isinstance(model, nn.Sequential) else type(model).__module__.split(".")[0],
        "inputSize": side,
        "gain": gain,
        "parameters": trained,
        "parametersWithStatistics": trained + statistics,
        "macs": macs(model, batch),
        "tensors": tensors,
        "top5": best.tolist(),
        "top5Softmax": rounded(np.take_along_axis(softmax, best, axis=1), "%.6g"),
        "logits": rounded(logits, "%.7g"),
        "roundingError": {
            name: float("%.3g" % error(rounded_logits(model, batch, precision), logits))
            for name, precision in {"fp16": np.float16, "bf16": ml_dtypes.bfloat16}.items()
        },
    }


@torch.no_grad()
def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("architectures", nargs="+", metavar="ARCH")
    parser.add_argument("--out", required=True)
    parser.add_argument("--gain", type=float)
    options = parser.parse_args()
    for architecture in options.architectures:
        gain = options.gain or gain_of(architecture)
        with open(os.path.join(options.out, architecture + ".json"), "w") as file:
            json.dump(reference(architecture, gain), file, separators=(",", ":"))


if __name__ == "__main__":
    main()
