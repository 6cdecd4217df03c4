package io.convbench.results;

import io.convbench.foundation.text.VisibleText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The trials of a search for the largest rate that keeps a latency bound, in their order.
 *
 * @param trials at least one
 */
public record SearchedRates(List<Trial> trials) {

  private static final List<String> HEADER =
      List.of(
          "offered_rate_per_s",
          "achieved_rate_per_s",
          "queries",
          "query_p50_ms",
          "query_p90_ms",
          "query_p99_ms",
          "bound_kept");

  /**
   * One rate.
   *
   * @param offeredPerSecond queries that arrived per second
   * @param achievedPerSecond queries that were answered per second
   * @param queries that arrived, answered or not
   * @param p50Millis median time of a query; empty when that one was not answered
   * @param p90Millis 90th percentile, likewise
   * @param p99Millis 99th percentile, likewise
   * @param boundKept whether the 99th percentile was shown to be within the bound; a trial that
   *     could no longer show it ended early
   */
  public record Trial(
      double offeredPerSecond,
      double achievedPerSecond,
      long queries,
      OptionalDouble p50Millis,
      OptionalDouble p90Millis,
      OptionalDouble p99Millis,
      boolean boundKept) {}

  /**
   * @throws IllegalArgumentException when there is no trial
   */
  public SearchedRates {
    trials = List.copyOf(trials);
    if (trials.isEmpty()) {
      throw new IllegalArgumentException("a search without trials");
    }
  }

  /**
   * Writes them, whole or not at all.
   *
   * @throws IOException when the file cannot be written
   */
  public void write(Path file) throws IOException {
    CsvTable table = new CsvTable(HEADER);
    for (Trial one : trials) {
      table.add(
          List.of(
              Double.toString(one.offeredPerSecond()),
              Double.toString(one.achievedPerSecond()),
              Long.toString(one.queries()),
              text(one.p50Millis()),
              text(one.p90Millis()),
              text(one.p99Millis()),
              Boolean.toString(one.boundKept())));
    }
    table.write(file);
  }

  /**
   * Reads them back.
   *
   * @throws IOException when the file is missing, cut off or no such file, in one line
   */
  public static SearchedRates read(Path file) throws IOException {
    List<Trial> trials = new ArrayList<>();
    try {
      for (List<String> line : CsvTable.read(file, HEADER).lines()) {
        trials.add(
            new Trial(
                Double.parseDouble(line.get(0)),
                Double.parseDouble(line.get(1)),
                Long.parseLong(line.get(2)),
                number(line.get(3)),
                number(line.get(4)),
                number(line.get(5)),
                Boolean.parseBoolean(line.get(6))));
      }
      return new SearchedRates(trials);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "%s holds no trials of a search (%s)"
              .formatted(file, VisibleText.shortened(e.getMessage())),
          e);
    }
  }

  private static String text(OptionalDouble number) {
    return number.isPresent() ? Double.toString(number.getAsDouble()) : "";
  }

  private static OptionalDouble number(String text) {
    return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
  }
}
