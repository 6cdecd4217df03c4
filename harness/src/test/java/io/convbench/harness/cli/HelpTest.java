package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.harness.engine.Engines;
import io.convbench.harness.measurement.Measurements;
import io.convbench.suites.suite.Suites;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What --help, help and --version say. */
class HelpTest {

  static List<CommandLine> commands() {
    List<CommandLine> all = new ArrayList<>();
    add(Convbench.commandLine(), all);
    return all;
  }

  private static void add(CommandLine line, List<CommandLine> all) {
    all.add(line);
    line.getSubcommands().values().forEach(sub -> add(sub, all));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionWithAValueIsRequiredOrSaysItsDefault(CommandLine command) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      String text = String.join(" ", option.description());
      assertTrue(
          option.arity().max() == 0 || option.required() || text.contains("(default: "),
          () -> command.getCommandSpec().qualifiedName() + " " + option.longestName());
    }
  }

  @Test
  void runNamesWhatItsOptionsTake() {
    String help = Stream.of(help("run", "--help").split("\\s+")).reduce("", (a, b) -> a + " " + b);

    assertTrue(help.contains("(" + String.join(", ", Suites.names()) + ")"), help);
    assertTrue(help.contains(String.join(", ", Engines.ids())), help);
    assertTrue(help.contains(String.join(", ", Measurements.ids())), help);
    assertTrue(help.contains("ten crops: keras-tencrop"), help);
  }

  @Test
  void saysWithWhichExitCodeABugEnds() {
    String help = String.join(" ", help("--help").split("\\s+"));
    assertTrue(
        help.contains("1 a measurement or download failed, or convbench has a bug; 2 bad"), help);
  }

  @Test
  void helpIsACommandToo() {
    assertEquals(help("run", "--help"), help("help", "run"));
    assertEquals(help("--help"), help("help"));
  }

  @Test
  void everyCommandSaysItsVersion() {
    for (CommandLine command : commands()) {
      String[] path = command.getCommandSpec().qualifiedName().split(" ");
      if (!path[path.length - 1].equals("help")) {
        String[] arguments =
            Stream.concat(Stream.of(path).skip(1), Stream.of("--version")).toArray(String[]::new);
        assertTrue(help(arguments).startsWith("convbench "), () -> String.join(" ", arguments));
      }
    }
  }

  private static String help(String... arguments) {
    StringWriter out = new StringWriter();
    int exitCode = Convbench.commandLine().setOut(new PrintWriter(out)).execute(arguments);
    assertEquals(0, exitCode);
    return out.toString();
  }
}
