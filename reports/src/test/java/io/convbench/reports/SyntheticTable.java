package io.convbench.reports;

import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of as many architectures on as many engines as a whole table has, for tests of how a page
 * copes with them. Names and values are made up by the formulas below and mean nothing.
 */
public final class SyntheticTable {

  public static final int ARCHITECTURES = 44;

  /** Where each engine is fast, some architectures apart. */
  private static final List<String> ENGINES = List.of("pytorch", "onnxruntime", "tensorflow");

  private SyntheticTable() {}

  /** Cost, conformance, latency and memory of all on each engine, and accuracies of some. */
  public static List<Row> run(long... batches) {
    List<Row> rows = new ArrayList<>();
    for (KerasTable.Line line : lines()) {
      rows.add(KerasTable.cost(line));
      for (String engine : ENGINES) {
        rows.add(KerasTable.conformance(line, engine));
        for (long batch : batches) {
          rows.add(latency(line, engine, batch));
          rows.add(KerasTable.memory(line, engine, batch));
        }
      }
    }
    return rows;
  }

  /** The architectures, from small to large, and not in the order of their accuracies. */
  public static List<KerasTable.Line> lines() {
    return IntStream.range(0, ARCHITECTURES).mapToObj(SyntheticTable::line).toList();
  }

  private static KerasTable.Line line(int i) {
    double size = Math.pow(1.14, i);
    return new KerasTable.Line(
        "%sNet%s".formatted(List.of("Alpha", "Beta", "Gamma", "Delta", "Epsilon").get(i % 5), i),
        "%s".formatted(List.of("Alpha", "Beta", "Gamma", "Delta", "Epsilon").get(i % 5)),
        224,
        224,
        (long) (1_200_000 * size),
        20 + 5 * i,
        (long) (60 * size),
        60 + 0.5 * i - 4 * (i % 3) + 0.003 * i,
        80 + 0.35 * i - 2 * (i % 3));
  }

  private static Row latency(KerasTable.Line line, String engine, long batch) {
    int i = lines().indexOf(line);
    double apart = 1 + 0.4 * Math.sin(i + 2.1 * ENGINES.indexOf(engine));
    double p50 = apart * batch * (1 + 0.012 * line.millionMacs() + 0.02 * line.layers());
    Row row =
        KerasTable.latency(line, engine, batch)
            .with(Column.LATENCY_P50_MS, p50)
            .with(Column.LATENCY_P50_PI95_LOW_MS, 0.96 * p50)
            .with(Column.LATENCY_P50_PI95_HIGH_MS, 1.05 * p50)
            .with(Column.LATENCY_P90_MS, 1.08 * p50)
            .with(Column.LATENCY_P99_MS, 1.2 * p50)
            .with(Column.LATENCY_MEAN_MS, 1.02 * p50)
            .with(Column.LATENCY_CI95_LOW_MS, 1.01 * p50)
            .with(Column.LATENCY_CI95_HIGH_MS, 1.03 * p50)
            .with(Column.THROUGHPUT_IMAGES_PER_S, 1000 * batch / (1.02 * p50))
            .with(Column.LATENCY_SAMPLES, (long) (40_000 / p50) + 64)
            .with(Column.LATENCY_P90_BOUND_MS, 1.1 * p50);
    if (row.integer(Column.LATENCY_SAMPLES).orElse(0) >= 662) {
      row = row.with(Column.LATENCY_P99_BOUND_MS, 1.3 * p50);
    }
    if (i % 11 == 3) {
      row =
          row.with(Column.VERDICT, "noisy")
              .with(Column.VERDICT_REASONS, "the slowest round took 1.4 times the fastest");
    }
    if (i == 20 && engine.equals("tensorflow")) {
      row =
          row.with(Column.VERDICT, "invalid")
              .with(Column.VERDICT_REASONS, "threads waited for a processor 40 % of the time");
    }
    return i == ARCHITECTURES - 1 && engine.equals("tensorflow")
        ? KerasTable.ran(line, "latency", engine, batch)
            .with(Status.FAILED, "the process ran out of memory")
        : row;
  }
}
