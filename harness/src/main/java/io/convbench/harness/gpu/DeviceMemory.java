package io.convbench.harness.gpu;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Memory of the only GPU that this process sees, since some moment. What the process itself uses is
 * told by {@code nvidia-smi}; where it is not listed, as in containers with process ids of their
 * own, the whole device's use now and then is compared.
 */
public final class DeviceMemory {

  /** Of a process without a GPU. */
  public static final DeviceMemory NONE =
      new DeviceMemory(null, "", OptionalLong.empty(), OptionalLong.empty());

  /** How the process's memory is told. */
  public static final String PROCESS = "nvidia-smi: this process";

  /** How it is guessed. */
  public static final String DEVICE = "nvidia-smi: all of the device, after minus before";

  private final NvidiaSmi smi;
  private final String uuid;
  private final OptionalLong processBytes;
  private final OptionalLong deviceBytes;

  /**
   * @param processBytes used by the process at the moment; empty when not listed
   * @param deviceBytes used of the device at the moment; empty where that is not told
   */
  private DeviceMemory(
      NvidiaSmi smi, String uuid, OptionalLong processBytes, OptionalLong deviceBytes) {
    this.smi = smi;
    this.uuid = uuid;
    this.processBytes = processBytes;
    this.deviceBytes = deviceBytes;
  }

  /** A reading, or why there is none. */
  public record Reading(OptionalLong bytes, String source) {}

  /** From now on; with nothing to tell when {@code nvidia-smi} does not answer. */
  public static DeviceMemory ofOnlyGpu() {
    return of(NvidiaSmi.onPath(), System.getenv());
  }

  static DeviceMemory of(NvidiaSmi smi, Map<String, String> environment) {
    try {
      List<Gpu> seen = smi.seenGpus(environment);
      return seen.size() == 1
          ? new DeviceMemory(
              smi, seen.get(0).uuid(), used(smi, seen.get(0)), seen.get(0).usedBytes())
          : NONE;
    } catch (IOException e) {
      return NONE;
    }
  }

  /** By how much the memory has grown. */
  public Reading grown() {
    return read(processBytes.orElse(0));
  }

  /** Bytes that the process uses now, all since it started. */
  public Reading used() {
    return read(0);
  }

  private Reading read(long processBefore) {
    if (smi == null) {
      return new Reading(OptionalLong.empty(), "unknown: nvidia-smi does not answer");
    }
    try {
      List<Gpu> gpus = smi.gpus();
      Gpu gpu = gpus.stream().filter(one -> one.uuid().equals(uuid)).findFirst().orElseThrow();
      OptionalLong now = used(smi, gpu);
      if (now.isPresent()) {
        return new Reading(OptionalLong.of(now.getAsLong() - processBefore), PROCESS);
      }
      return gpu.usedBytes().isPresent() && deviceBytes.isPresent()
          ? new Reading(
              OptionalLong.of(Math.max(0, gpu.usedBytes().getAsLong() - deviceBytes.getAsLong())),
              DEVICE)
          : new Reading(
              OptionalLong.empty(), "unknown: nvidia-smi tells no memory of " + gpu.model());
    } catch (IOException e) {
      return new Reading(OptionalLong.empty(), "unknown: " + e.getMessage());
    }
  }

  private static OptionalLong used(NvidiaSmi smi, Gpu gpu) throws IOException {
    return smi.usedBytes(gpu, ProcessHandle.current().pid());
  }
}
