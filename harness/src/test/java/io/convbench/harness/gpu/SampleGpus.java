package io.convbench.harness.gpu;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** GPUs for tests. */
public final class SampleGpus {

  private SampleGpus() {}

  /** One that tells all but its settings. */
  public static Gpu gpu(int index, String uuid, String model, double computeCapability) {
    return new Gpu(
        index,
        uuid,
        model,
        "550.54.15",
        OptionalLong.of(0),
        OptionalDouble.of(computeCapability),
        Optional.empty(),
        Map.of());
  }
}
