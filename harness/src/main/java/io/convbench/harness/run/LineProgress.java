package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One plain line per finished cell, for logs and files, and one per minute in which none has
 * finished, with what is going on and the time left.
 */
final class LineProgress implements Progress {

  /** Nobody misses a sign within so long. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private static final int LOOK_SECONDS = 5;

  private final Estimate estimate;
  private final PrintStream out;
  private final Clock clock;
  private final ScheduledExecutorService minutes;
  private int preparedSide;
  private int preparedTenth;
  private String name = "";
  private String current = "";
  private Instant started;
  private Instant lastLine;

  LineProgress(Estimate estimate, PrintStream out, Clock clock) {
    this.estimate = estimate;
    this.out = out;
    this.clock = clock;
    this.started = clock.instant();
    this.lastLine = started;
    this.minutes = Executors.newSingleThreadScheduledExecutor(LineProgress::daemon);
    var unused =
        minutes.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "progress-lines");
    thread.setDaemon(true);
    return thread;
  }

  /** A line at the start and at each tenth. */
  @Override
  public synchronized void prepares(int side, long images, long ofImages) {
    current = "decoding at %s pixels, %s of %s images".formatted(side, images, ofImages);
    int tenth = (int) (10L * images / ofImages);
    if (side != preparedSide || tenth > preparedTenth) {
      print("Decoding at %s pixels: %s of %s images".formatted(side, images, ofImages));
    }
    preparedSide = side;
    preparedTenth = tenth;
  }

  @Override
  public synchronized void starts(Cell cell, String turn) {
    estimate.starts(cell);
    name = Progress.name(cell, turn);
    current = name;
    started = clock.instant();
  }

  @Override
  public synchronized void reached(Cell cell, double fraction) {
    estimate.reached(fraction);
    current = String.format(Locale.ROOT, "%s, %.0f %%", name, 100 * fraction);
  }

  @Override
  public synchronized void ended(Cell cell, Row row) {
    estimate.ended();
    String duration =
        row.number(Column.DURATION_S).isPresent()
            ? String.format(Locale.ROOT, " (%.1f s)", row.number(Column.DURATION_S).getAsDouble())
            : "";
    print(
        "[%s/%s] %s %s%s"
            .formatted(
                estimate.endedCells(), estimate.cells(), name, CellResult.ending(row), duration));
    current = "";
  }

  /** Says what is going on when nothing has been said for a minute. */
  synchronized void look() {
    if (!current.isEmpty() && Duration.between(lastLine, clock.instant()).compareTo(SILENCE) >= 0) {
      Duration running = Duration.between(started, clock.instant());
      print(
          "[%s/%s] %s, running for %s, about %s left"
              .formatted(
                  estimate.endedCells() + 1,
                  estimate.cells(),
                  current,
                  TimeText.of(running),
                  TimeText.of(estimate.left())));
    }
  }

  private void print(String line) {
    out.printf("%s%n", line);
    lastLine = clock.instant();
  }

  @Override
  public void close() {
    minutes.shutdownNow();
  }
}
