package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** One plain line a finished cell, for logs and files. */
final class LineProgress implements Progress {

  /** Nobody misses a sign within so long. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final PrintStream out;
  private int total;
  private final Clock clock;
  private int done;
  private int preparedSide;
  private int preparedTenth;
  private Instant started = Instant.MIN;
  private int reachedTenth;

  LineProgress(PrintStream out, int total, Clock clock) {
    this.out = out;
    this.total = total;
    this.clock = clock;
  }

  /** A line at the start and at each tenth. */
  @Override
  public void prepares(int side, long images, long ofImages) {
    int tenth = (int) (10L * images / ofImages);
    if (side != preparedSide || tenth > preparedTenth) {
      out.printf("Decoding at %s pixels: %s of %s images%n", side, images, ofImages);
    }
    preparedSide = side;
    preparedTenth = tenth;
  }

  @Override
  public void starts(Cell cell) {
    started = clock.instant();
    reachedTenth = 0;
  }

  @Override
  public void repeats(Cell cell) {
    total++;
    starts(cell);
  }

  /** A line at each tenth of a cell that takes minutes. */
  @Override
  public void reached(Cell cell, double fraction) {
    int tenth = (int) (10 * fraction);
    if (tenth > reachedTenth && tenth < 10 && longAgo(started)) {
      out.printf(Locale.ROOT, "[%d/%d] %s: %d %%%n", done + 1, total, cell, 10 * tenth);
      started = clock.instant();
    }
    reachedTenth = Math.max(tenth, reachedTenth);
  }

  private boolean longAgo(Instant instant) {
    return Duration.between(instant, clock.instant()).compareTo(SILENCE) >= 0;
  }

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
