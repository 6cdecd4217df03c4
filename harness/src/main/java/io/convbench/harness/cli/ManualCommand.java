package io.convbench.harness.cli;

import io.convbench.foundation.file.WholeFile;
import io.convbench.harness.build.Build;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code convbench manual}: pages for {@code man}, of the commands as they are. */
@Command(
    name = "manual",
    description = {
      "Writes a manual page for every command.",
      "'convbench manual ~/.local/share/man' lets 'man convbench-run' find them."
    },
    mixinStandardHelpOptions = true)
final class ManualCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "DIR",
      description = "Folder of manual pages: they are written into man1 there.")
  private Path folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path section = folder.resolve("man1");
    List<CommandLine> commands = ManualPage.commands(spec.root().commandLine());
    String version = "convbench " + Build.current().version();
    for (CommandLine command : commands) {
      WholeFile.write(
          section.resolve(ManualPage.fileName(command)), ManualPage.of(command, version));
    }
    spec.commandLine()
        .getOut()
        .printf(
            "%s manual pages in %s: 'man -M %s convbench-run'%n", commands.size(), section, folder);
    spec.commandLine().getOut().flush();
    return 0;
  }
}
