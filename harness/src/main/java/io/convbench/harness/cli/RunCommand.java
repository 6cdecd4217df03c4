package io.convbench.harness.cli;

import io.convbench.harness.process.Interruption;
import io.convbench.harness.run.Caches;
import io.convbench.harness.run.RunSettings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code convbench run}: measures a suite and writes its report. */
@Command(
    name = "run",
    description = "Measures a suite of architectures and writes a report.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RunCommand implements Callable<Integer> {

  @Mixin private RunOptions options;

  @Mixin private RunControl control;

  @Override
  public Integer call() throws Exception {
    return Interruption.during(() -> control.measure(this::settings));
  }

  private RunSettings settings(Workspace workspace, Caches caches) throws IOException {
    return control.asked(workspace, RunCommand.class, this).options.resolve(caches.weights());
  }
}
