package io.convbench.harness.gpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The GPUs that CUDA shows to a child. A child sees the one that it is to compute on, as its only
 * one, or none; so an engine cannot choose another.
 *
 * @param all true for those that this process sees
 * @param only index of the one; empty for all or none
 */
public record VisibleGpus(boolean all, OptionalInt only) {

  /** What this process sees. */
  public static final VisibleGpus ALL = new VisibleGpus(true, OptionalInt.empty());

  /** No GPU. */
  public static final VisibleGpus NONE = new VisibleGpus(false, OptionalInt.empty());

  private static final String VISIBLE = "CUDA_VISIBLE_DEVICES";

  /** One GPU, by its position among those that this process sees. */
  public static VisibleGpus only(int index) {
    return new VisibleGpus(false, OptionalInt.of(index));
  }

  /**
   * Environment variables for the child.
   *
   * @param current this process's own, which may already hide some
   */
  public Map<String, String> environment(Map<String, String> current) {
    // Else CUDA counts the fastest first, and nvidia-smi by bus.
    Map<String, String> order = Map.of("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
    return all ? order : Map.of("CUDA_DEVICE_ORDER", "PCI_BUS_ID", VISIBLE, name(current));
  }

  /**
   * The GPUs that a process with these variables sees, in CUDA's order; as CUDA does, none behind a
   * name that is not a GPU's, and where it sees an instance of one, only the first (NVIDIA's MIG
   * user guide, "CUDA Device Enumeration").
   *
   * @param gpus all of the machine
   * @param instances of those that are divided, by the UUID of the GPU
   */
  static List<Gpu> seen(
      List<Gpu> gpus, Map<String, List<MigInstance>> instances, Map<String, String> environment) {
    List<Gpu> seen = new ArrayList<>();
    for (String name : names(gpus, environment)) {
      Optional<Gpu> gpu =
          gpus.stream()
              .map(one -> named(one, instances.getOrDefault(one.uuid(), List.of()), name))
              .flatMap(Optional::stream)
              .findFirst();
      if (gpu.isEmpty()) {
        break;
      }
      seen.add(gpu.get());
    }
    return seen.stream()
        .filter(gpu -> gpu.instance().isPresent())
        .findFirst()
        .map(List::of)
        .orElse(seen);
  }

  private static List<String> names(List<Gpu> gpus, Map<String, String> environment) {
    return environment.containsKey(VISIBLE)
        ? List.of(environment.get(VISIBLE).split("\\s*,\\s*"))
        : gpus.stream().map(Gpu::uuid).toList();
  }

  /** The GPU if it has the name; the instance of it that has it, or its first. */
  private static Optional<Gpu> named(Gpu gpu, List<MigInstance> instances, String name) {
    if (name.equals(String.valueOf(gpu.index())) || isUuid(gpu.uuid(), "GPU-", name)) {
      return Optional.of(instances.isEmpty() ? gpu : gpu.of(instances.get(0)));
    }
    return instances.stream()
        .filter(part -> isUuid(part.uuid(), "MIG-", name))
        .findFirst()
        .map(gpu::of);
  }

  /** CUDA takes the beginning of one, too. */
  private static boolean isUuid(String uuid, String kind, String name) {
    return name.startsWith(kind) && uuid.startsWith(name);
  }

  private String name(Map<String, String> current) {
    if (only.isEmpty()) {
      return "-1";
    }
    if (!current.containsKey(VISIBLE)) {
      return String.valueOf(only.getAsInt());
    }
    String[] seen = current.get(VISIBLE).split("\\s*,\\s*");
    return only.getAsInt() < seen.length ? seen[only.getAsInt()] : "-1";
  }
}
