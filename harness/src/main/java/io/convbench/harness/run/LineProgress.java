package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.io.PrintStream;
import java.util.Locale;

/** One plain line a finished cell, for logs and files. */
final class LineProgress implements Progress {

  private final PrintStream out;
  private final int total;
  private int done;
  private int preparedSide;
  private int preparedTenth;

  LineProgress(PrintStream out, int total) {
    this.out = out;
    this.total = total;
  }

  /** A line at the start and at each tenth. */
  @Override
  public void prepares(int side, int images, int ofImages) {
    int tenth = (int) (10L * images / ofImages);
    if (side != preparedSide || tenth > preparedTenth) {
      out.printf("Decoding at %s pixels: %s of %s images%n", side, images, ofImages);
    }
    preparedSide = side;
    preparedTenth = tenth;
  }

  @Override
  public void starts(Cell cell) {}

  @Override
  public void ended(Cell cell, Row row) {
    done++;
    String reason = row.text(Column.REASON).map(text -> ": " + text).orElse("");
    String duration =
        row.number(Column.DURATION_S).isPresent()
            ? String.format(Locale.ROOT, " (%.1f s)", row.number(Column.DURATION_S).getAsDouble())
            : "";
    out.printf(
        Locale.ROOT,
        "[%s/%s] %s %s%s%s%n",
        done,
        total,
        cell,
        row.text(Column.STATUS).orElse(""),
        reason,
        duration);
  }

  @Override
  public void close() {}
}
