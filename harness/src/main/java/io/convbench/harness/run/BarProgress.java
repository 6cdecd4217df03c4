package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.results.Column;
import io.convbench.results.Row;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar with the time left, for terminals; cells without a value are printed above it. */
final class BarProgress implements Progress {

  private final ProgressBar bar;

  BarProgress(int total) {
    this.bar =
        new ProgressBarBuilder()
            .setTaskName("cells")
            .setInitialMax(total)
            .setStyle(ProgressBarStyle.ASCII)
            .setMaxRenderedLength(110)
            .build();
  }

  @Override
  public void prepares(int side, int done, int total) {
    bar.setExtraMessage("decoding %s of %s images at %s".formatted(done, total, side));
  }

  @Override
  public void starts(Cell cell) {
    bar.setExtraMessage(cell.toString());
  }

  @Override
  public void ended(Cell cell, Row row) {
    bar.step();
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
}
