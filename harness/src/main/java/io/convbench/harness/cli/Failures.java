package io.convbench.harness.cli;

import io.convbench.harness.process.OneLine;
import java.io.IOException;
import java.io.UncheckedIOException;
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

  private Failures() {}

  static int usage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    command.getErr().println("convbench: " + OneLine.of(failure));
    if (!UnmatchedArgumentException.printSuggestions(failure, command.getErr())) {
      command.getErr().printf("Try '%s --help'.%n", command.getCommandSpec().qualifiedName());
    }
    return BAD_INPUT;
  }

  static int execution(Exception failure, CommandLine command, ParseResult parsed) {
    boolean input =
        failure instanceof IllegalArgumentException
            || failure instanceof IOException
            || failure instanceof UncheckedIOException;
    command.getErr().println("convbench: " + OneLine.of(failure));
    if (!input) {
      failure.printStackTrace(command.getErr());
    }
    return input ? BAD_INPUT : FAILED;
  }
}
