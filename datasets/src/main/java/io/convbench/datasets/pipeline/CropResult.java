package io.convbench.datasets.pipeline;

import io.convbench.datasets.labels.LabeledImage;

/** What became of one image. */
public sealed interface CropResult permits Crop, FailedImage {

  /** The image it was made of. */
  LabeledImage image();

  /** SHA-256 of the file's content, of which the crops were made. */
  String sha256();
}
