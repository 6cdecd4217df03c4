package io.convbench.harness.doctor;

import io.convbench.harness.engine.Engine;
import io.convbench.harness.gpu.Gpu;
import io.convbench.harness.gpu.NvidiaSmi;
import io.convbench.harness.machine.Machine;
import io.convbench.harness.machine.MachineProbe;
import io.convbench.harness.modelfile.ModelFiles;
import io.convbench.harness.process.WorkerLauncher;
import io.convbench.harness.run.Caches;
import io.convbench.harness.run.EnvironmentProbe;
import io.convbench.harness.temporary.TemporaryFiles;
import io.convbench.results.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Examines the machine and every engine. */
public final class Doctor {

  private final WorkerLauncher jvm;
  private final List<Engine> engines;
  private final Caches caches;
  private final Path runs;
  private final Clock clock;

  /**
   * @param jvm starts the engines
   * @param engines with the libraries that the user named
   * @param runs folder of all runs
   */
  public Doctor(WorkerLauncher jvm, List<Engine> engines, Caches caches, Path runs, Clock clock) {
    this.jvm = jvm;
    this.engines = List.copyOf(engines);
    this.caches = caches;
    this.runs = runs;
    this.clock = clock;
  }

  /** Tells every finding as soon as it is made. */
  public void examine(Consumer<Finding> report) throws IOException, InterruptedException {
    Machine machine = MachineProbe.probe();
    NvidiaSmi smi = NvidiaSmi.onPath();
    List<Gpu> gpus = smi.seenGpus();
    Environment environment = EnvironmentProbe.probe(clock, machine, gpus);
    MachineCheckup.of(environment, caches.root(), runs).forEach(report);
    MachineCheckup.gaps(machine.gaps()).ifPresent(report);
    report.accept(GpuCheckup.machine(gpus, smi.cudaVersion(), smi.failure()));
    Path scratch = TemporaryFiles.folder("convbench-doctor");
    try {
      EngineCheckup checkup = new EngineCheckup(jvm, environment.limits().cores(), gpus, scratch);
      for (Engine engine : engines) {
        checkup.of(engine).forEach(report);
      }
    } finally {
      ModelFiles.delete(scratch);
    }
  }
}
