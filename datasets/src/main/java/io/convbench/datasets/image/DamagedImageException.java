package io.convbench.datasets.image;

/** Bytes that are not an image this package shows; the decoder adds the file's name. */
final class DamagedImageException extends Exception {

  private static final long serialVersionUID = 1L;

  DamagedImageException(String reason) {
    super(reason);
  }

  DamagedImageException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
