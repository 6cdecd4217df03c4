package io.convbench.datasets.protocol;

import io.convbench.datasets.image.CubicResize;
import io.convbench.datasets.image.RgbImage;
import java.util.OptionalInt;

/**
 * The rule of the author of Keras's accuracy table (github.com/taehoonlee/tensornets): shorter side
 * resized with OpenCV's {@code INTER_CUBIC}, both sides scaled and floored in whole numbers, then
 * the centre crop from floor((side - crop) / 2).
 *
 * @param shorter length of the shorter side after resizing in pixels, or floor(crop x 8 / 7): 256
 *     for 224, 341 for 299, 378 for 331
 * @param crop side of the crop in pixels, or the architecture's input
 */
public record CubicCrop(OptionalInt shorter, OptionalInt crop) implements Protocol {

  public CubicCrop {
    crop.ifPresent(Sides::requirePositive);
    shorter.ifPresent(Sides::requirePositive);
    if (shorter.isPresent() && shorter.getAsInt() < crop.orElse(Integer.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "a shorter side of %d pixels does not hold a crop of %s"
              .formatted(shorter.getAsInt(), crop.isPresent() ? crop.getAsInt() : "any input"));
    }
  }

  @Override
  public String id(int inputSide) {
    return "cubic%d-crop%d".formatted(shorterSide(inputSide), side(inputSide));
  }

  @Override
  public int side(int inputSide) {
    return crop.orElse(inputSide);
  }

  @Override
  public RgbImage apply(RgbImage image, int inputSide) {
    int side = side(inputSide);
    int target = shorterSide(inputSide);
    int shortest = Math.min(image.width(), image.height());
    int width = scaled(image.width(), target, shortest);
    int height = scaled(image.height(), target, shortest);
    return CubicResize.apply(image, width, height, (width - side) / 2, (height - side) / 2, side);
  }

  private int shorterSide(int inputSide) {
    return shorter.orElse(Math.multiplyExact(side(inputSide), 8) / 7);
  }

  private static int scaled(int side, int target, int shortest) {
    return Math.toIntExact((long) side * target / shortest);
  }
}
