package io.convbench.reports.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A table whose headings sort it and whose lines can be filtered.
 *
 * @param columns from the left; those without a value are left out
 * @param rows one cell per column
 * @param traits by which rows can be filtered, one map per row
 */
public record SortableTable(
    List<Heading> columns, List<List<TableCell>> rows, List<Map<String, String>> traits) {

  /** Shorter tables are seen at once. */
  private static final int FILTERED_FROM = 6;

  /** What stands over a column; see {@link TableColumn}. */
  public record Heading(String group, String header, String title, Order order) {}

  /** A heading over columns. */
  public record Group(String name, int columns) {}

  /** Values of a trait, of which one can be chosen. */
  public record Filter(String trait, List<String> values) {}

  public SortableTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    traits = List.copyOf(traits);
  }

  /** A row for each line, filtered by its text alone. */
  static <T> SortableTable of(List<T> lines, List<TableColumn<T>> all) {
    return of(lines, all, line -> Map.of());
  }

  /** A row for each line, also filtered by its traits. */
  static <T> SortableTable of(
      List<T> lines, List<TableColumn<T>> all, Function<T, Map<String, String>> traits) {
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
            .toList(),
        lines.stream().map(traits).toList());
  }

  /** True when it is long enough to be filtered. */
  public boolean filtered() {
    return rows.size() >= FILTERED_FROM;
  }

  /** The traits in which rows differ. */
  public List<Filter> filters() {
    return traits.stream()
        .flatMap(row -> row.keySet().stream())
        .distinct()
        .map(trait -> new Filter(trait, values(trait)))
        .filter(filter -> filter.values().size() > 1)
        .toList();
  }

  private List<String> values(String trait) {
    return traits.stream()
        .map(row -> row.getOrDefault(trait, ""))
        .filter(value -> !value.isEmpty())
        .distinct()
        .toList();
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
