package io.convbench.harness.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.software.os.OperatingSystem;
import oshi.software.os.OperatingSystem.OSVersionInfo;

class MachineProbeTest {

  private static final int USABLE = Runtime.getRuntime().availableProcessors();

  /** As OSHI did where {@code /sys} was not mounted: an error without a word of its own. */
  @Test
  void knowsWhatJavaKnowsWhereNothingIsTold() {
    Machine machine =
        MachineProbe.of(
            new SystemInfo() {
              @Override
              public OperatingSystem getOperatingSystem() {
                throw new IllegalStateException("no /etc");
              }

              @Override
              public HardwareAbstractionLayer getHardware() {
                throw new ExceptionInInitializerError(
                    new IllegalArgumentException("the path does not exist"));
              }
            });

    assertEquals(
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        machine.operatingSystem());
    assertEquals("unknown", machine.cpuModel());
    assertEquals(USABLE, machine.logicalCores());
    assertEquals(USABLE, machine.physicalCores());
    assertTrue(machine.memoryBytes() >= Runtime.getRuntime().maxMemory());
    assertEquals(List.of(), machine.cpuFlags());
    assertEquals("", machine.model());
    assertEquals(-1, machine.loadAverage());
    assertEquals(
        List.of(
            "logical cores (the path does not exist)",
            "operating system (no /etc)",
            "processor (the path does not exist)",
            "physical cores (the path does not exist)",
            "memory (the path does not exist)",
            "instruction sets (the path does not exist)",
            "machine's model (the path does not exist)",
            "load (the path does not exist)"),
        machine.gaps());
  }

  /** As in a root without {@code /etc/os-release}. */
  @Test
  void namesTheKernelOfASystemWithoutAName() {
    Machine machine =
        MachineProbe.of(
            new SystemInfo() {
              @Override
              public OperatingSystem getOperatingSystem() {
                return fake(
                    OperatingSystem.class,
                    Map.of(
                        "getFamily",
                        "Unknown",
                        "getVersionInfo",
                        new OSVersionInfo("unknown", "unknown", "6.18.44")));
              }
            });

    assertEquals(
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        machine.operatingSystem());
    assertEquals(List.of("operating system (the operating system does not tell)"), machine.gaps());
  }

  /** OSHI counts one core of a machine where neither {@code /proc} nor {@code /sys} lists them. */
  @Test
  void doesNotBelieveFewerCoresThanJavaMayUse() {
    CentralProcessor none =
        fake(
            CentralProcessor.class,
            Map.of(
                "getLogicalProcessorCount",
                0,
                "getPhysicalProcessorCount",
                1,
                "getFeatureFlags",
                List.of(),
                "getSystemLoadAverage",
                new double[] {-1}));
    Machine machine =
        MachineProbe.of(
            new SystemInfo() {
              @Override
              public HardwareAbstractionLayer getHardware() {
                return fake(HardwareAbstractionLayer.class, Map.of("getProcessor", none));
              }
            });

    assertEquals(USABLE, machine.logicalCores());
    assertEquals(1, machine.physicalCores());
    assertTrue(
        machine.gaps().contains("logical cores (the operating system does not tell)"),
        machine.gaps()::toString);
    assertTrue(
        machine.gaps().contains("instruction sets (the operating system does not tell)"),
        machine.gaps()::toString);
    assertTrue(
        machine.gaps().contains("processor (no getProcessorIdentifier)"), machine.gaps()::toString);
    assertTrue(machine.gaps().contains("memory (no getMemory)"), machine.gaps()::toString);
    assertFalse(machine.gaps().toString().contains("load"), machine.gaps()::toString);
  }

  /** Gives these answers by the names of methods; any other fails as a missing library does. */
  private static <T> T fake(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (answers.containsKey(method.getName())) {
                return answers.get(method.getName());
              }
              throw new UnsatisfiedLinkError("no " + method.getName());
            }));
  }

  /** Linux's own files are there where convbench is built. */
  @Test
  void findsNoGapHere() throws IOException {
    assertEquals(List.of(), MachineProbe.probe().gaps());
  }
}
