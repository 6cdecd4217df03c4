package io.convbench.harness.gpu;

/**
 * A part of a GPU that CUDA shows as a device of its own (Multi-Instance GPU).
 *
 * @param profile its size as NVIDIA names it, e.g. {@code 1g.10gb}
 * @param uuid its own name
 */
public record MigInstance(String profile, String uuid) {}
