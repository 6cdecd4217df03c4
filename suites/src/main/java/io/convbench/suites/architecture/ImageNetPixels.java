package io.convbench.suites.architecture;

import io.convbench.suites.graph.Layers.FixedNormalization;
import java.util.stream.Stream;

/** Mean and deviation of ImageNet's pixels, red, green and blue, as networks have them inside. */
final class ImageNetPixels {

  private ImageNetPixels() {}

  /**
   * Makes mean 0 and deviation 1 of them.
   *
   * @param white the value of a white pixel
   */
  static FixedNormalization normalization(double white) {
    return new FixedNormalization(
        Stream.of(0.485, 0.456, 0.406).map(mean -> white * mean).toList(),
        Stream.of(0.229, 0.224, 0.225)
            .map(deviation -> white * deviation)
            .map(d -> d * d)
            .toList());
  }
}
