package io.convbench.harness.machine;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Linux counts of everything that may disturb this process while the watch runs (proc(5),
 * Linux's {@code accounting/psi.rst} and {@code scheduler/sched-stats.rst}): processors' time, this
 * process's waiting for one, and paging.
 */
public final class MachineWatch {

  /** What is counted. */
  public enum Counter {
    /** Time of all processes on the processors that this one may use, in seconds. */
    BUSY,
    /** Time that the hypervisor gave to other guests, likewise. */
    STEAL,
    /** Time for which threads of this process were ready and had no processor, in seconds. */
    WAITING,
    /** Time for which any task of the machine was, in seconds. */
    PRESSURE,
    /** Page faults of this process that read from a disk. */
    MAJOR_FAULTS,
    /** Pages that the machine swapped in or out. */
    SWAPPED_PAGES
  }

  /** USER_HZ, which is 100 on every architecture that engines run on. */
  private static final double TICKS_PER_SECOND = 100;

  private static final double NANOS = 1e9;
  private static final double MICROS = 1e6;
  private static final double KILO = 1e3;

  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** Of a counter; nanoseconds of 31 years. */
  private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");

  private static final Pattern MEGAHERTZ_OR_KILOHERTZ = Pattern.compile("\\d{1,9}");

  /** Of the line of flags. */
  private static final Pattern HYPERVISOR = Pattern.compile("flags\\s*:.* hypervisor( .*)?");

  private static final Pattern MEGAHERTZ = Pattern.compile("\\d{1,6}(\\.\\d{1,6})?");

  /** Fields of a processor in /proc/stat, behind its name. */
  private static final List<Integer> USER_NICE_SYSTEM_IRQ_SOFTIRQ = List.of(1, 2, 3, 6, 7);

  private static final int STEAL = 8;

  /** Field 12 of /proc/self/stat, counted behind the name's bracket, where field 3 is the first. */
  private static final int MAJOR_FAULTS = 9;

  private final Path root;
  private final Path proc;
  private final Set<String> processors;
  private final Map<Counter, Double> totals = new EnumMap<>(Counter.class);
  private Map<Counter, Double> started = Map.of();

  private MachineWatch(Path root) {
    this.root = root;
    this.proc = root.resolve("proc");
    this.processors =
        LimitsProbe.affinity(proc.resolve("self/status"))
            .mapToObj(index -> "cpu" + index)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Of this machine and process. */
  public static MachineWatch ofThisProcess() {
    return below(Path.of("/"));
  }

  /**
   * @param root in place of {@code /}
   */
  static MachineWatch below(Path root) {
    return new MachineWatch(root);
  }

  /** Processors that this process may use; 0 where the system does not say. */
  public int processors() {
    return processors.size();
  }

  /** Goes on. */
  public void start() {
    started = now();
  }

  /** Stops. */
  public void stop() {
    Map<Counter, Double> stopped = now();
    started.forEach(
        (counter, before) -> {
          if (stopped.containsKey(counter)) {
            // Threads that have ended take what they counted with them.
            totals.merge(counter, Math.max(0, stopped.get(counter) - before), Double::sum);
          }
        });
  }

  /** What was counted while the watch ran; empty where the system does not count it. */
  public OptionalDouble total(Counter counter) {
    return totals.containsKey(counter)
        ? OptionalDouble.of(totals.get(counter))
        : OptionalDouble.empty();
  }

  /**
   * Frequencies now of the processors that this process may use, as Linux states them, in MHz, the
   * highest first; none where it does not.
   */
  public List<Double> frequenciesMegahertz() {
    List<Double> all = new ArrayList<>();
    String processor = "";
    for (String line : lines("cpuinfo")) {
      if (line.startsWith("processor")) {
        processor = "cpu" + value(line);
      } else if (line.startsWith("cpu MHz")
          && (processors.isEmpty() || processors.contains(processor))
          && MEGAHERTZ.matcher(value(line)).matches()) {
        all.add(Double.parseDouble(value(line)));
      }
    }
    all.sort(Comparator.reverseOrder());
    return all;
  }

  /**
   * The frequency that the processors that this process may use are sold with, that of the slowest,
   * in MHz: Intel's from cpufreq, that of others from ACPI (CPPC). Empty where neither tells, and
   * in a virtual machine, whose frequencies are what its host makes up.
   */
  public OptionalDouble nominalMegahertz() {
    boolean virtual =
        lines("cpuinfo").stream().anyMatch(line -> HYPERVISOR.matcher(line).matches());
    return virtual
        ? OptionalDouble.empty()
        : processors.stream()
            .map(processor -> root.resolve("sys/devices/system/cpu").resolve(processor))
            .mapToDouble(MachineWatch::nominalMegahertz)
            .filter(megahertz -> megahertz > 0)
            .min();
  }

  /** Of one processor; 0 where it is not told. */
  private static double nominalMegahertz(Path processor) {
    double base = number(processor.resolve("cpufreq/base_frequency")) / KILO;
    return base > 0 ? base : number(processor.resolve("acpi_cppc/nominal_freq"));
  }

  private static double number(Path file) {
    String text = SystemFile.text(file);
    return MEGAHERTZ_OR_KILOHERTZ.matcher(text).matches() ? Double.parseDouble(text) : 0;
  }

  /** What stands behind the colon of a line of cpuinfo. */
  private static String value(String line) {
    return line.substring(line.indexOf(':') + 1).strip();
  }

  private Map<Counter, Double> now() {
    Map<Counter, Double> now = new EnumMap<>(Counter.class);
    for (String line : lines("stat")) {
      if (line.startsWith("cpu")) {
        processor(fields(line, STEAL), now);
      }
    }
    for (String line : lines("pressure/cpu")) {
      if (line.startsWith("some ")) {
        add(now, Counter.PRESSURE, line.substring(line.indexOf("total=") + 6), MICROS);
      }
    }
    for (String line : lines("vmstat")) {
      if (line.startsWith("pswpin ") || line.startsWith("pswpout ")) {
        add(now, Counter.SWAPPED_PAGES, line.substring(line.indexOf(' ')), 1);
      }
    }
    String self = SystemFile.text(proc.resolve("self/stat"));
    List<String> fields = fields(self.substring(self.lastIndexOf(')') + 1), MAJOR_FAULTS);
    if (fields.size() > MAJOR_FAULTS) {
      add(now, Counter.MAJOR_FAULTS, fields.get(MAJOR_FAULTS), 1);
    }
    waiting(now);
    return now;
  }

  private void processor(List<String> fields, Map<Counter, Double> now) {
    if (processors.contains(fields.get(0)) && fields.size() > STEAL) {
      for (int field : USER_NICE_SYSTEM_IRQ_SOFTIRQ) {
        add(now, Counter.BUSY, fields.get(field), TICKS_PER_SECOND);
      }
      add(now, Counter.STEAL, fields.get(STEAL), TICKS_PER_SECOND);
    }
  }

  private void waiting(Map<Counter, Double> now) {
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(proc.resolve("self/task"))) {
      for (Path thread : threads) {
        List<String> fields = fields(SystemFile.text(thread.resolve("schedstat")), 1);
        if (fields.size() > 1) {
          add(now, Counter.WAITING, fields.get(1), NANOS);
        }
      }
    } catch (IOException | DirectoryIteratorException none) {
      // A system that does not tell; the row then does not, either.
      now.remove(Counter.WAITING);
    }
  }

  /** Those up to the last that is asked for, and the rest: some lines have thousands. */
  private static List<String> fields(String line, int last) {
    return List.of(SPACE.split(line.strip(), last + 2));
  }

  private static void add(Map<Counter, Double> now, Counter counter, String text, double unit) {
    String number = text.strip();
    if (WHOLE.matcher(number).matches()) {
      now.merge(counter, Long.parseLong(number) / unit, Double::sum);
    }
  }

  private List<String> lines(String file) {
    return SystemFile.lines(proc.resolve(file));
  }
}
