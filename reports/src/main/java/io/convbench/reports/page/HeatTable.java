package io.convbench.reports.page;

import java.util.List;

/**
 * A matrix of names against names.
 *
 * @param corner what the lines' names are
 * @param columns headings from the left
 * @param lines from the top
 */
public record HeatTable(String corner, List<String> columns, List<Line> lines) {

  /**
   * A line.
   *
   * @param head its name
   * @param cells one a column
   */
  public record Line(String head, List<HeatCell> cells) {

    public Line {
      cells = List.copyOf(cells);
    }
  }

  static final HeatTable NONE = new HeatTable("", List.of(), List.of());

  public HeatTable {
    columns = List.copyOf(columns);
    lines = List.copyOf(lines);
  }
}
