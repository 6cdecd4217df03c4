package io.convbench.datasets.protocol;

import io.convbench.datasets.image.NearestResize;
import io.convbench.datasets.image.RgbImage;
import java.util.List;
import java.util.OptionalInt;

/**
 * Keras's {@code load_img} with a target size: the whole picture squeezed into a square with
 * Pillow's nearest neighbour, aspect ratio not kept.
 *
 * @param square side in pixels, or the architecture's input
 */
record SquareNearest(OptionalInt square) implements Protocol {

  SquareNearest {
    square.ifPresent(Sides::requirePositive);
  }

  @Override
  public String name() {
    return "keras-load-img" + Sides.text(square);
  }

  @Override
  public String id(int inputSide) {
    return "nearest%1$sx%1$s".formatted(side(inputSide));
  }

  @Override
  public int side(int inputSide) {
    return square.orElse(inputSide);
  }

  @Override
  public List<RgbImage> crops(RgbImage image, int inputSide) {
    return List.of(NearestResize.square(image, side(inputSide)));
  }
}
