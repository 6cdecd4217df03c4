package io.convbench.harness.engine;

import io.convbench.harness.gpu.Gpu;
import io.convbench.harness.modelfile.Precision;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of a machine decides in which precisions it computes.
 *
 * @param cpuFlags the processor's instruction sets as Linux calls them
 * @param gpus those that this process sees, in CUDA's order; empty when they cannot be listed
 */
public record Hardware(List<String> cpuFlags, List<Gpu> gpus) {

  /** The least CUDA compute capability that computes in a precision and does not convert. */
  private static final Map<Precision, Double> COMPUTE_CAPABILITY =
      Map.of(Precision.FP32, 0.0, Precision.TF32, 8.0, Precision.FP16, 5.3, Precision.BF16, 8.0);

  public Hardware {
    cpuFlags = List.copyOf(cpuFlags);
    gpus = List.copyOf(gpus);
  }

  /** Why a device does not compute in a precision; empty when it does. */
  Optional<String> lacks(ComputeDevice device, Precision precision) {
    if (device.isGpu()) {
      int index = device.gpu().getAsInt();
      return index < gpus.size() && gpus.get(index).computeCapability().isPresent()
          ? lacks(gpus.get(index), precision)
          : unknown(device, precision);
    }
    return InstructionSets.missing(precision, cpuFlags);
  }

  /** Where there is no TF32, libraries compute in fp32 and say nothing. */
  private static Optional<String> unknown(ComputeDevice device, Precision precision) {
    return precision == Precision.TF32
        ? Optional.of(
            "cannot tell whether %s has TF32: nvidia-smi does not tell its compute capability"
                .formatted(device))
        : Optional.empty();
  }

  private static Optional<String> lacks(Gpu gpu, Precision precision) {
    double needed = COMPUTE_CAPABILITY.get(precision);
    double capability = gpu.computeCapability().getAsDouble();
    return capability >= needed
        ? Optional.empty()
        : Optional.of(
            "%s has compute capability %s and would %s %s, which needs %s"
                .formatted(
                    gpu.model(),
                    capability,
                    precision == Precision.TF32 ? "compute in fp32, not in" : "emulate",
                    precision.id(),
                    needed));
  }
}
