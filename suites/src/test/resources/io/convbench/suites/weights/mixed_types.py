"""Writes mixed_types.h5: TinyModel's weights, tensor k filled with k, in types and storage that
Keras files may have but its own published ones do not. Made with h5py 3.14.0."""
import h5py
import numpy as np

TENSORS = {
    "conv1": [("kernel:0", (1, 1, 3, 2), "f2", {})],
    "conv1_bn": [
        ("gamma:0", (2,), "f8", {}),
        ("beta:0", (2,), ">f4", {}),
        ("moving_mean:0", (2,), "i8", {}),
        ("moving_variance:0", (2,), "u1", {}),
    ],
    "conv_dw": [("depthwise_kernel:0", (1, 1, 2, 1), "f4", {"compression": "gzip"})],
    "dropout": [],
    "conv2d": [
        ("kernel:0", (1, 1, 2, 3), "f4", {"chunks": (1, 1, 1, 2), "shuffle": True, "compression": "gzip"}),
        ("bias:0", (3,), "i2", {}),
    ],
    "predictions": [
        ("kernel:0", (3, 4), "f4", {"chunks": (2, 3), "compression": "gzip", "fletcher32": True}),
        ("bias:0", (4,), "f4", {"maxshape": (None,)}),
    ],
}

k = 0
with h5py.File("mixed_types.h5", "w", libver="latest") as f:
    f.attrs["layer_names"] = [name for name in TENSORS]
    for layer, tensors in TENSORS.items():
        group = f.create_group(layer)
        group.attrs["weight_names"] = [layer + "/" + name for name, *_ in tensors]
        for name, shape, kind, storage in tensors:
            group.create_dataset(layer + "/" + name, data=np.full(shape, k, kind), **storage)
            k += 1
