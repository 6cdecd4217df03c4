package io.convbench.harness.run;

import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.trust.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The one figure for which a cell was measured, for a person who watches a run.
 *
 * @param column of the figure
 * @param factor from the column's unit to the one that is shown
 * @param format of the figure with its name and unit
 */
record CellResult(Column column, double factor, String format) {

  /** A row has the figure of one measurement, whose others lie behind it. */
  private static final List<CellResult> OF_MEASUREMENTS =
      List.of(
          new CellResult(Column.LATENCY_P50_MS, 1, "p50 %.2f ms"),
          new CellResult(Column.END_TO_END_P50_MS, 1, "p50 %.2f ms from JPEG to class"),
          new CellResult(Column.FIRST_PASS_MS, 1, "first pass %.2f ms"),
          new CellResult(Column.TOP1, 100, "top-1 %.2f %%"),
          new CellResult(Column.CONFORMANCE_ERROR, 1, "error %.1e"),
          new CellResult(Column.MODEL_RSS_BYTES, 1.0 / (1 << 20), "model %.0f MiB"),
          new CellResult(Column.THROUGHPUT_IMAGES_PER_S, 1, "%.1f images/s"),
          new CellResult(Column.ACHIEVED_RATE_PER_S, 1, "%.1f queries/s"),
          new CellResult(Column.MACS, 1e-9, "%.3f GMACs"));

  /**
   * E.g. {@code p50 7.86 ms~, noisy}, with sign and word of its verdict unless it is valid; empty
   * for a row without a value.
   */
  static Optional<String> of(Row row) {
    return OF_MEASUREMENTS.stream()
        .filter(result -> row.number(result.column).isPresent())
        .findFirst()
        .map(
            result ->
                String.format(
                        Locale.ROOT,
                        result.format,
                        result.factor * row.number(result.column).getAsDouble())
                    + result.doubt(row));
  }

  private String doubt(Row row) {
    Verdict verdict = row.text(Column.VERDICT).isPresent() ? Verdict.of(row) : Verdict.VALID;
    if (verdict == Verdict.VALID) {
      return "";
    }
    // What disturbs the times beside an accuracy does not change it.
    return column == Column.TOP1
        ? ", times %s (%s)".formatted(verdict.word(), verdict.sign())
        : "%s, %s".formatted(verdict.sign(), verdict.word());
  }

  /** How a cell ended, with its figure or the reason why it has none. */
  static String ending(Row row) {
    String status = row.text(Column.STATUS).orElse("");
    return row.text(Column.REASON)
        .or(() -> of(row))
        .map(text -> status + ": " + text)
        .orElse(status);
  }
}
