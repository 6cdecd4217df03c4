package io.convbench.harness.machine;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Environment variables of CUDA and of NVIDIA's container runtime that choose GPUs and what of them
 * a container may use, told without a secret.
 */
public final class GpuVariables {

  private static final Set<String> NAMES =
      Set.of("CUDA_VISIBLE_DEVICES", "NVIDIA_VISIBLE_DEVICES", "NVIDIA_DRIVER_CAPABILITIES");

  /**
   * Indices, ids of GPUs and MIG instances, which CUDA lets one shorten (CUDA programming guide,
   * "Environment variables"), and names of the container toolkit (its user guide, "Specialized
   * configurations with Docker").
   */
  private static final Vocabulary VALUES =
      Vocabulary.of(
          "all none void nodevfiles compute compat32 graphics utility video display ngx",
          "(mig-gpu|gpu|mig)-[0-9a-f]{1,8}(-[0-9a-f]{1,4}){0,3}(-[0-9a-f]{1,12})?(/\\d{1,2}/\\d{1,2})?"
              + "|((runtime|management)\\.)?nvidia\\.com/gpu="
              + "|/var/run/nvidia-container-devices");

  private GpuVariables() {}

  /**
   * Those that are set, with values that are safe to keep.
   *
   * @param environment all variables
   */
  public static Map<String, String> of(Map<String, String> environment) {
    Map<String, String> recorded = new TreeMap<>(environment);
    recorded.keySet().retainAll(NAMES);
    recorded.replaceAll((name, value) -> VALUES.recorded(value));
    return recorded;
  }
}
