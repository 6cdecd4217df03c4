package io.convbench.harness.cli;

import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.process.Bug;
import io.convbench.harness.process.MissingDependencyException;
import io.convbench.harness.process.OneLine;
import io.convbench.harness.process.ThrowableOutcome;
import io.convbench.harness.process.WorkerFailedException;
import io.convbench.suites.catalogue.WebAddress;
import java.io.IOError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a person sees when a command cannot go on: one line, and an exit code. */
final class Failures {

  /** A measurement failed, or convbench itself did. */
  static final int FAILED = 1;

  /** This machine cannot do what was asked. */
  static final int UNAVAILABLE = 3;

  /** The command line or an input file is wrong. */
  static final int BAD_INPUT = 2;

  /**
   * User name and password of an address that was given where none belongs, perhaps to be read as a
   * path, which has no double slash.
   */
  private static final Pattern USER_INFO = Pattern.compile("\\b((?:https?|ftp):/+)\\S*@");

  private static final Pattern QUERY =
      Pattern.compile("\\b((?:https?|ftp):/+[^\\s?]*)\\?[^\\s\"']*");

  /** Linux's words. */
  private static final String READER_LEFT = "Broken pipe";

  private Failures() {}

  private static String line(Exception failure) {
    return withoutSecrets(OneLine.of(failure));
  }

  /** The text without secrets of addresses in it, see {@link WebAddress}. */
  static String withoutSecrets(String text) {
    String hidden = USER_INFO.matcher(text).replaceAll("$1...@");
    return QUERY.matcher(hidden).replaceAll("$1?...");
  }

  static int usage(ParameterException failure, BugReports bugs) {
    CommandLine command = failure.getCommandLine();
    if (failure.getCause() instanceof RuntimeException bug && !isOfUser(bug)) {
      bugs.tell(bug, command.getErr());
      return FAILED;
    }
    command.getErr().println("convbench: " + line(failure).replaceFirst("^Error: ", ""));
    if (!UnmatchedArgumentException.printSuggestions(failure, command.getErr())) {
      command.getErr().printf("Try '%s --help'.%n", command.getCommandSpec().qualifiedName());
    }
    return BAD_INPUT;
  }

  /**
   * The exit code, unless what was printed is lost, which a {@link PrintStream} tells nobody who
   * does not ask. A reader that has left, as {@code head} does, wanted no more.
   *
   * @param beneath where {@code out} writes to, which says why it cannot
   */
  static int ofOutput(int exitCode, PrintStream out, OutputStream beneath, PrintStream err) {
    if (!out.checkError()) {
      return exitCode;
    }
    String reason = refusal(beneath);
    if (reason.equals(READER_LEFT)) {
      return exitCode;
    }
    err.printf("convbench: output truncated (%s): free disk space where it is written%n", reason);
    return exitCode == 0 ? FAILED : exitCode;
  }

  private static String refusal(OutputStream beneath) {
    try {
      beneath.write('\n');
      return "writing works again";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  static int ofHeap(PrintStream err) {
    err.printf(
        "convbench: a heap of %s MiB is too small for this: raise it by"
            + " JAVA_TOOL_OPTIONS=-Xmx..., if the machine has more memory%n",
        Runtime.getRuntime().maxMemory() >> 20);
    return UNAVAILABLE;
  }

  /** True of a library that does not load, or a file of Java's own that cannot be read. */
  static boolean isOfMachine(Error failure) {
    if (failure instanceof ExceptionInInitializerError || failure instanceof BootstrapMethodError) {
      return failure.getCause() instanceof Error cause
          ? isOfMachine(cause)
          : Bug.in(failure.getCause()).isEmpty();
    }
    return failure instanceof UnsatisfiedLinkError
        || failure instanceof NoClassDefFoundError
        || failure instanceof InternalError
        || failure instanceof IOError
        || failure.getClass() == Error.class && failure.getCause() instanceof IOException;
  }

  static int ofMachine(Error failure, PrintStream err) {
    err.println("convbench: " + OneLine.of(failure));
    return UNAVAILABLE;
  }

  /** True of what a value that a user gave, or the machine, brings about. */
  private static boolean isOfUser(Exception failure) {
    return failure instanceof InvalidInputException
        || failure instanceof IOException && !(failure instanceof InvalidDefinitionException)
        || failure instanceof UncheckedIOException
        || failure instanceof TypeConversionException
        || failure instanceof ParameterException;
  }

  static int execution(Exception failure, CommandLine command, BugReports bugs) {
    if (failure instanceof InterruptedException || Thread.currentThread().isInterrupted()) {
      // By Ctrl-C or another signal, of which the user knows and which decides the exit code.
      return FAILED;
    }
    Optional<String> ofChild =
        failure instanceof WorkerFailedException child
            ? child.childsStackTrace()
            : Optional.empty();
    if (ofChild.isPresent()) {
      bugs.tell(OneLine.of(failure), ofChild.get(), command.getErr());
      return FAILED;
    }
    if (!isOfUser(failure)) {
      bugs.tell(failure, command.getErr());
      return FAILED;
    }
    command.getErr().println("convbench: " + line(failure));
    if (failure instanceof HaltedException halted) {
      halted.advice().forEach(command.getErr()::println);
    }
    return exitCode(failure);
  }

  /** Of a failure that is no bug. */
  private static int exitCode(Exception failure) {
    if (failure instanceof MissingDependencyException) {
      return UNAVAILABLE;
    }
    return switch (ThrowableOutcome.failure(failure).kind()) {
      case DISK_FULL -> UNAVAILABLE;
      case MISSING, NO_PERMISSION -> BAD_INPUT;
      default -> failure instanceof WorkerFailedException ? FAILED : BAD_INPUT;
    };
  }
}
