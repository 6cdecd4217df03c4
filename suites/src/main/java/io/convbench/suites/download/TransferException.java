package io.convbench.suites.download;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** One request failed. */
final class TransferException extends IOException {

  private static final long serialVersionUID = 1L;

  private final boolean passing;
  private final transient Optional<Duration> retryAfter;

  private TransferException(String message, boolean passing, Optional<Duration> retryAfter) {
    super(message);
    this.passing = passing;
    this.retryAfter = retryAfter;
  }

  /** A trouble that may be over after some time. */
  static TransferException passing(String message) {
    return new TransferException(message, true, Optional.empty());
  }

  /** The server asks to come back later, and perhaps says when. */
  static TransferException busy(String message, Optional<Duration> retryAfter) {
    return new TransferException(message, true, retryAfter);
  }

  /** This address will not give the file, however often it is asked. */
  static TransferException lasting(String message) {
    return new TransferException(message, false, Optional.empty());
  }

  boolean isPassing() {
    return passing;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
