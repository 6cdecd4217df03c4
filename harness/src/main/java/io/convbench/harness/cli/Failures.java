package io.convbench.harness.cli;

import io.convbench.harness.process.OneLine;
import io.convbench.suites.catalogue.WebAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
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

  /** The failure without secrets of addresses in it, see {@link WebAddress}. */
  private static String line(Exception failure) {
    String hidden = USER_INFO.matcher(OneLine.of(failure)).replaceAll("$1...@");
    return QUERY.matcher(hidden).replaceAll("$1?...");
  }

  static int usage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    command.getErr().println("convbench: " + line(failure));
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
    err.printf(
        "convbench: the output could not be written to its end (%s): make room where it goes%n",
        reason);
    return exitCode == 0 ? FAILED : exitCode;
  }

  private static String refusal(OutputStream beneath) {
    try {
      beneath.write('\n');
      return "it can be now";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  static int ofHeap(PrintStream err) {
    err.printf(
        "convbench: %s MiB of heap are too little for this: raise them by"
            + " JAVA_TOOL_OPTIONS=-Xmx..., where the machine has more%n",
        Runtime.getRuntime().maxMemory() >> 20);
    return UNAVAILABLE;
  }

  /** True of a library that does not load, or a file of Java's own that cannot be read. */
  static boolean isOfMachine(Error failure) {
    return failure instanceof LinkageError
        || failure instanceof InternalError
        || failure.getCause() instanceof IOException;
  }

  static int ofMachine(Error failure, PrintStream err) {
    err.println("convbench: " + OneLine.of(failure));
    return UNAVAILABLE;
  }

  static int execution(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof InterruptedException || Thread.currentThread().isInterrupted()) {
      // By Ctrl-C or another signal, of which the user knows and which decides the exit code.
      return FAILED;
    }
    boolean input =
        failure instanceof IllegalArgumentException
            || failure instanceof IOException
            || failure instanceof UncheckedIOException;
    command.getErr().println("convbench: " + line(failure));
    if (!input) {
      failure.printStackTrace(command.getErr());
    }
    return input ? BAD_INPUT : FAILED;
  }
}
