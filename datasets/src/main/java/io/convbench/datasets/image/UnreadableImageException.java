package io.convbench.datasets.image;

import java.io.IOException;

/** An image file that cannot be shown as it was meant; the message is one line naming the file. */
public final class UnreadableImageException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  UnreadableImageException(String file, DamagedImageException damage) {
    super(file + ": " + damage.getMessage(), damage.getCause());
    this.reason = damage.getMessage();
  }

  /** What is wrong, without the file's name. */
  public String reason() {
    return reason;
  }
}
