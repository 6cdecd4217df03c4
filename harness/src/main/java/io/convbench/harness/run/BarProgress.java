package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * A bar with the time left, for terminals; it moves within a cell, too. Cells without a value are
 * printed above it.
 */
final class BarProgress implements Progress {

  private static final int STEPS = 10_000;

  private final Estimate estimate;
  private final ProgressBar bar;
  private int total;
  private int ended;
  private String name = "";

  /**
   * @param total cells to be measured
   * @param columns that the bar may have
   */
  BarProgress(Estimate estimate, int total, int columns) {
    this.estimate = estimate;
    this.total = total;
    this.bar =
        new ProgressBarBuilder()
            .setTaskName("run")
            .setInitialMax(STEPS)
            .setConsumer(new ConsoleProgressBarConsumer(System.err, columns))
            .setRenderer(new CellRenderer(this::cells, this::name, this::left))
            .continuousUpdate()
            .build();
  }

  @Override
  public void prepares(int side, long done, long ofImages) {
    show("decoding %s of %s images at %s".formatted(done, ofImages, side));
  }

  @Override
  public void starts(Cell cell) {
    estimate.starts(cell);
    show(cell.toString());
  }

  @Override
  public void repeats(Cell cell) {
    estimate.adds(cell);
    extend();
    starts(cell);
  }

  @Override
  public void reached(Cell cell, double fraction) {
    estimate.reached(fraction);
    show(cell.toString());
  }

  @Override
  public void ended(Cell cell, Row row) {
    estimate.ended();
    count();
    bar.stepTo(position());
    if (!row.ok()) {
      System.err.printf(
          "%n%s %s: %s%n",
          cell, row.text(Column.STATUS).orElse(""), row.text(Column.REASON).orElse(""));
    }
  }

  @Override
  public void close() {
    bar.close();
  }

  private void show(String what) {
    rename(what);
    bar.stepTo(position());
  }

  private long position() {
    return Math.round(STEPS * estimate.fraction());
  }

  private synchronized void rename(String what) {
    name = what;
  }

  private synchronized void count() {
    ended++;
  }

  private synchronized void extend() {
    total++;
  }

  private synchronized String name() {
    return name;
  }

  private synchronized String cells() {
    return "%s/%s".formatted(ended, total);
  }

  private Optional<Duration> left() {
    return estimate.left();
  }
}
