package io.convbench.harness.run;

import java.util.List;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.software.os.OperatingSystem;

/**
 * The machine that measures.
 *
 * @param operatingSystem name, version and kernel
 * @param cpuModel the processor's own name
 * @param logicalCores cores that the operating system schedules
 * @param physicalCores cores without hyper-threads
 * @param memoryBytes installed memory
 * @param cpuFlags instruction sets that matter to convolutions
 * @param virtualization hypervisor, or empty
 * @param loadAverage runnable processes over the last minute, negative when unknown
 */
record Machine(
    String operatingSystem,
    String cpuModel,
    int logicalCores,
    int physicalCores,
    long memoryBytes,
    List<String> cpuFlags,
    String virtualization,
    double loadAverage) {

  private static final List<String> FLAGS_OF_INTEREST =
      List.of(
          "avx",
          "avx2",
          "fma",
          "f16c",
          "avx512f",
          "avx512_vnni",
          "avx512_bf16",
          "amx_tile",
          "asimd",
          "sve");

  /** Asks the operating system. */
  static Machine probe() {
    SystemInfo system = new SystemInfo();
    HardwareAbstractionLayer hardware = system.getHardware();
    CentralProcessor processor = hardware.getProcessor();
    OperatingSystem os = system.getOperatingSystem();
    return new Machine(
        "%s %s".formatted(os.getFamily(), os.getVersionInfo()),
        processor.getProcessorIdentifier().getName().strip(),
        processor.getLogicalProcessorCount(),
        processor.getPhysicalProcessorCount(),
        hardware.getMemory().getTotal(),
        flags(processor),
        hardware.getComputerSystem().getModel(),
        processor.getSystemLoadAverage(1)[0]);
  }

  private static List<String> flags(CentralProcessor processor) {
    String all = String.join(" ", processor.getFeatureFlags()).toLowerCase(java.util.Locale.ROOT);
    List<String> words = List.of(all.split("[\\s:,]+"));
    return FLAGS_OF_INTEREST.stream().filter(words::contains).toList();
  }
}
