package io.convbench.reports.page;

import io.convbench.reports.chart.Figure;
import io.convbench.reports.chart.Rounding;
import io.convbench.reports.evidence.RateSearches;
import io.convbench.results.Column;
import io.convbench.results.history.ConfigurationNames;
import io.convbench.results.history.History;
import io.convbench.results.history.Observation;
import java.util.List;
import java.util.Map;

/**
 * What was measured in scenarios other than single-stream.
 *
 * @param table a line per cell
 * @param figures the charts
 * @param gaps what was not kept, so that the charts lack it
 */
public record ScenarioSection(SortableTable table, List<Page.Shown> figures, List<String> gaps) {

  private static final String QUERY = "Time of a query, ms";
  private static final String RATE = "Queries per second";

  static ScenarioSection of(History history, RateSearches searches, List<Figure> figures) {
    List<Observation> cells = history.scenarios().stream().filter(one -> one.row().ok()).toList();
    return new ScenarioSection(
        SortableTable.of(cells, columns(history.names()), one -> Map.of("family", one.family())),
        figures.stream().map(Page.Shown::of).toList(),
        searches.gaps());
  }

  private static List<TableColumn<Observation>> columns(ConfigurationNames names) {
    return List.of(
        TableColumn.text(
            "Architecture", Conventions.NAME + ", and on what it ran", one -> name(one, names)),
        TableColumn.text("Scenario", "as MLPerf Inference names it", ScenarioSection::scenario),
        whole("Streams", Order.NUMBER, Column.STREAMS),
        new TableColumn<>(
            "",
            "Batch",
            "images per forward pass; offline: the batch with the most images per second",
            Order.NUMBER,
            ScenarioSection::batch),
        number("", "Images/s", Order.MORE_IS_BETTER, Column.THROUGHPUT_IMAGES_PER_S),
        number(RATE, "offered", Order.MORE_IS_BETTER, Column.OFFERED_RATE_PER_S),
        number(RATE, "answered", Order.MORE_IS_BETTER, Column.ACHIEVED_RATE_PER_S),
        number(QUERY, "p50", Order.LESS_IS_BETTER, Column.QUERY_P50_MS),
        number(QUERY, "p90", Order.LESS_IS_BETTER, Column.QUERY_P90_MS),
        new TableColumn<>(
            QUERY,
            "p99",
            Column.QUERY_P99_MS.description(),
            Order.LESS_IS_BETTER,
            ScenarioSection::p99),
        number(QUERY, "bound", Order.NUMBER, Column.LATENCY_BOUND_MS),
        whole("Queries", Order.MORE_IS_BETTER, Column.QUERIES),
        new TableColumn<>(
            "",
            "Unanswered",
            Column.QUERIES_UNANSWERED.description(),
            Order.LESS_IS_BETTER,
            ScenarioSection::unanswered),
        number("", "Duration, s", Order.NUMBER, Column.SCENARIO_DURATION_S),
        number("", "Cores used", Order.NUMBER, Column.CORES_USED));
  }

  private static TableCell name(Observation one, ConfigurationNames names) {
    return new TableCell(
        one.architecture(),
        names.name(one.configuration().anyBatch()),
        one.architecture(),
        names.label(one.configuration().anyBatch()));
  }

  private static TableCell scenario(Observation one) {
    String name = one.row().text(Column.SCENARIO).orElse("");
    TableCell cell = new TableCell(name, "", name, "");
    return cell.judged(one.row());
  }

  private static TableCell batch(Observation one) {
    boolean found = one.row().integer(Column.BATCH_FOUND).isPresent();
    return cell(one, found ? Column.BATCH_FOUND : Column.BATCH, true);
  }

  private static TableCell unanswered(Observation one) {
    return one.row().integer(Column.QUERIES_UNANSWERED).orElse(0) == 0
        ? TableCell.EMPTY
        : cell(one, Column.QUERIES_UNANSWERED, true);
  }

  private static TableCell p99(Observation one) {
    TableCell cell = cell(one, Column.QUERY_P99_MS, false);
    return one.fewQueries()
        ? cell.marked(
            Mark.FEW_QUERIES,
            "of %s queries, %s are needed"
                .formatted(
                    cell(one, Column.QUERIES, true).text(),
                    cell(one, Column.QUERIES_NEEDED, true).text()))
        : cell;
  }

  private static TableColumn<Observation> whole(String header, Order order, Column column) {
    return new TableColumn<>(
        "", header, column.description(), order, one -> cell(one, column, true));
  }

  private static TableColumn<Observation> number(
      String group, String header, Order order, Column column) {
    return new TableColumn<>(
        group, header, column.description(), order, one -> cell(one, column, false));
  }

  private static TableCell cell(Observation one, Column column, boolean whole) {
    return TableCell.of(
        one.row().number(column),
        whole ? value -> Rounding.fixed(value, 0) : Rounding::significant);
  }
}
