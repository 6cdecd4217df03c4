package io.convbench.harness.cli;

import io.convbench.harness.process.ThrowableOutcome;
import io.convbench.results.FailureKind;
import io.convbench.results.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A command that has measured something and cannot write any further: a disk is full, a quota is
 * used up, or a folder must not be written to. It says behind the reason how to go on.
 */
final class HaltedException extends IOException {

  private static final long serialVersionUID = 1;

  private final List<String> advice;

  private HaltedException(IOException cause, List<String> advice) {
    super(cause.getMessage(), cause);
    this.advice = List.copyOf(advice);
  }

  /**
   * The failure with advice behind it; one that the system has not brought about is left as it is.
   *
   * @param arguments of the command, which continues by {@code --resume}
   * @param more lines before how to continue
   */
  static IOException of(IOException failure, List<String> arguments, List<String> more) {
    FailureKind kind = ThrowableOutcome.failure(failure).kind();
    if (failure instanceof HaltedException || !isCurable(kind)) {
      return failure;
    }
    String cure = kind == FailureKind.DISK_FULL ? "Free disk space there" : "Allow to write there";
    List<String> lines = new ArrayList<>(more);
    lines.add(thenContinue(cure, arguments));
    return new HaltedException(failure, lines);
  }

  /** What to do, e.g. {@code Free disk space there}, and then what. */
  static String thenContinue(String cure, List<String> arguments) {
    return "%s, then continue with: %s".formatted(cure, CommandText.resuming(arguments));
  }

  /** True for a cell that has no value because something could not be written. */
  static boolean kept(Row row) {
    return row.failureKind().map(HaltedException::isCurable).orElse(false);
  }

  private static boolean isCurable(FailureKind kind) {
    return kind == FailureKind.DISK_FULL || kind == FailureKind.NO_PERMISSION;
  }

  /** Lines that follow the reason. */
  List<String> advice() {
    return advice;
  }
}
