package io.convbench.harness.machine;

import com.sun.management.OperatingSystemMXBean;
import io.convbench.datasets.natives.NativeCache;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.software.os.OperatingSystem;
import oshi.util.Constants;
import oshi.util.GlobalConfig;

/**
 * Asks the operating system what this machine is, fact by fact: a container may lack any file of
 * {@code /proc}, {@code /sys} and {@code /etc}, and any library. Where it does not tell a fact,
 * what Java knows of it counts, and the gap is named.
 */
public final class MachineProbe {

  private static final String UNTOLD = "the operating system does not tell";

  private final SystemInfo system;
  private final List<String> gaps = new ArrayList<>();

  private MachineProbe(SystemInfo system) {
    this.system = system;
  }

  /**
   * The machine now.
   *
   * @throws IOException when the library by which it is asked cannot be unpacked
   */
  public static Machine probe() throws IOException {
    try {
      NativeCache.requireJna();
    } catch (IOException e) {
      throw new IOException("cannot examine this machine: " + e.getMessage(), e);
    }
    // OSHI refuses everything where one of these is missing. The root has none of the files in
    // them.
    useRootFor(GlobalConfig.OSHI_UTIL_PROC_PATH, "/proc");
    useRootFor(GlobalConfig.OSHI_UTIL_SYS_PATH, "/sys");
    return of(new SystemInfo());
  }

  private static void useRootFor(String setting, String folder) {
    if (!new File(folder).isDirectory()) {
      GlobalConfig.set(setting, "/");
    }
  }

  /**
   * @param system which may fail to tell anything
   */
  static Machine of(SystemInfo system) {
    return new MachineProbe(system).ask();
  }

  private Machine ask() {
    int cores = logicalCores();
    return new Machine(
        told(
            "operating system",
            () -> named(system.getOperatingSystem()),
            name -> !name.toLowerCase(Locale.ROOT).startsWith(Constants.UNKNOWN),
            System.getProperty("os.name") + " " + System.getProperty("os.version")),
        told(
            "processor",
            () -> processor().getProcessorIdentifier().getName().strip(),
            name -> !name.isEmpty(),
            Constants.UNKNOWN),
        cores,
        told("physical cores", () -> processor().getPhysicalProcessorCount(), n -> n > 0, cores),
        told(
            "memory",
            () -> system.getHardware().getMemory().getTotal(),
            bytes -> bytes > 0,
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize()),
        told("instruction sets", this::flags, flags -> !flags.isEmpty(), List.of()),
        told("machine's model", this::model, model -> true, ""),
        told("load", () -> processor().getSystemLoadAverage(1)[0], Double::isFinite, -1.0),
        gaps);
  }

  /** OSHI counts one where it finds none; Java counts those that this process may use. */
  private int logicalCores() {
    int usable = Runtime.getRuntime().availableProcessors();
    return told(
        "logical cores", () -> processor().getLogicalProcessorCount(), n -> n >= usable, usable);
  }

  private CentralProcessor processor() {
    return system.getHardware().getProcessor();
  }

  private static String named(OperatingSystem system) {
    return "%s %s".formatted(system.getFamily(), system.getVersionInfo()).strip();
  }

  private String model() {
    String model = system.getHardware().getComputerSystem().getModel();
    return model.equalsIgnoreCase(Constants.UNKNOWN) ? "" : model;
  }

  private List<String> flags() {
    String all = String.join(" ", processor().getFeatureFlags()).toLowerCase(Locale.ROOT);
    return List.of(all.strip().split("[\\s:,]+")).stream().filter(flag -> !flag.isEmpty()).toList();
  }

  private <T> T told(String fact, Supplier<T> question, Predicate<T> known, T otherwise) {
    String reason = UNTOLD;
    try {
      T answer = question.get();
      if (known.test(answer)) {
        return answer;
      }
    } catch (RuntimeException | LinkageError e) {
      reason = reason(e);
    }
    gaps.add("%s (%s)".formatted(fact, reason));
    return otherwise;
  }

  /** A class that fails to load has its reason behind it. */
  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName()
        : cause.getMessage().lines().findFirst().orElse("").strip();
  }
}
