package io.convbench.datasets.protocol;

import io.convbench.datasets.image.CubicResize;
import io.convbench.datasets.image.PillowFilter;
import io.convbench.datasets.image.PillowResize;
import io.convbench.datasets.image.RgbImage;
import java.util.Locale;

/** How a picture is resized while its aspect ratio is kept. */
enum Resampling {

  /** OpenCV's {@code INTER_CUBIC}, not antialiased. */
  CUBIC {
    @Override
    RgbImage crop(RgbImage image, int width, int height, int left, int top, int side) {
      return CubicResize.apply(image, width, height, left, top, side);
    }
  },

  /** Pillow's bilinear, antialiased. */
  BILINEAR {
    @Override
    RgbImage crop(RgbImage image, int width, int height, int left, int top, int side) {
      return PillowResize.apply(image, PillowFilter.BILINEAR, width, height, left, top, side);
    }
  },

  /** Pillow's bicubic, antialiased. */
  BICUBIC {
    @Override
    RgbImage crop(RgbImage image, int width, int height, int left, int top, int side) {
      return PillowResize.apply(image, PillowFilter.BICUBIC, width, height, left, top, side);
    }
  };

  /** As it stands in protocol ids. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The crop at (left, top) of the picture resized to width x height pixels. */
  abstract RgbImage crop(RgbImage image, int width, int height, int left, int top, int side);
}
