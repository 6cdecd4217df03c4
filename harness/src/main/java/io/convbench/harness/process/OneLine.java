package io.convbench.harness.process;

/** An exception in one line, for rows and for people. */
public final class OneLine {

  private OneLine() {}

  /** The message without line breaks; for an exception without one, its class. */
  public static String of(Throwable failure) {
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    return message.strip().lines().map(String::strip).findFirst().orElseThrow();
  }
}
