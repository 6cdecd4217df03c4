package io.convbench.harness.run;

import io.convbench.harness.build.Build;
import io.convbench.harness.gpu.Gpu;
import io.convbench.harness.gpu.MigInstance;
import io.convbench.harness.machine.GpuVariables;
import io.convbench.harness.machine.LimitsProbe;
import io.convbench.harness.machine.Machine;
import io.convbench.harness.machine.PlatformProbe;
import io.convbench.harness.process.Installation;
import io.convbench.harness.process.WorkerLauncher;
import io.convbench.results.Environment;
import io.convbench.results.GpuFacts;
import io.convbench.results.Limits;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks the operating system on what a run is measured. */
public final class EnvironmentProbe {

  private static final List<String> FLAGS_OF_INTEREST =
      List.of(
          "avx",
          "avx2",
          "fma",
          "f16c",
          "avx512f",
          "avx512_vnni",
          "avx512_bf16",
          "avx512_fp16",
          "amx_tile",
          "amx_bf16",
          "amx_fp16",
          "asimd",
          "sve");

  private EnvironmentProbe() {}

  /**
   * The environment now, before any engine has been started. What this machine does not tell stays
   * unknown in it.
   *
   * @param gpus that this process sees, in CUDA's order
   */
  public static Environment probe(Clock clock, Machine machine, List<Gpu> gpus) {
    return probe(clock, machine, gpus, System.getenv());
  }

  /**
   * @param variables of the user's shell
   */
  static Environment probe(
      Clock clock, Machine machine, List<Gpu> gpus, Map<String, String> variables) {
    Build build = Build.current();
    Limits limits = LimitsProbe.probe();
    return new Environment(
        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
        build.version(),
        build.commit(),
        jvm(),
        Runtime.getRuntime().maxMemory(),
        machine.operatingSystem(),
        machine.cpuModel(),
        machine.logicalCores(),
        machine.physicalCores(),
        machine.memoryBytes(),
        limits,
        FLAGS_OF_INTEREST.stream().filter(machine.cpuFlags()::contains).toList(),
        machine.model(),
        PlatformProbe.governor(),
        machine.loadAverage(),
        Map.of(),
        PlatformProbe.probe(variables, WorkerLauncher.jvmFlags(limits), sources()),
        gpus(gpus),
        GpuVariables.of(variables));
  }

  static List<GpuFacts> gpus(List<Gpu> seen) {
    List<GpuFacts> facts = new ArrayList<>();
    for (Gpu gpu : seen) {
      facts.add(
          new GpuFacts(
              "gpu:" + facts.size(),
              gpu.model(),
              gpu.uuid(),
              gpu.instance().map(MigInstance::uuid).orElse(""),
              gpu.driver(),
              gpu.settings()));
    }
    return facts;
  }

  private static String sources() {
    try {
      return Installation.current().sourcesSha256().orElse("");
    } catch (IOException notInstalled) {
      return "";
    }
  }

  private static String jvm() {
    return "%s %s %s"
        .formatted(
            System.getProperty("java.vendor"),
            System.getProperty("java.vm.name"),
            System.getProperty("java.runtime.version"));
  }
}
