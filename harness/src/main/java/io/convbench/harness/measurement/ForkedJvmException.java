package io.convbench.harness.measurement;

import java.io.IOException;

/** Says that a JVM which JMH had forked did not end well. */
public final class ForkedJvmException extends IOException {

  private static final long serialVersionUID = 1;

  private final int exitCode;

  public ForkedJvmException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Of the fork, as Java gives it. */
  public int exitCode() {
    return exitCode;
  }
}
