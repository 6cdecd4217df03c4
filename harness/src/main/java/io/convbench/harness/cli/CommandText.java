package io.convbench.harness.cli;

import io.convbench.results.Invocation;
import java.util.ArrayList;
import java.util.List;

/** A command line as a person types it into a shell. */
final class CommandText {

  private static final String RESUME = "--resume";

  /** System property: how the person called convbench, e.g. {@code ./convbench}. */
  private static final String CALLED = "convbench.called";

  private CommandText() {}

  /** The command that continues the run which these arguments started. */
  static String resuming(List<String> arguments) {
    List<String> words = new ArrayList<>(arguments);
    if (!words.contains(RESUME)) {
      words.add(RESUME);
    }
    return of(words);
  }

  /** The command with these arguments. */
  static String of(List<String> words) {
    return Invocation.commandLine(System.getProperty(CALLED, "convbench"), words);
  }
}
