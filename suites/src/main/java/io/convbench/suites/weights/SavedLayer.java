package io.convbench.suites.weights;

import java.util.List;

/**
 * One layer with weights in a weight file.
 *
 * @param name the layer's name in Keras
 * @param group where the file keeps it: the name too, or in Keras 3 the class in snake case with a
 *     counter ({@code conv2d_1})
 * @param tensors in Keras order: trainable, then non-trainable
 */
record SavedLayer(String name, String group, List<SavedTensor> tensors) {

  SavedLayer {
    tensors = List.copyOf(tensors);
  }
}
