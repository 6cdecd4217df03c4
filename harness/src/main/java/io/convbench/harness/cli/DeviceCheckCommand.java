package io.convbench.harness.cli;

import io.convbench.harness.devicecheck.CheckFolder;
import io.convbench.harness.devicecheck.Criteria;
import io.convbench.harness.devicecheck.Verdict;
import io.convbench.harness.engine.ComputeDevice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code convbench device-check}: the judge of {@code docs/gpu/check.sh}, which calls it. */
@Command(
    name = "device-check",
    hidden = true,
    description = "Judges one criterion of the folder that docs/gpu/check.sh fills.",
    mixinStandardHelpOptions = true)
final class DeviceCheckCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "CRITERION", description = "What is judged.")
  private String criterion;

  @Parameters(index = "1", paramLabel = "FOLDER", description = "The check's folder.")
  private Path folder;

  @Option(
      names = "--device",
      required = true,
      paramLabel = "D",
      description = "The device that was checked.")
  private String device;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<Verdict> verdicts =
        Criteria.judge(
            Criteria.named(criterion), new CheckFolder(folder), ComputeDevice.named(device));
    PrintWriter out = spec.commandLine().getOut();
    verdicts.forEach(out::println);
    out.flush();
    return verdicts.stream().anyMatch(Verdict::failed) ? Failures.FAILED : 0;
  }
}
