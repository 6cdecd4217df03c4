package io.convbench.datasets.pipeline;

import io.convbench.datasets.image.RgbImage;
import io.convbench.datasets.labels.LabeledImage;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/**
 * An image ready to be normalised: one crop of it, or several one after another.
 *
 * @param image where it came from, with its truth
 * @param sha256 of the file's content
 * @param side rows and columns in pixels
 * @param count how many crops
 * @param rgb uint8, crops x rows x columns x (R, G, B)
 * @param warning the decoder's, in one line without the file's name; empty for a sound file
 */
public record Crop(
    LabeledImage image, String sha256, int side, int count, byte[] rgb, Optional<String> warning)
    implements CropResult {

  /** Lays crops of one side one after another. */
  static Crop of(
      LabeledImage image, String sha256, List<RgbImage> crops, Optional<String> warning) {
    int side = crops.get(0).width();
    if (crops.size() == 1) {
      return new Crop(image, sha256, side, 1, crops.get(0).pixels(), warning);
    }
    ByteArrayOutputStream rgb = new ByteArrayOutputStream();
    crops.forEach(crop -> rgb.writeBytes(crop.pixels()));
    return new Crop(image, sha256, side, crops.size(), rgb.toByteArray(), warning);
  }
}
