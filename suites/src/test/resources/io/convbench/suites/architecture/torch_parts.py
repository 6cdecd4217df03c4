#!/usr/bin/env python3
"""Prints no_top_torch.csv's rows: no_top.csv's columns of the networks that Keras does not have.

    KERAS_BACKEND=torch PYTHONPATH=docs VENV/bin/python torch_parts.py [ARCH...]

Made with torch 2.13.0, torchvision 0.28.0 and timm 1.0.29. Parameters count the statistics of batch norms, as
Keras's do. The last layer's name is the module's, or torchvision's word for a function (relu_1); shapes are in
Keras's order.
"""
import sys

import torch
from torch import nn

from conformance_torch import NETWORKS

def elements(model):
    counted = list(model.named_parameters()) + list(model.named_buffers())
    return {name: t.numel() for name, t in counted if not name.endswith("num_batches_tracked")}


for name in sys.argv[1:] or NETWORKS:
    make, side, _, _, (module, last, classifier) = NETWORKS[name]
    model = make().eval()
    shapes = []
    hook = model.get_submodule(module).register_forward_hook(lambda _, __, output: shapes.append(output.shape))
    with torch.no_grad():
        model(torch.zeros(1, 3, side, side))
    _, channels, rows, columns = shapes[0]
    own = {key: count for key, count in elements(model).items() if key.split(".")[0] not in classifier}
    layers = {key.rsplit(".", 1)[0] for key in own}
    whole = sum(elements(model).values())
    final = [m for m in model.modules() if isinstance(m, nn.Linear)][-1]
    ten = whole - 990 * (final.in_features + 1)
    print(f"{name},{last},{rows}x{columns}x{channels},{len(layers)},{sum(own.values())},{ten}")
