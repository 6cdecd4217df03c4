package io.convbench.harness.machine;

import java.util.List;

/**
 * A machine as its operating system describes it.
 *
 * @param operatingSystem name and version
 * @param cpuModel the processor's own name; {@code unknown} when nothing tells it
 * @param logicalCores cores that the operating system schedules
 * @param physicalCores cores without hyper-threads
 * @param memoryBytes installed memory
 * @param cpuFlags the processor's instruction sets, in lower case
 * @param model what the hardware or hypervisor calls itself; empty when unknown
 * @param loadAverage runnable processes over the last minute, negative when unknown
 * @param gaps what the operating system did not tell, each with the reason
 */
public record Machine(
    String operatingSystem,
    String cpuModel,
    int logicalCores,
    int physicalCores,
    long memoryBytes,
    List<String> cpuFlags,
    String model,
    double loadAverage,
    List<String> gaps) {

  public Machine {
    cpuFlags = List.copyOf(cpuFlags);
    gaps = List.copyOf(gaps);
  }
}
