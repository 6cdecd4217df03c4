package io.convbench.harness.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code convbench experiment}: shows why networks are built as they are. */
@Command(
    name = "experiment",
    description = "Shows by training small networks why large ones are built as they are.",
    subcommands = ExperimentDepthCommand.class,
    mixinStandardHelpOptions = true)
final class ExperimentCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "no experiment given: try 'convbench experiment depth'");
  }
}
