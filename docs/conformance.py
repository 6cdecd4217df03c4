#!/usr/bin/env python3
"""Keras's own logits of both seeded images with seeded weights: what conformance compares with.

    VENV/bin/python docs/conformance.py --out FOLDER ARCH...

Writes FOLDER/<ARCH>.json by the rules of docs/conformance.md; ARCH is a name that `convbench list`
knows (MobileNet_0.25 is MobileNet with alpha 0.25). Needs keras with a backend, numpy and ml_dtypes.
--gain gives the seeded kernels of a new network another gain than 5; found by bisection, for logits with a
deviation of 1 to 4. A network that has a reference is seeded with the gain that stands there.

    VENV/bin/python docs/conformance.py --rounding-errors FOLDER/*.json

adds `roundingError` to files that others made by the same rules, whose logits stay as they are.
"""
import argparse
import inspect
import json
import os
from unittest import mock

import keras
import ml_dtypes
import numpy as np

LOGITS = os.path.join(os.path.dirname(__file__), "../harness/src/main/resources/io/convbench/harness/measurement/logits")
GAIN_OF_RESIDUAL_SUMS = 3  # of ResNet and ResNetV2
GAIN = 5
# of Normalization, as EfficientNet's released files have them: deviations stored as variances
IMAGENET = {"mean": (0.485, 0.456, 0.406), "variance": (0.229, 0.224, 0.225), "count": 0}


def symmetric(tensor, count):
    """Numbers in [-1, 1) that look random, of one tensor's elements."""
    with np.errstate(over="ignore"):
        z = (np.uint64(tensor) << np.uint64(32)) + np.arange(count, dtype=np.uint64)
        z += np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z ^= z >> np.uint64(31)
    return 2 * ((z >> np.uint64(40)) / 2**24) - 1


def seeded(tensor, name, shape, layer, gain):
    """The values of one tensor, float32."""
    if isinstance(layer, keras.layers.Normalization):
        return np.asarray(IMAGENET[name], np.float32)
    depthwise = isinstance(layer, keras.layers.DepthwiseConv2D) or "depthwise" in name
    s = symmetric(tensor, int(np.prod(shape))).reshape(shape)
    if type(layer).__name__ == "LayerScale":
        return (0.1 * (1 + 0.1 * s)).astype(np.float32)
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
    name, _, variant = architecture.partition("_")
    make = getattr(keras.applications, name)
    module = inspect.getmodule(inspect.unwrap(make))
    options = {"minimalistic": True} if variant == "minimalistic" else {"alpha": float(variant)} if variant else {}
    if name.startswith("MobileNetV3"):
        options["input_shape"] = (224, 224, 3)
    if module.__name__.endswith(".efficientnet"):
        # only with released weights Keras rescales a second time; none are loaded
        with mock.patch.object(module.file_utils, "get_file"), mock.patch.object(keras.Model, "load_weights"):
            model = make(weights="imagenet", classifier_activation=None, **options)
    else:
        model = make(weights=None, classifier_activation=None, **options)
    return model, module.preprocess_input


def seed(model, gain):
    """Gives all layers their weights; how many tensors there are."""
    tensor = 0
    for layer in model.layers:
        for weight in layer.trainable_weights + layer.non_trainable_weights:
            weight.assign(seeded(tensor, weight.name, tuple(weight.shape), layer, gain))
            tensor += 1
    finalize(model)
    return tensor


def finalize(model):
    """A Normalization computes with values that it derives from its weights."""
    for layer in model.layers:
        if isinstance(layer, keras.layers.Normalization) and layer.weights:
            layer.finalize_state()


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
    finalize(model)
    logits = np.asarray(model._run_through_graph(rounding(batch), operation_fn=operation)).reshape(2, -1)
    for weight, value in zip(model.weights, exact):
        weight.assign(value)
    finalize(model)
    return logits


def error(logits, expected):
    """max |difference| / standard deviation of what was expected, the worse of both images."""
    return float(np.max(np.abs(logits - expected).max(axis=1) / expected.std(axis=1)))


def rounding_errors(model, batch, logits):
    """By precision."""
    precisions = {"fp16": np.float16, "bf16": ml_dtypes.bfloat16}
    return {
        name: float("%.3g" % error(rounded_logits(model, batch, precision), logits))
        for name, precision in precisions.items()
    }


def gain_of(architecture):
    """That of its reference, which the first ones do not name."""
    usual = GAIN_OF_RESIDUAL_SUMS if architecture.startswith("ResNet") else GAIN
    path = os.path.join(LOGITS, architecture + ".json")
    if not os.path.exists(path):
        return usual
    with open(path) as file:
        return json.load(file).get("gain", usual)


def seeded_network(architecture, gain):
    """Keras's model with its weights, how many tensors they are, and the preprocessed images."""
    model, preprocess = network(architecture)
    tensors = seed(model, gain)
    return model, tensors, preprocess(images(model.input_shape[1]))


def reference(architecture, gain):
    """What the file holds."""
    model, tensors, batch = seeded_network(architecture, gain)
    logits = np.asarray(model(batch, training=False)).reshape(2, -1)
    best = np.argsort(-logits, axis=1, kind="stable")[:, :5]
    softmax = np.exp(logits - logits.max(axis=1, keepdims=True))
    softmax /= softmax.sum(axis=1, keepdims=True)
    return {
        "model": architecture,
        "inputSize": model.input_shape[1],
        "gain": gain,
        "parameters": model.count_params(),
        "tensors": tensors,
        "top5": best.tolist(),
        "top5Softmax": rounded(np.take_along_axis(softmax, best, axis=1), "%.6g"),
        "logits": rounded(logits, "%.7g"),
        "roundingError": rounding_errors(model, batch, logits),
    }


def add_rounding_errors(path):
    """To a file without them; refuses one whose logits this script does not compute."""
    with open(path) as file:
        stored = json.load(file)
    model, _, batch = seeded_network(stored["model"], stored.get("gain", gain_of(stored["model"])))
    logits = np.asarray(model(batch, training=False)).reshape(2, -1)
    departure = error(logits, np.array(stored["logits"], np.float32))
    print(stored["model"], "departs by %.2g" % departure, flush=True)
    if not departure < 1e-3:
        raise SystemExit("%s: other logits than by these rules" % path)
    stored["roundingError"] = rounding_errors(model, batch, logits)
    with open(path, "w") as file:
        json.dump(stored, file, separators=(",", ":"))


def rounded(values, form):
    return [[float(form % value) for value in line] for line in values]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("architectures", nargs="*", metavar="ARCH")
    parser.add_argument("--out")
    parser.add_argument("--gain", type=float)
    parser.add_argument("--rounding-errors", nargs="+", default=[], metavar="FILE")
    options = parser.parse_args()
    if options.architectures and not options.out:
        parser.error("--out FOLDER is missing")
    for path in options.rounding_errors:
        add_rounding_errors(path)
    for architecture in options.architectures:
        with open(os.path.join(options.out, architecture + ".json"), "w") as file:
            json.dump(reference(architecture, options.gain or gain_of(architecture)), file, separators=(",", ":"))


if __name__ == "__main__":
    main()
