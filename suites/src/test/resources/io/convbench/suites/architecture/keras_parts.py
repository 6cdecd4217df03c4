"""Keras's own counts of networks without top and of ten classes, and the order of weighted layers of networks cut at
a layer: writes no_top.csv and cut_orders.csv again, or prints no_top.csv's rows of the named networks. Made with Keras 3.15.1, TensorFlow 2.21.0.

    VENV/bin/python keras_parts.py [ARCH...]
"""
import csv
import hashlib
import json
import os
import sys

import keras

HERE = os.path.dirname(os.path.abspath(__file__))
LOGITS = os.path.join(
    HERE, *[".."] * 8, "harness/src/main/resources/io/convbench/harness/measurement/logits")


def side_of(name):
    with open(os.path.join(LOGITS, name + ".json")) as file:
        return json.load(file)["inputSize"]


def network(name, **options):
    keras.backend.clear_session()  # automatic names start anew
    base, _, variant = name.partition("_")
    side = side_of(name)
    if variant:
        options |= {"minimalistic": True} if variant == "minimalistic" else {"alpha": float(variant)}
    return getattr(keras.applications, base)(weights=None, input_shape=(side, side, 3), **options)


def weighted(model):
    return [layer.name for layer in model.layers if layer.weights]


def row_without_top(name):
    backbone = network(name, include_top=False)
    values = [
        name,
        backbone.layers[-1].name,
        "x".join(map(str, backbone.output.shape[1:])),
        len(weighted(backbone)),
        backbone.count_params(),
        network(name, classes=10).count_params(),
    ]
    return ",".join(map(str, values))


if sys.argv[1:]:
    for name in sys.argv[1:]:
        print(row_without_top(name), flush=True)
    sys.exit()

with open(os.path.join(HERE, "no_top.csv")) as file:
    names = [row["architecture"] for row in csv.DictReader(file)]

with open("no_top.csv", "w") as out:
    print("architecture,last_layer,shape,weighted_layers,parameters,parameters_of_10_classes", file=out)
    for name in names:
        print(row_without_top(name), file=out, flush=True)

with open("cut_orders.csv", "w") as out:
    print("architecture,layer,weighted_layers,md5_of_names,order_of_whole", file=out)
    for name in ["NASNetMobile", "InceptionV3", "InceptionResNetV2", "Xception"]:
        model = network(name)
        whole = weighted(model)
        for i, layer in enumerate(model.layers[1:-1]):
            names = weighted(keras.Model(model.inputs, layer.output))
            as_whole = names == [n for n in whole if n in set(names)]
            if names and (i % 12 == 0 or not as_whole):
                digest = hashlib.md5(",".join(names).encode()).hexdigest()
                print(name, layer.name, len(names), digest, as_whole, sep=",", file=out, flush=True)
