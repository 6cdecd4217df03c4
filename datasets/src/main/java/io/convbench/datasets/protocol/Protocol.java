package io.convbench.datasets.protocol;

import io.convbench.datasets.image.RgbImage;

/**
 * A named rule from a picture to a square uint8 crop.
 *
 * <p>A rule may leave the side open ({@code center}, {@code keras}); the side of the architecture's
 * input then fills it in.
 */
public sealed interface Protocol permits CenterCrop, CubicCrop {

  /**
   * What is done, in full, as it stands in result rows: {@code center224}, {@code
   * cubic256-crop224}. {@link Protocols#parse} reads it back.
   *
   * @param inputSide side of the architecture's input in pixels
   */
  String id(int inputSide);

  /**
   * The side of the crop in pixels.
   *
   * @param inputSide side of the architecture's input in pixels; returned unless the rule has its
   *     own
   */
  int side(int inputSide);

  /**
   * Makes the crop.
   *
   * @param inputSide side of the architecture's input in pixels
   * @return an image of {@link #side} by {@link #side} pixels
   * @throws IllegalArgumentException when the image does not suit the rule, naming both sizes
   */
  RgbImage apply(RgbImage image, int inputSide);
}
