package io.convbench.harness.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command line as a person types it into a shell. */
final class CommandText {

  private static final String RESUME = "--resume";

  /** What no shell changes. */
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

  private CommandText() {}

  /** The command that goes on with the run which these arguments started. */
  static String resuming(List<String> arguments) {
    List<String> words = new ArrayList<>(arguments);
    if (!words.contains(RESUME)) {
      words.add(RESUME);
    }
    return of(words);
  }

  /** The command with these arguments. */
  static String of(List<String> words) {
    return "convbench " + words.stream().map(CommandText::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
