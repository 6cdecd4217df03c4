package io.convbench.harness.run;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import me.tongfei.progressbar.DefaultProgressBarRenderer;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;

/**
 * Draws a run's bar with the cells that ended and, where there is space for it, the current one.
 */
final class CellRenderer extends DefaultProgressBarRenderer {

  /** What the bar needs, with percent, cells and times. */
  private static final int BAR_COLUMNS = 60;

  /** Less of a cell's name says nothing. */
  private static final int FEWEST_NAME_COLUMNS = 12;

  private final Supplier<String> cells;
  private final Supplier<String> name;

  /**
   * @param cells how many cells ended, of how many
   * @param name the current cell
   * @param left time that the run still takes; empty while unknown
   */
  CellRenderer(Supplier<String> cells, Supplier<String> name, Supplier<Optional<Duration>> left) {
    super(
        ProgressBarStyle.ASCII,
        "",
        1,
        false,
        // No speed is shown.
        null,
        ChronoUnit.SECONDS,
        true,
        state -> left.get());
    this.cells = cells;
    this.name = name;
  }

  @Override
  protected String ratio(ProgressState state) {
    return cells.get();
  }

  @Override
  public String render(ProgressState state, int columns) {
    String shown = name.get();
    int space = columns - BAR_COLUMNS;
    if (space < FEWEST_NAME_COLUMNS || shown.isEmpty()) {
      return super.render(state, columns);
    }
    shown = shown.length() <= space ? shown : shown.substring(0, space);
    return super.render(state, columns - shown.length()) + shown;
  }
}
