package io.convbench.reports.page;

import java.util.List;

/**
 * A cell of a matrix, coloured by how much it should be looked at.
 *
 * @param text as printed; empty where nothing was compared
 * @param below further lines in small print
 * @param note what a reader sees who points at it
 * @param heat 0 (calm) to 4; -1 for no colour
 */
public record HeatCell(String text, List<String> below, String note, int heat) {

  static final HeatCell EMPTY = new HeatCell("", List.of(), "", -1);

  public HeatCell {
    below = List.copyOf(below);
  }
}
