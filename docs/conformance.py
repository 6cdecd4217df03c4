#!/usr/bin/env python3
"""Keras's own logits of both seeded images with seeded weights: what conformance compares with.

    VENV/bin/python docs/conformance.py --out FOLDER ARCH...

Writes FOLDER/<ARCH>.json by the rules of docs/conformance.md; ARCH is a name that `convbench list`
knows (MobileNet_0.25 is MobileNet with alpha 0.25). Needs keras with a backend, numpy and ml_dtypes.
"""
import argparse
import inspect
import json
import os

import keras
import ml_dtypes
import numpy as np

GAIN_OF_RESIDUAL_SUMS = 3  # of ResNet and ResNetV2
GAIN = 5


def symmetric(tensor, count):
    """Numbers in [-1, 1) that look random, of one tensor's elements."""
    with np.errstate(over="ignore"):
        z = (np.uint64(tensor) << np.uint64(32)) + np.arange(count, dtype=np.uint64)
        z += np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z ^= z >> np.uint64(31)
    return 2 * ((z >> np.uint64(40)) / 2**24) - 1


def seeded(tensor, name, shape, depthwise, gain):
    """The values of one tensor, float32."""
    s = symmetric(tensor, int(np.prod(shape))).reshape(shape)
    if len(shape) == 1:
        return {"gamma": 1 + 0.1 * s, "moving_variance": 1 + 0.25 * s}.get(name, 0.02 * s).astype(np.float32)
    fan = shape[0] * shape[1] if depthwise else np.prod(shape[:-1])
    values = (s * np.sqrt(gain / fan)).astype(np.float32)
    # along taps or input channels, every odd one is the negative of the even one before it
    rows = values.reshape((-1, shape[2])) if depthwise else np.moveaxis(values, -2, 0)
    rows[1::2] = -rows[0 : 2 * (len(rows) // 2) : 2]
    return values


def images(side):
    """Both images, uint8 as float32 (2, side, side, 3)."""
    y, x, c = np.ogrid[:side, :side, :3]
    weave = (x * 3 * (c + 1) + y * 5) ^ ((x >> 5) * 37 * (c + 1) + (y >> 5) * 59)
    rings = (x * x + y * y * (c + 1)) >> 6
    return np.stack([weave & 255, rings & 255]).astype(np.float32)


def network(architecture):
    """Keras's model up to the logits, and its preprocessing."""
    name, _, alpha = architecture.partition("_")
    make = getattr(keras.applications, name)
    model = make(weights=None, classifier_activation=None, **({"alpha": float(alpha)} if alpha else {}))
    return model, inspect.getmodule(inspect.unwrap(make)).preprocess_input


def seed(model, gain):
    """Gives all layers their weights; how many tensors there are."""
    tensor = 0
    for layer in model.layers:
        for weight in layer.trainable_weights + layer.non_trainable_weights:
            depthwise = isinstance(layer, keras.layers.DepthwiseConv2D) or "depthwise" in weight.name
            weight.assign(seeded(tensor, weight.name, tuple(weight.shape), depthwise, gain))
            tensor += 1
    return tensor


def rounded_logits(model, batch, precision):
    """The logits where the weights, the input and the output of every layer are rounded to a precision."""

    def rounding(values):
        return keras.ops.convert_to_tensor(np.asarray(values).astype(precision).astype(np.float32))

    def operation(layer):
        takes_training = "training" in inspect.signature(layer.call).parameters
        fixed = {"training": False} if takes_training else {}
        return lambda *inputs, **options: rounding(layer(*inputs, **{**options, **fixed}))

    exact = [weight.numpy() for weight in model.weights]
    for weight in model.weights:
        weight.assign(rounding(weight))
    logits = np.asarray(model._run_through_graph(rounding(batch), operation_fn=operation)).reshape(2, -1)
    for weight, value in zip(model.weights, exact):
        weight.assign(value)
    return logits


def error(logits, expected):
    """max |difference| / standard deviation of what was expected, the worse of both images."""
    return float(np.max(np.abs(logits - expected).max(axis=1) / expected.std(axis=1)))


def reference(architecture):
    """What the file holds."""
    model, preprocess = network(architecture)
    side = model.input_shape[1]
    tensors = seed(model, GAIN_OF_RESIDUAL_SUMS if architecture.startswith("ResNet") else GAIN)
    batch = preprocess(images(side))
    logits = np.asarray(model(batch, training=False)).reshape(2, -1)
    precisions = {"fp16": np.float16, "bf16": ml_dtypes.bfloat16}
    best = np.argsort(-logits, axis=1, kind="stable")[:, :5]
    softmax = np.exp(logits - logits.max(axis=1, keepdims=True))
    softmax /= softmax.sum(axis=1, keepdims=True)
    return {
        "model": architecture,
        "inputSize": side,
        "parameters": model.count_params(),
        "tensors": tensors,
        "top5": best.tolist(),
        "top5Softmax": rounded(np.take_along_axis(softmax, best, axis=1), "%.6g"),
        "logits": rounded(logits, "%.7g"),
        "roundingError": {
            name: float("%.3g" % error(rounded_logits(model, batch, precision), logits))
            for name, precision in precisions.items()
        },
    }


def rounded(values, form):
    return [[float(form % value) for value in line] for line in values]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("architectures", nargs="+", metavar="ARCH")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    for architecture in options.architectures:
        with open(os.path.join(options.out, architecture + ".json"), "w") as file:
            json.dump(reference(architecture), file, separators=(",", ":"))


if __name__ == "__main__":
    main()
