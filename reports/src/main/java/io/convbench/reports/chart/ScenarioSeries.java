package io.convbench.reports.chart;

import io.convbench.results.Column;
import io.convbench.results.history.Configuration;
import io.convbench.results.history.ConfigurationNames;
import io.convbench.results.history.Observation;
import java.util.Comparator;
import java.util.List;

/**
 * Cells of one scenario side by side: of one configuration, whatever the batch, and so many
 * streams.
 *
 * @param all in the order, and so in the colours, of the chart
 */
record ScenarioSeries(List<One> all) {

  /** One of them. */
  record One(Configuration configuration, long streams) {
    static One of(Observation cell) {
      return new One(cell.configuration().anyBatch(), cell.row().integer(Column.STREAMS).orElse(1));
    }
  }

  static ScenarioSeries of(List<Observation> cells) {
    return new ScenarioSeries(
        cells.stream()
            .map(One::of)
            .distinct()
            .sorted(
                Comparator.comparing(
                        (One one) ->
                            cells.stream()
                                .map(cell -> cell.configuration().untimed())
                                .toList()
                                .indexOf(one.configuration().untimed()))
                    .thenComparing(one -> one.configuration().threads())
                    .thenComparing(One::streams))
            .toList());
  }

  /** The engine's name, with what differs. */
  List<String> names() {
    ConfigurationNames names = ConfigurationNames.of(all.stream().map(One::configuration).toList());
    boolean several = all.stream().map(One::streams).distinct().count() > 1;
    return all.stream()
        .map(
            one ->
                names.name(one.configuration())
                    + (several || one.streams() > 1
                        ? ", %s stream%s".formatted(one.streams(), one.streams() == 1 ? "" : "s")
                        : ""))
        .toList();
  }
}
