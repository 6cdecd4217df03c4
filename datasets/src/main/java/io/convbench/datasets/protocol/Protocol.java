package io.convbench.datasets.protocol;

import io.convbench.datasets.image.RgbImage;
import java.util.List;

/**
 * A named rule from a picture to one square uint8 crop or several.
 *
 * <p>A rule may leave the side open ({@code center}, {@code keras}); the side of the architecture's
 * input then fills it in.
 */
public sealed interface Protocol permits CenterCrop, ScaledCrop, SquareNearest {

  /**
   * The rule by its name, e.g. {@code keras} or {@code center224}, with the side left open where it
   * is. {@link Protocols#parse} reads it back.
   */
  String name();

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

  /** How many crops are made of a picture: 1 or 10. */
  default int cropCount() {
    return 1;
  }

  /**
   * Makes the crops.
   *
   * @param inputSide side of the architecture's input in pixels
   * @return {@link #cropCount} images of {@link #side} by {@link #side} pixels; of several crops
   *     the first is the centre, and what a network sees is the mean of its probabilities for all
   * @throws IllegalArgumentException when the image does not suit the rule, naming both sizes
   */
  List<RgbImage> crops(RgbImage image, int inputSide);

  /**
   * The centre crop, or the only one.
   *
   * @param inputSide side of the architecture's input in pixels
   * @throws IllegalArgumentException as {@link #crops}
   */
  default RgbImage apply(RgbImage image, int inputSide) {
    return crops(image, inputSide).get(0);
  }
}
