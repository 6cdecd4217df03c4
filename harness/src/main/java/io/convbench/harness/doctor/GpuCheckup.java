package io.convbench.harness.doctor;

import io.convbench.harness.engine.Engine;
import io.convbench.harness.gpu.Gpu;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Looks at the GPUs that NVIDIA's driver lists, and at which engines see them. */
final class GpuCheckup {

  private GpuCheckup() {}

  /** The machine's GPUs. */
  static Finding machine(List<Gpu> gpus, Optional<String> cudaVersion) {
    return Finding.well(
        "GPUs",
        gpus.isEmpty()
            ? "none (nvidia-smi lists none)"
            : gpus.stream()
                    .map(gpu -> gpu.model() + ", compute " + capability(gpu))
                    .collect(Collectors.joining("; "))
                + "; driver %s, CUDA %s"
                    .formatted(gpus.get(0).driver(), cudaVersion.orElse("unknown")));
  }

  private static String capability(Gpu gpu) {
    OptionalDouble capability = gpu.computeCapability();
    return capability.isPresent() ? String.valueOf(capability.getAsDouble()) : "unknown";
  }

  /**
   * The devices of an engine.
   *
   * @param seen CUDA devices that the engine reports
   * @param gpus those of the machine
   */
  static Finding engine(Engine engine, int seen, List<Gpu> gpus) {
    return Finding.unless(
        seen < gpus.size(),
        engine.id() + " devices",
        seen == 0 ? "cpu (no CUDA device)" : "cpu, %s CUDA devices".formatted(seen),
        "to use the machine's %s: build with CONVBENCH_PROFILE=cuda and install what README.md names"
            .formatted(gpus.size()));
  }
}
