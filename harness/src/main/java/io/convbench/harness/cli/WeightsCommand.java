package io.convbench.harness.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code convbench weights}: the official weight files. */
@Command(
    name = "weights",
    description = "Lists, fetches and verifies the official weight files of Keras and timm.",
    mixinStandardHelpOptions = true,
    subcommands = {WeightsListCommand.class, WeightsFetchCommand.class, WeightsVerifyCommand.class})
final class WeightsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "no command given: try 'convbench weights list'");
  }
}
