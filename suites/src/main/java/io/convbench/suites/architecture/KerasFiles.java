package io.convbench.suites.architecture;

import java.util.List;

/** The file names under which Keras publishes most of its weights. */
final class KerasFiles {

  private KerasFiles() {}

  /** The file with top in TensorFlow's order of dimensions, e.g. for {@code vgg16}. */
  static List<String> named(String model) {
    return List.of(model + "_weights_tf_dim_ordering_tf_kernels.h5");
  }
}
