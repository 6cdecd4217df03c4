package io.convbench.reports;

import io.convbench.results.Column;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.Status;
import io.convbench.results.history.History;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of all architectures for tests of how a page copes with their names and families: the cost
 * rows that {@code convbench run} wrote of a suite with {@code architectures: all}, fewer columns
 * kept ({@code architectures.csv}), and latencies that are made up by a formula and mean nothing.
 */
public final class AllArchitectures {

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

  /** The rows of some of them. */
  public static List<Row> run(String... architectures) {
    return KerasTable.only(
        run(), row -> List.of(architectures).contains(row.text(Column.ARCHITECTURE).orElseThrow()));
  }

  /** The history of rows. */
  public static History history(List<Row> rows) {
    return KerasTable.history(KerasTable.recorded("a", rows, KerasTable.environment()));
  }

  private static List<Row> cost() {
    try {
      return ResultsCsv.read(
          Path.of(AllArchitectures.class.getResource("architectures.csv").toURI()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
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
