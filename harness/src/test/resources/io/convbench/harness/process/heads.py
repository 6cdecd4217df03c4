"""Writes heads.json: what Keras computes of both seeded images with other heads than ImageNet's, with
seeded weights (the rules of docs/conformance.md). Made with Keras 3.15.1, TensorFlow 2.21.0:

    PYTHONPATH=docs python harness/src/test/resources/io/convbench/harness/process/heads.py
"""
import json
import os

import conformance
import keras
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))


def ten_classes():
    return keras.applications.MobileNet(
        weights=None, alpha=0.25, classes=10, classifier_activation=None
    )


def vgg_of_three_classes():
    return keras.applications.VGG16(
        weights=None, classes=3, input_shape=(32, 32, 3), classifier_activation=None
    )


def cut(end):
    whole = keras.applications.MobileNetV2(weights=None, alpha=0.35)
    return keras.Model(whole.inputs, end(whole.get_layer("block_5_add").output))


def values(model, preprocess):
    conformance.seed(model, conformance.GAIN)
    side = model.input_shape[1]
    out = np.asarray(model(preprocess(conformance.images(side)), training=False)).reshape(2, -1)
    return conformance.rounded(out, "%.7g")


apps = keras.applications
layers = keras.layers
references = {
    "own 10": values(ten_classes(), apps.mobilenet.preprocess_input),
    "own 3": values(vgg_of_three_classes(), apps.vgg16.preprocess_input),
    "avg": values(cut(layers.GlobalAveragePooling2D()), apps.mobilenet_v2.preprocess_input),
    "max": values(cut(layers.GlobalMaxPooling2D()), apps.mobilenet_v2.preprocess_input),
    "linear 3": values(
        cut(lambda x: layers.Dense(3)(layers.GlobalAveragePooling2D()(x))),
        apps.mobilenet_v2.preprocess_input,
    ),
}
with open(os.path.join(HERE, "heads.json"), "w") as file:
    json.dump(references, file, separators=(",", ":"))
