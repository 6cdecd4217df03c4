package io.convbench.harness.process;

import io.convbench.foundation.file.DiskSpace;
import io.convbench.foundation.file.FailureReason;
import io.convbench.foundation.text.VisibleText;
import io.convbench.harness.machine.ResourceLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;

/** An exception in one line, for rows and for people. */
public final class OneLine {

  private OneLine() {}

  /**
   * The message without line breaks, as {@link VisibleText} shows it; for an exception without one,
   * its class. Where the operating system refused a file, which Java reports by its bare name, also
   * why; as where a library hides that in the cause. A limit of the process that it has met is
   * named with what to do.
   */
  public static String of(Throwable failure) {
    return VisibleText.of(
        new RootCause(said(failure), failure, ResourceLimits.ofThisProcess()).completed());
  }

  private static String said(Throwable failure) {
    Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
    if (cause instanceof FileSystemException refused) {
      String reason = FailureReason.of(refused);
      return "cannot read or write %s (%s)%s".formatted(refused.getFile(), reason, advice(reason));
    }
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    if (failure instanceof NoClassDefFoundError) {
      return "a class cannot be loaded (%s)".formatted(message.strip());
    }
    String line = message.strip().lines().map(String::strip).findFirst().orElseThrow();
    return hides(failure)
        ? "%s (%s)".formatted(line, FailureReason.of((IOException) failure.getCause()))
        : line;
  }

  /** Nothing of a limit, which has an advice of its own. */
  private static String advice(String reason) {
    if (reason.equals("Too many open files")) {
      return "";
    }
    String space = DiskSpace.advice(reason);
    return space.isEmpty() ? ": check the path and its permissions" : space;
  }

  private static boolean hides(Throwable failure) {
    return failure instanceof RuntimeException
        && !(failure instanceof UncheckedIOException)
        && failure.getCause() instanceof IOException;
  }
}
