package io.convbench.reports;

import io.convbench.results.Column;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.Status;
import io.convbench.results.history.History;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of all architectures for tests of how a page copes with their names and families: the cost
 * rows that {@code convbench run} wrote of a suite with {@code architectures: all}, fewer columns
 * kept ({@code architectures.csv}), and latencies that are made up by a formula and mean nothing.
 */
public final class AllArchitectures {

  private static final List<String> ENGINES = List.of("pytorch", "onnxruntime", "tensorflow");

  private AllArchitectures() {}

  /** Cost and latency of all. */
  public static List<Row> run() {
    List<Row> rows = new ArrayList<>();
    for (Row cost : cost()) {
      rows.add(cost);
      rows.add(latency(cost));
    }
    return rows;
  }

  /**
   * Cost of all, and on three engines latency with its interval, memory and conformance; some
   * latencies are noisy, and VGG16's on TensorFlow is not valid.
   */
  public static List<Row> onThreeEngines() {
    List<Row> rows = new ArrayList<>();
    for (Row cost : cost()) {
      rows.add(cost);
      for (int i = 0; i < ENGINES.size(); i++) {
        String engine = ENGINES.get(i);
        Row own = latency(cost);
        double millis =
            own.number(Column.LATENCY_P50_MS).orElseThrow()
                * (1 + 0.4 * Math.sin(rows.size() + 2.1 * i));
        boolean invalid = line(cost).name().equals("VGG16") && engine.equals("tensorflow");
        rows.add(
            own.with(Column.ENGINE, engine)
                .with(Column.LATENCY_P50_MS, millis)
                .with(Column.LATENCY_P50_PI95_LOW_MS, 0.95 * millis)
                .with(Column.LATENCY_P50_PI95_HIGH_MS, 1.06 * millis)
                .with(Column.LATENCY_P90_MS, 1.08 * millis)
                .with(Column.LATENCY_P99_MS, 1.2 * millis)
                .with(Column.LATENCY_SAMPLES, (long) (40_000 / millis))
                .with(
                    Column.VERDICT,
                    invalid ? "invalid" : rows.size() % 23 == 0 ? "noisy" : "valid"));
        rows.add(KerasTable.memory(line(cost), engine, 1));
        rows.add(
            KerasTable.conformance(line(cost), engine)
                .with(Column.CONFORMANCE_ERROR, 1e-6 * (3 + millis) * (i + 1)));
      }
    }
    return rows;
  }

  /** The rows of some of them. */
  public static List<Row> run(String... architectures) {
    return KerasTable.only(
        run(), row -> List.of(architectures).contains(row.text(Column.ARCHITECTURE).orElseThrow()));
  }

  /** The history of rows. */
  public static History history(List<Row> rows) {
    return KerasTable.history(KerasTable.recorded("a", rows, KerasTable.environment()));
  }

  /** Read from a file of its own: in another module's tests the resource lies in a jar. */
  private static List<Row> cost() {
    try (InputStream in = AllArchitectures.class.getResourceAsStream("architectures.csv")) {
      Path file = Files.createTempFile("architectures", ".csv");
      try {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        return ResultsCsv.read(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row latency(Row cost) {
    double millis =
        2
            + 9e-9 * cost.number(Column.MACS).orElseThrow()
            + 0.05 * cost.number(Column.DEPTH).orElseThrow();
    return KerasTable.latency(line(cost), "pytorch", 1)
        .with(Column.LATENCY_P50_MS, millis)
        .with(Column.PUBLISHED_TOP5, cost.number(Column.PUBLISHED_TOP5))
        .with(Status.OK, "");
  }

  private static KerasTable.Line line(Row cost) {
    return new KerasTable.Line(
        cost.text(Column.ARCHITECTURE).orElseThrow(),
        cost.text(Column.FAMILY).orElseThrow(),
        (int) cost.number(Column.INPUT_SIZE).orElseThrow(),
        (int) cost.number(Column.PUBLISHED_INPUT_SIZE).orElseThrow(),
        (long) cost.number(Column.PARAMETERS).orElseThrow(),
        (int) cost.number(Column.DEPTH).orElseThrow(),
        (long) (cost.number(Column.MACS).orElseThrow() / 1e6),
        100 * cost.number(Column.PUBLISHED_TOP1).orElseThrow(),
        100 * cost.number(Column.PUBLISHED_TOP5).orElse(1));
  }
}
