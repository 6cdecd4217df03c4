package io.convbench.reports.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table whose headings sort it.
 *
 * @param columns from the left; those without a value are left out
 * @param rows one cell per column
 */
public record SortableTable(List<Heading> columns, List<List<TableCell>> rows) {

  /** What stands over a column; see {@link TableColumn}. */
  public record Heading(String group, String header, String title, Order order) {}

  /** A heading over columns. */
  public record Group(String name, int columns) {}

  public SortableTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** A row for each line. */
  static <T> SortableTable of(List<T> lines, List<TableColumn<T>> all) {
    List<TableColumn<T>> columns =
        all.stream()
            .filter(
                column ->
                    lines.stream().anyMatch(line -> !column.cell().apply(line).text().isEmpty()))
            .toList();
    return new SortableTable(
        columns.stream()
            .map(one -> new Heading(one.group(), one.header(), one.title(), one.order()))
            .toList(),
        lines.stream()
            .map(line -> columns.stream().map(column -> column.cell().apply(line)).toList())
            .toList());
  }

  /** The headings above the columns'. */
  public List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    for (Heading column : columns) {
      int last = groups.size() - 1;
      if (last >= 0 && groups.get(last).name().equals(column.group())) {
        groups.set(last, new Group(column.group(), groups.get(last).columns() + 1));
      } else {
        groups.add(new Group(column.group(), 1));
      }
    }
    return groups;
  }

  /** What the marks behind texts mean, of those that there are. */
  public List<Mark> marks() {
    return Stream.of(Mark.values())
        .filter(mark -> rows.stream().flatMap(List::stream).anyMatch(cell -> cell.has(mark)))
        .toList();
  }
}
