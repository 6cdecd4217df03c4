package io.convbench.harness.run;

import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.gpu.Gpu;
import io.convbench.harness.gpu.NvidiaSmi;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.util.List;
import java.util.Optional;

/**
 * What rows say of the GPU that they were to be measured on.
 *
 * @param gpus those that this process sees, in CUDA's order; empty when they cannot be listed
 * @param cudaVersion the newest CUDA that the driver runs; empty when unknown
 */
record GpuProvenance(List<Gpu> gpus, Optional<String> cudaVersion) {

  GpuProvenance {
    gpus = List.copyOf(gpus);
  }

  static GpuProvenance of(NvidiaSmi smi) {
    List<Gpu> gpus = smi.seenGpus();
    return new GpuProvenance(gpus, gpus.isEmpty() ? Optional.empty() : smi.cudaVersion());
  }

  /** Model, driver and CUDA version of the device; empty for the processor and unknown GPUs. */
  Row row(ComputeDevice device) {
    if (!device.isGpu() || device.gpu().getAsInt() >= gpus.size()) {
      return Row.empty();
    }
    Gpu gpu = gpus.get(device.gpu().getAsInt());
    return Row.empty()
        .with(Column.GPU_MODEL, gpu.model())
        .with(Column.GPU_DRIVER, gpu.driver())
        .with(Column.CUDA_VERSION, cudaVersion.orElse(""));
  }
}
