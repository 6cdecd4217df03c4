package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.results.Row;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * A bar with the current cell and the time left, for terminals; it moves within a cell, too. Above
 * it stands the result of every cell that has ended.
 */
final class BarProgress implements Progress {

  private static final int STEPS = 10_000;

  private final Estimate estimate;
  private final ProgressBar bar;
  private final int columns;
  private String turn = "";
  private String name = "";

  /**
   * @param columns that the bar may have
   */
  BarProgress(Estimate estimate, int columns) {
    this.estimate = estimate;
    this.columns = columns;
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
  public void starts(Cell cell, String which) {
    estimate.starts(cell);
    turn = which;
    show(named(cell));
  }

  @Override
  public void reached(Cell cell, double fraction) {
    estimate.reached(fraction);
    show(named(cell));
  }

  @Override
  public void ended(Cell cell, Row row) {
    estimate.ended();
    String ended = Progress.name(cell, turn) + " " + CellResult.ending(row);
    System.err.print(above(ended, columns));
    bar.stepTo(position());
  }

  @Override
  public void close() {
    bar.close();
  }

  /** A line in place of the bar, which is drawn again below it. */
  static String above(String line, int columns) {
    return "\r%s%s%n".formatted(line, " ".repeat(Math.max(0, columns - line.length())));
  }

  /** The turn first, as there is space for a part of the cell's name. */
  private String named(Cell cell) {
    return turn.isEmpty() ? cell.toString() : turn + ": " + cell;
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

  private synchronized String name() {
    return name;
  }

  private String cells() {
    return "%s/%s".formatted(estimate.endedCells(), estimate.cells());
  }

  private Optional<Duration> left() {
    return Optional.of(estimate.left());
  }
}
