package io.convbench.harness.cli;

import io.convbench.harness.process.Interruption;
import io.convbench.harness.run.Caches;
import io.convbench.harness.run.RunSettings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code convbench transfer}: which trained network knows most of one's own pictures. */
@Command(
    name = "transfer",
    description = "Measures what trained networks know of your own pictures, and writes a report.",
    footer = {
      "",
      "Networks are cut at layers; a linear classifier is trained on their features of the images to"
          + " learn from, and its accuracy on those held out is measured."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TransferCommand implements Callable<Integer> {

  @Mixin private TransferOptions options;

  @Mixin private RunControl control;

  @Override
  public Integer call() throws Exception {
    return Interruption.during(() -> control.measure(this::settings));
  }

  private RunSettings settings(Workspace workspace, Caches caches) throws IOException {
    return control.asked(workspace, TransferCommand.class, this).options.resolve(caches);
  }
}
