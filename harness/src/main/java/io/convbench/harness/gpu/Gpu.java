package io.convbench.harness.gpu;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A GPU, as {@code nvidia-smi} lists it, or an instance of one.
 *
 * @param index position by PCI bus
 * @param uuid the GPU's own name
 * @param product its name in shops
 * @param driver version of NVIDIA's driver
 * @param usedBytes memory that all processes use; empty where that is not told, as in containers
 *     with an instance and of GPUs that share the processor's memory
 * @param computeCapability CUDA's generation of the hardware, e.g. 8.6; empty where an old driver
 *     does not tell it
 * @param instance the part of it that CUDA shows; empty for all of it
 * @param settings what else is told of it, by {@code nvidia-smi}'s names of the fields
 */
public record Gpu(
    int index,
    String uuid,
    String product,
    String driver,
    OptionalLong usedBytes,
    OptionalDouble computeCapability,
    Optional<MigInstance> instance,
    Map<String, String> settings) {

  public Gpu {
    settings = Map.copyOf(settings);
  }

  /** Product and size of the instance, e.g. {@code NVIDIA A100-SXM4-80GB MIG 1g.10gb}. */
  public String model() {
    return instance.map(part -> product + " MIG " + part.profile()).orElse(product);
  }

  /** The instance of it; what is told of memory and settings is of the whole. */
  Gpu of(MigInstance part) {
    return new Gpu(
        index, uuid, product, driver, usedBytes, computeCapability, Optional.of(part), settings);
  }
}
