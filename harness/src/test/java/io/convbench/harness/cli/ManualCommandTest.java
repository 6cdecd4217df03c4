package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class ManualCommandTest {

  @TempDir private Path folder;

  @Test
  void hasAPageForEveryCommandWithAllItsOptions() throws IOException {
    write();

    List<CommandLine> commands = ManualPage.commands(Convbench.commandLine());
    assertTrue(commands.size() > 20, "commands: " + commands.size());
    for (CommandLine command : commands) {
      String page = page(ManualPage.fileName(command));
      assertFalse(page.contains("%%"), () -> ManualPage.name(command));
      for (OptionSpec option : command.getCommandSpec().options()) {
        assertTrue(
            page.contains("\\fB" + option.longestName().replace("-", "\\-") + "\\fR"),
            () -> ManualPage.name(command) + " " + option.longestName());
      }
    }
    assertTrue(page("convbench.1").contains("\\fBconvbench\\-weights\\fR(1)"));
    assertTrue(page("convbench-weights.1").contains("\\fBconvbench\\-weights\\-list\\fR(1)"));
    assertTrue(page("convbench-run.1").contains("(default: "), "what an option is without");
    assertTrue(page("convbench-run.1").contains("Exit codes: 0 done"));
    assertTrue(page("convbench-select.1").contains("Exit codes: 0 something fits"));
    assertTrue(page("convbench-export.1").contains("Takes preprocessed images as float32"));
    assertTrue(page("convbench-export.1").contains("Exit codes: 0 done"));
  }

  /** A line that begins with a full stop would be an instruction. */
  @Test
  void groffReadsThemWithoutAWarning() throws Exception {
    Assumptions.assumeTrue(onPath("groff"), "no groff on the PATH");
    write();

    List<String> command = new ArrayList<>(List.of("groff", "-man", "-ww", "-Tutf8", "-Kutf8"));
    try (Stream<Path> pages = Files.list(folder.resolve("man1"))) {
      pages.map(Path::toString).sorted().forEach(command::add);
    }
    Path warnings = folder.resolve("warnings");
    Process groff = new ProcessBuilder(command).redirectError(warnings.toFile()).start();
    String text =
        new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .replaceAll("\\e\\[[0-9;]*m|.\b", "")
            .replaceAll("\\s+", " ");

    assertEquals(0, groff.waitFor());
    assertEquals("", Files.readString(warnings));
    assertTrue(text.contains("convbench-select - "), "a name");
    assertTrue(text.contains("--objective=METRIC"), "an option");
  }

  private void write() {
    StringWriter out = new StringWriter();
    assertEquals(
        0,
        Convbench.commandLine().setOut(new PrintWriter(out)).execute("manual", folder.toString()));
    assertTrue(out.toString().contains("man1: 'man -M " + folder), out::toString);
  }

  private String page(String name) throws IOException {
    return Files.readString(folder.resolve("man1").resolve(name));
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }
}
