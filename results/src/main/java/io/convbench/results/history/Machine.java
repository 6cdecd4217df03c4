package io.convbench.results.history;

import io.convbench.results.Column;
import io.convbench.results.Environment;
import io.convbench.results.Row;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a cell was measured on, as far as figures depend on it.
 *
 * @param processor its own name; empty when unknown
 * @param cores that may be used; 0 when unknown
 * @param memoryGibibytes that may be used, to two digits, as kernels of one machine state it
 *     differently; 0 when unknown
 * @param gpu the GPU's name and driver; empty on the processor
 */
public record Machine(String processor, long cores, double memoryGibibytes, String gpu) {

  /** Of which nothing is known. */
  static final Machine UNKNOWN = new Machine("", 0, 0, "");

  /** Left open where configurations of several machines are grouped. */
  static final Machine ANY = new Machine(Configuration.ANY, -1, -1, "");

  private static final double GIBIBYTE = 1024.0 * 1024 * 1024;
  private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_UP);

  /**
   * The machine of a row.
   *
   * @param environment for what the row does not say
   */
  static Machine of(Row row, Optional<Environment> environment) {
    return new Machine(
        row.text(Column.CPU_MODEL).or(() -> environment.map(Environment::cpuModel)).orElse(""),
        row.integer(Column.CORES).orElse(environment.map(Environment::logicalCores).orElse(0)),
        gibibytes(
            row.integer(Column.MEMORY_BYTES)
                .orElse(environment.map(Environment::memoryBytes).orElse(0L))),
        gpu(row));
  }

  /** As a person calls it, e.g. {@code AMD EPYC 9R14, 2 cores, 25 GiB}. */
  public String label() {
    List<String> words = new ArrayList<>();
    words.add(processor.isEmpty() ? "an unknown processor" : shortProcessor());
    words.add(cores > 0 ? cores(cores) : "");
    words.add(memoryGibibytes > 0 ? memory(memoryGibibytes) : "");
    words.add(gpu);
    words.removeIf(String::isEmpty);
    return String.join(", ", words);
  }

  /** The same, whatever its GPU. */
  public Machine withoutGpu() {
    return new Machine(processor, cores, memoryGibibytes, "");
  }

  /** The processor's name without what makers add to every name. */
  String shortProcessor() {
    String name =
        processor
            .replaceAll("(?i)\\((R|TM|C)\\)", "")
            .replaceAll("@.*", "")
            .replaceAll("\\b(CPU|Processor|\\d+-Core)\\b", "")
            .replaceAll("\\s+", " ")
            .strip();
    return name.isEmpty() ? processor : name;
  }

  static String cores(long cores) {
    return cores == 0 ? "unknown cores" : cores == 1 ? "1 core" : cores + " cores";
  }

  static String memory(double gibibytes) {
    return gibibytes == 0
        ? "unknown memory"
        : new BigDecimal(gibibytes).round(TWO_DIGITS).stripTrailingZeros().toPlainString() + " GiB";
  }

  private static String gpu(Row row) {
    return row.text(Column.GPU_MODEL)
        .map(
            model ->
                model
                    + row.text(Column.GPU_DRIVER).map(driver -> ", driver " + driver).orElse("")
                    + row.text(Column.CUDA_VERSION).map(cuda -> ", CUDA " + cuda).orElse(""))
        .orElse("");
  }

  private static double gibibytes(long bytes) {
    return new BigDecimal(bytes / GIBIBYTE).round(TWO_DIGITS).doubleValue();
  }
}
