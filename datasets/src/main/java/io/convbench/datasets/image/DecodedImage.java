package io.convbench.datasets.image;

import java.util.Optional;

/**
 * An image file's picture.
 *
 * @param picture what the file shows
 * @param warning what the decoder skipped, in one line without the file's name: extraneous bytes, a
 *     profile that it does not know; empty for a sound file
 */
public record DecodedImage(RgbImage picture, Optional<String> warning) implements AutoCloseable {

  /** Gives the picture's memory back, as {@link RgbImage#close}. */
  @Override
  public void close() {
    picture.close();
  }
}
