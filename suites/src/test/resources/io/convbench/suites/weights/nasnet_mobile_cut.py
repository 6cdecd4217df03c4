"""Writes nasnet_mobile_cut.h5.gz: NASNetMobile up to reduction_add_2_stem_1, which Keras numbers in another
order than the whole, tensor k filled with k. Made with Keras 3.15.1, TensorFlow 2.21.0."""
import gzip

import keras
import numpy as np

whole = keras.applications.NASNetMobile(weights=None)
model = keras.Model(whole.inputs, whole.get_layer("reduction_add_2_stem_1").output)
k = 0
for layer in model.layers:
    for weight in layer.trainable_weights + layer.non_trainable_weights:
        weight.assign(np.full(weight.shape, k, np.float32))
        k += 1
model.save("cut.h5", include_optimizer=False)
with open("cut.h5", "rb") as whole_file, gzip.GzipFile("nasnet_mobile_cut.h5.gz", "wb", 9, mtime=0) as out:
    out.write(whole_file.read())
