package io.convbench.harness.cli;

import io.convbench.harness.modelfile.BatchNormFolding;
import picocli.CommandLine.Option;

/** {@code --optimize}: what is done to graphs before they become model files. */
final class FoldingOption {

  @Option(
      names = "--optimize",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "Batch norms folded into convolutions (default); --no-optimize keeps every layer.")
  private boolean optimize;

  BatchNormFolding chosen() {
    return optimize ? BatchNormFolding.FOLDED : BatchNormFolding.NONE;
  }
}
