package io.convbench.suites.download;

import java.io.IOException;

/**
 * This machine cannot fetch now: it is told to stay offline, or the folder cannot take the file.
 * Another address would not help.
 */
public final class FetchUnavailableException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message one line
   */
  public FetchUnavailableException(String message) {
    super(message);
  }

  FetchUnavailableException(String message, IOException cause) {
    super(message, cause);
  }
}
