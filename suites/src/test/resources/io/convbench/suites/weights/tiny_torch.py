#!/usr/bin/env python3
"""Writes tiny_torch_f32.safetensors, tiny_torch_f16.safetensors and tiny_torch_bf16.safetensors here.

Made on 2026-11-26 with torch 2.13.0 and safetensors' own save_file (huggingface/safetensors). A model of a
convolution, a batch norm and a dense layer behind a flattened map; element i of tensor k, both as PyTorch
orders them, is (37 i + k) mod 256, which all three types hold exactly.
"""
import os

import safetensors.torch
import torch
from torch import nn


class Tiny(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 6, (2, 3), groups=3)
        self.bn1 = nn.BatchNorm2d(6)
        self.fc = nn.Linear(6 * 3 * 2, 5)


folder = os.path.dirname(os.path.abspath(__file__))
for name, dtype in {"f32": torch.float32, "f16": torch.float16, "bf16": torch.bfloat16}.items():
    tensors = Tiny().state_dict()
    floats = [t for key, t in tensors.items() if not key.endswith("num_batches_tracked")]
    for k, tensor in enumerate(floats):
        tensor.copy_(((37 * torch.arange(tensor.numel()) + k) % 256).reshape(tensor.shape))
    saved = {key: t.to(dtype) if t.is_floating_point() else t for key, t in tensors.items()}
    path = os.path.join(folder, f"tiny_torch_{name}.safetensors")
    safetensors.torch.save_file(saved, path, metadata={"format": "pt"})
