"""Writes sequential.weights.h5: layers that a model has as one. Every tensor holds its number in the model's
order. Made with Keras 3.15.1, TensorFlow 2.21.0."""
import keras
import numpy as np

halving = keras.Sequential(
    [keras.layers.LayerNormalization(epsilon=1e-6), keras.layers.Conv2D(2, 1)], name="halving"
)
image = keras.Input((2, 2, 3))
model = keras.Model(image, halving(image))
for number, weight in enumerate(model.weights):
    weight.assign(np.full(weight.shape, number))
model.save_weights("sequential.weights.h5")
