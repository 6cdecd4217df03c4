package io.convbench.harness.cli;

import io.convbench.harness.cell.*;
import io.convbench.harness.engine.*;
import io.convbench.harness.measurement.*;
import io.convbench.harness.modelfile.ModelForm;
import io.convbench.harness.run.*;
import io.convbench.results.*;
import io.convbench.suites.architecture.*;
import io.convbench.suites.weights.WeightsSource;
import java.nio.file.Path;
import java.time.*;
import java.util.*;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "run")
final class RunCommand implements Callable<Integer> {
  @Option(names = "--arch", split = ",")
  List<String> arch = List.of();

  @Option(names = "--measure", split = ",")
  List<String> measure = List.of("cost", "conformance", "latency", "memory");

  @Option(names = "--out")
  Path out = Path.of("/tmp/scratch/run");

  @Option(names = "--plain")
  boolean plain;

  @Option(names = "--warm")
  double warm = 1;

  @Option(names = "--time")
  double time = 5;

  @Override
  public Integer call() throws Exception {
    var archs =
        arch.isEmpty()
            ? Architectures.kerasTable()
            : arch.stream().map(Architectures::named).toList();
    Caches caches = Caches.ofUser(System.getenv());
    RunSettings settings =
        new RunSettings(
            "keras",
            archs,
            Engines.all(),
            List.of("cpu"),
            List.of(1),
            List.of("fp32"),
            List.of(2),
            measure.stream().map(Measurements::named).toList(),
            WeightsSource.parse("seeded", caches.weights()),
            plain ? ModelForm.PLAIN : ModelForm.OPTIMIZED,
            new LatencySettings(warm, time),
            Optional.empty());
    Clock clock = Clock.systemUTC();
    new Run(settings, RunFolder.create(out), caches.engines(), Duration.ofMinutes(10), clock)
        .execute(Run.newId(clock), false, System.out, System.console() != null);
    return 0;
  }
}
