package io.convbench.harness.process;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/** Convbench's own fault, as against a mistake of the user's or a failure of engine or machine. */
public final class Bug {

  private Bug() {}

  /**
   * The bug that a failure stands for: an unchecked exception, failed assertion or linkage to what
   * was compiled otherwise, of Java's own types, that convbench's code, or Java's called by it, has
   * thrown. Those of engines and other libraries tell of the engine; what convbench has caught and
   * reported in words of its own is told.
   */
  public static Optional<Throwable> in(Throwable failure) {
    return in(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static Optional<Throwable> in(Throwable failure, Set<Throwable> seen) {
    if (failure == null || !seen.add(failure) || isTold(failure)) {
      return Optional.empty();
    }
    if (isMistake(failure)
        && failure.getClass().getName().startsWith("java.")
        && isThrownByConvbench(failure)) {
      return Optional.of(failure);
    }
    return Stream.concat(Stream.of(failure.getSuppressed()), Stream.ofNullable(failure.getCause()))
        .flatMap(each -> in(each, seen).stream())
        .findFirst();
  }

  private static boolean isMistake(Throwable failure) {
    return failure instanceof RuntimeException
        || failure instanceof AssertionError
        || failure instanceof IncompatibleClassChangeError;
  }

  private static boolean isTold(Throwable failure) {
    return failure instanceof IOException && !(failure.getCause() instanceof RunnerException)
        || failure instanceof UncheckedIOException
        || failure instanceof CancellationException
        || failure instanceof InvalidInputException;
  }

  private static boolean isThrownByConvbench(Throwable failure) {
    return Stream.of(failure.getStackTrace())
        .map(StackTraceElement::getClassName)
        .filter(name -> !name.startsWith("java.") && !name.startsWith("jdk."))
        .findFirst()
        .filter(name -> name.startsWith("io.convbench."))
        .isPresent();
  }

  /** What a person is told of it, in one line. */
  public static String line(Throwable bug) {
    String type = bug.getClass().getSimpleName();
    String said = OneLine.of(bug);
    return "this is a bug in convbench: " + (said.equals(type) ? type : type + ": " + said);
  }

  /** What a row says of a child's failure: of a bug also the file that has its stack trace. */
  public static Failure withTrace(Failure failure, Path log) {
    return failure.kind() == FailureKind.BUG
        ? new Failure(
            failure.kind(), "%s: its stack trace is in %s".formatted(failure.reason(), log))
        : failure;
  }

  /** Its stack trace, with those of its causes. */
  public static String stackTrace(Throwable bug) {
    StringWriter trace = new StringWriter();
    bug.printStackTrace(new PrintWriter(trace, true));
    return trace.toString();
  }
}
