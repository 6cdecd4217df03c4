package io.convbench.suites.download;

import java.io.IOException;

/** No address gave the file, or what they gave is not it; the message says so in one line. */
public final class FetchException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message one line
   */
  public FetchException(String message) {
    super(message);
  }
}
