package io.convbench.datasets.protocol;

import io.convbench.datasets.image.RgbImage;
import io.convbench.foundation.input.InvalidInputException;
import java.util.List;
import java.util.OptionalInt;

/**
 * The middle of the picture as it is, without resizing, from floor((side - crop) / 2).
 *
 * @param crop side of the crop in pixels, or the architecture's input
 */
record CenterCrop(OptionalInt crop) implements Protocol {

  CenterCrop {
    crop.ifPresent(Sides::requirePositive);
  }

  @Override
  public String name() {
    return "center" + Sides.text(crop);
  }

  @Override
  public String id(int inputSide) {
    return "center" + side(inputSide);
  }

  @Override
  public int side(int inputSide) {
    return crop.orElse(inputSide);
  }

  @Override
  public List<RgbImage> crops(RgbImage image, int inputSide) {
    int side = side(inputSide);
    if (image.width() < side || image.height() < side) {
      throw new InvalidInputException(
          "the image is %s x %s pixels, smaller than the crop of %s x %s: use --protocol keras"
              .formatted(image.width(), image.height(), side, side));
    }
    return List.of(image.crop((image.width() - side) / 2, (image.height() - side) / 2, side));
  }
}
