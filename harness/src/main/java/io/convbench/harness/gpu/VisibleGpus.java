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
   * name that is not a GPU's.
   *
   * @param gpus all of the machine
   */
  public static List<Gpu> seen(List<Gpu> gpus, Map<String, String> environment) {
    if (!environment.containsKey(VISIBLE)) {
      return gpus;
    }
    List<Gpu> seen = new ArrayList<>();
    for (String name : environment.get(VISIBLE).split("\\s*,\\s*")) {
      Optional<Gpu> gpu = gpus.stream().filter(one -> isName(one, name)).findFirst();
      if (gpu.isEmpty()) {
        break;
      }
      seen.add(gpu.get());
    }
    return seen;
  }

  private static boolean isName(Gpu gpu, String name) {
    return name.equals(String.valueOf(gpu.index())) || name.equals(gpu.uuid());
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
