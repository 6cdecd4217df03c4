package io.convbench.harness.process;

import io.convbench.results.FailureReason;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;

/** An exception in one line, for rows and for people. */
public final class OneLine {

  private OneLine() {}

  /**
   * The message without line breaks; for an exception without one, its class. Where the operating
   * system refused a file, which Java reports by its bare name, also why.
   */
  public static String of(Throwable failure) {
    Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
    if (cause instanceof FileSystemException refused) {
      return "cannot read or write %s (%s): check the path and its permissions"
          .formatted(refused.getFile(), FailureReason.of(refused));
    }
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    return message.strip().lines().map(String::strip).findFirst().orElseThrow();
  }
}
