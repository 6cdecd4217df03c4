package io.convbench.harness.doctor;

import io.convbench.harness.engine.CudaDevices;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.gpu.Gpu;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Looks at the GPUs that NVIDIA's driver lists, and at which engines see them. */
final class GpuCheckup {

  private GpuCheckup() {}

  /**
   * The machine's GPUs.
   *
   * @param failure of the tool that lists them
   */
  static Finding machine(List<Gpu> gpus, Optional<String> cudaVersion, Optional<String> failure) {
    if (failure.isPresent()) {
      return Finding.unless(
          true,
          "GPUs",
          "unknown: " + failure.get(),
          "to measure on a GPU: restart the machine after an update of NVIDIA's driver, or install it again");
    }
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
   * @param seen those that the engine reports
   * @param gpus those of the machine
   */
  static Finding engine(Engine engine, CudaDevices seen, List<Gpu> gpus) {
    return Finding.unless(
        seen.count() < gpus.size(),
        engine.id() + " devices",
        seen.count() == 0
            ? "cpu (no CUDA device%s)".formatted(seen.because())
            : "cpu, %s CUDA devices".formatted(seen.count()),
        "to use the machine's %s: build with CONVBENCH_PROFILE=cuda and install what README.md names, or name libraries with CUDA by --library"
            .formatted(gpus.size()));
  }
}
