package io.convbench.reports.page;

import java.util.function.Function;

/**
 * A column of a table of lines of one kind.
 *
 * @param group heading that it shares with its neighbours; empty for none
 * @param header short, with the unit where the group has none
 * @param title the long form; empty where the header says it all
 * @param order how it is sorted
 * @param cell what stands in it
 */
public record TableColumn<T>(
    String group, String header, String title, Order order, Function<T, TableCell> cell) {

  /** A column of texts. */
  static <T> TableColumn<T> text(String header, String title, Function<T, TableCell> cell) {
    return new TableColumn<>("", header, title, Order.TEXT, cell);
  }
}
