package io.convbench.harness.gpu;

/**
 * A GPU, as {@code nvidia-smi} lists it.
 *
 * @param index position by PCI bus
 * @param uuid its own name
 * @param model the product's name
 * @param driver version of NVIDIA's driver
 * @param memoryBytes installed memory
 * @param usedBytes memory that all processes use
 * @param computeCapability CUDA's generation of the hardware, e.g. 8.6
 */
public record Gpu(
    int index,
    String uuid,
    String model,
    String driver,
    long memoryBytes,
    long usedBytes,
    double computeCapability) {}
