"""Writes no_top.csv and cut_orders.csv: Keras's own counts of networks without top and of ten classes,
and the order of weighted layers of networks cut at a layer. Made with Keras 3.15.1, TensorFlow 2.21.0."""
import hashlib

import keras

NAMES = """Xception VGG16 VGG19 ResNet50 ResNet50V2 ResNet101 ResNet101V2 ResNet152 ResNet152V2 InceptionV3
InceptionResNetV2 MobileNet MobileNet_0.25 MobileNet_0.5 MobileNet_0.75 MobileNetV2 MobileNetV2_0.35
MobileNetV2_0.5 MobileNetV2_0.75 MobileNetV2_1.3 MobileNetV2_1.4 DenseNet121 DenseNet169 DenseNet201
NASNetMobile NASNetLarge EfficientNetB0 EfficientNetB1 EfficientNetB2 EfficientNetB3 EfficientNetB4
EfficientNetB5 EfficientNetB6 EfficientNetB7 EfficientNetV2B0 EfficientNetV2B1 EfficientNetV2B2
EfficientNetV2B3 EfficientNetV2S EfficientNetV2M EfficientNetV2L ConvNeXtTiny ConvNeXtSmall ConvNeXtBase
ConvNeXtLarge ConvNeXtXLarge MobileNetV3Small MobileNetV3Small_0.75 MobileNetV3Small_minimalistic
MobileNetV3Large MobileNetV3Large_0.75 MobileNetV3Large_minimalistic""".split()
SIDES = {"Xception": 299, "InceptionV3": 299, "InceptionResNetV2": 299, "NASNetLarge": 331}
SIDES |= {"EfficientNetB%d" % i: side for i, side in enumerate([224, 240, 260, 300, 380, 456, 528, 600])}
SIDES |= {"EfficientNetV2B%d" % i: side for i, side in enumerate([224, 240, 260, 300])}
SIDES |= {"EfficientNetV2S": 384, "EfficientNetV2M": 480, "EfficientNetV2L": 480}


def network(name, **options):
    keras.backend.clear_session()  # automatic names start anew
    base, _, variant = name.partition("_")
    side = SIDES.get(name, 224)
    if variant:
        options |= {"minimalistic": True} if variant == "minimalistic" else {"alpha": float(variant)}
    return getattr(keras.applications, base)(weights=None, input_shape=(side, side, 3), **options)


def weighted(model):
    return [layer.name for layer in model.layers if layer.weights]


with open("no_top.csv", "w") as out:
    print("architecture,last_layer,shape,weighted_layers,parameters,parameters_of_10_classes", file=out)
    for name in NAMES:
        backbone = network(name, include_top=False)
        values = [
            name,
            backbone.layers[-1].name,
            "x".join(map(str, backbone.output.shape[1:])),
            len(weighted(backbone)),
            backbone.count_params(),
            network(name, classes=10).count_params(),
        ]
        print(*values, sep=",", file=out, flush=True)

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
