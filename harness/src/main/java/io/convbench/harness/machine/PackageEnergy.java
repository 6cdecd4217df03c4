package io.convbench.harness.machine;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Energy of the processor packages by RAPL's counters (Linux's {@code
 * Documentation/power/powercap/powercap.rst}), of Intel and AMD processors alike, while the clock
 * runs. Of the domains only packages count: their subdomains are part of them, and {@code psys} and
 * the memory-mapped counters ({@code intel-rapl-mmio}) count them again. It is the whole package's:
 * what others compute is in it, and what lies outside of the package is not.
 */
public final class PackageEnergy {

  private static final String FOLDER = "sys/class/powercap";

  /** A domain that is not part of another one. */
  private static final String TOP_DOMAIN = "intel-rapl:[0-9]*";

  private static final double MICRO = 1e-6;

  /**
   * The counter of one package.
   *
   * @param file that shows it, in microjoules
   * @param range at which it begins again at 0, in microjoules
   */
  private record Counter(Path file, long range) {}

  /** Reads the file of a counter. */
  @FunctionalInterface
  interface Reading {
    String text(Path file) throws IOException;
  }

  private final Reading reading;

  private final List<Counter> counters;
  private String source;
  private boolean readable;
  private long[] started = {};
  private double microjoules;

  private PackageEnergy(Reading reading, List<Counter> counters, String source, boolean readable) {
    this.reading = reading;
    this.counters = counters;
    this.source = source;
    this.readable = readable;
  }

  /** Of this machine. */
  public static PackageEnergy ofThisMachine() {
    return below(Path.of("/"));
  }

  /**
   * @param root in place of {@code /}
   */
  public static PackageEnergy below(Path root) {
    return below(root, Files::readString);
  }

  /**
   * @param reading how counters are read, which may be forbidden
   */
  static PackageEnergy below(Path root, Reading reading) {
    List<Counter> counters = new ArrayList<>();
    try (DirectoryStream<Path> domains =
        Files.newDirectoryStream(root.resolve(FOLDER), TOP_DOMAIN)) {
      for (Path domain : domains) {
        // The pattern also fits subdomains, e.g. intel-rapl:0:0.
        if (domain.getFileName().toString().chars().filter(c -> c == ':').count() == 1
            && text(domain, "name").startsWith("package")) {
          counters.add(
              new Counter(
                  domain.resolve("energy_uj"),
                  Long.parseLong(text(domain, "max_energy_range_uj"))));
        }
      }
      for (Counter counter : counters) {
        var unused = number(reading, counter);
      }
    } catch (AccessDeniedException denied) {
      return unreadable(
          "RAPL's counters are readable by root alone since Linux 5.10: as root, run chmod a+r"
              + " /sys/class/powercap/intel-rapl:*/energy_uj");
    } catch (IOException | NumberFormatException none) {
      counters.clear();
    }
    return counters.isEmpty()
        ? unreadable(
            "this system shows no RAPL counters in /sys/class/powercap, as most virtual machines"
                + " and containers")
        : new PackageEnergy(
            reading,
            counters,
            "RAPL, %s package%s".formatted(counters.size(), counters.size() == 1 ? "" : "s"),
            true);
  }

  private static PackageEnergy unreadable(String reason) {
    return new PackageEnergy(Files::readString, List.of(), reason, false);
  }

  private static long number(Reading reading, Counter counter) throws IOException {
    long microjoules = Long.parseLong(reading.text(counter.file()).strip());
    if (microjoules < 0 || microjoules > counter.range()) {
      throw new IOException("%s is not within 0 to %s".formatted(microjoules, counter.range()));
    }
    return microjoules;
  }

  private static String text(Path domain, String file) throws IOException {
    return Files.readString(domain.resolve(file)).strip();
  }

  /** Goes on. */
  public void start() {
    started = readings();
  }

  /** Stops. The counters wrap after minutes at the earliest, so once at most since the start. */
  public void stop() {
    long[] stopped = readings();
    for (int i = 0; readable && i < counters.size(); i++) {
      long used = stopped[i] - started[i];
      microjoules += used < 0 ? used + counters.get(i).range() : used;
    }
  }

  private long[] readings() {
    long[] readings = new long[counters.size()];
    try {
      for (int i = 0; readable && i < readings.length; i++) {
        readings[i] = number(reading, counters.get(i));
      }
    } catch (IOException | NumberFormatException gone) {
      readable = false;
      source = "RAPL's counters could not be read to the end";
    }
    return readings;
  }

  /** Of all packages while the clock ran, in joules; empty where it cannot be read. */
  public OptionalDouble joules() {
    return readable ? OptionalDouble.of(microjoules * MICRO) : OptionalDouble.empty();
  }

  /** How it was read, or why it was not. */
  public String source() {
    return source;
  }
}
