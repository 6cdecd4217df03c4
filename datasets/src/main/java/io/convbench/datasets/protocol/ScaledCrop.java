package io.convbench.datasets.protocol;

import io.convbench.datasets.image.RgbImage;
import io.convbench.foundation.input.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Shorter side resized, both sides scaled and floored in whole numbers, then the centre crop from
 * floor((side - crop) / 2), or ten crops.
 *
 * <p>With {@code CUBIC} this is the rule of the author of Keras's accuracy table
 * (github.com/taehoonlee/tensornets); with {@code BILINEAR} and {@code BICUBIC} that of torchvision
 * and timm at their crop ratio of 0.875, except that torchvision rounds the offset of a centre crop
 * half to even where this floors it.
 *
 * @param resampling how the picture is resized
 * @param crops the centre alone or ten crops
 * @param shorter length of the shorter side after resizing in pixels, or floor(crop x 8 / 7): 256
 *     for 224, 341 for 299, 378 for 331
 * @param crop side of the crop in pixels, or the architecture's input
 */
record ScaledCrop(Resampling resampling, CropSet crops, OptionalInt shorter, OptionalInt crop)
    implements Protocol {

  ScaledCrop {
    crop.ifPresent(Sides::requirePositive);
    shorter.ifPresent(Sides::requirePositive);
    if (shorter.isPresent() && shorter.getAsInt() < crop.orElse(Integer.MAX_VALUE)) {
      throw new InvalidInputException(
          "a shorter side of %s pixels does not hold a crop of %s"
              .formatted(shorter.getAsInt(), crop.isPresent() ? crop.getAsInt() : "any input"));
    }
  }

  @Override
  public String name() {
    if (shorter.isPresent()) {
      return id(crop.getAsInt());
    }
    String filter = resampling == Resampling.CUBIC ? "keras" : resampling.id();
    return filter + (crops == CropSet.CENTER ? "" : "-" + crops.id()) + Sides.text(crop);
  }

  @Override
  public String id(int inputSide) {
    return resampling.id() + shorterSide(inputSide) + "-" + crops.id() + side(inputSide);
  }

  @Override
  public int side(int inputSide) {
    return crop.orElse(inputSide);
  }

  @Override
  public int cropCount() {
    return crops.count();
  }

  @Override
  public List<RgbImage> crops(RgbImage image, int inputSide) {
    int side = side(inputSide);
    int target = shorterSide(inputSide);
    int shortest = Math.min(image.width(), image.height());
    int width = scaled(image.width(), target, shortest);
    int height = scaled(image.height(), target, shortest);
    List<RgbImage> made = new ArrayList<>();
    for (CropSet.Corner corner : crops.corners(width - side, height - side)) {
      made.add(resampling.crop(image, width, height, corner.left(), corner.top(), side));
    }
    if (crops.mirrored()) {
      made.addAll(made.stream().map(RgbImage::mirrored).toList());
    }
    return made;
  }

  private int shorterSide(int inputSide) {
    return shorter.orElse(Math.multiplyExact(side(inputSide), 8) / 7);
  }

  /** A side beyond an int is beyond the limit of every resize, which then refuses it by name. */
  private static int scaled(int side, int target, int shortest) {
    return (int) Math.min(Integer.MAX_VALUE, (long) side * target / shortest);
  }
}
