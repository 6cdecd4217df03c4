package io.convbench.reports.chart;

import io.convbench.results.Column;
import io.convbench.results.CsvTable;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.Configuration;
import io.convbench.results.history.ConfigurationNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Candidates as rows of architectures, sorted by a column's least value, and series of
 * configurations, which differ in anything but batch and threads: engines, machines, versions.
 *
 * @param architectures names from the top
 * @param series as they ran, batch and threads left open
 * @param candidates those that have a value, of each series one an architecture
 */
record SeriesRows(
    List<String> architectures, List<Configuration> series, List<Candidate> candidates) {

  /** Takes in who has a value of the column; a latency that is not valid comes last. */
  static SeriesRows of(List<Candidate> candidates, Column column) {
    List<Candidate> having = candidates.stream().filter(one -> one.has(column)).toList();
    Map<String, Double> least = new LinkedHashMap<>();
    for (Candidate candidate : having) {
      least.merge(candidate.architecture(), value(candidate, column), Math::min);
    }
    List<String> architectures = new ArrayList<>(least.keySet());
    architectures.sort(Comparator.comparing(least::get));
    List<Configuration> series =
        having.stream().map(one -> one.configuration().untimed()).distinct().toList();
    return new SeriesRows(List.copyOf(architectures), series, having);
  }

  private static double value(Candidate candidate, Column column) {
    boolean last = column == Column.LATENCY_P50_MS && !candidate.hasUsableLatency();
    return last ? Double.MAX_VALUE : candidate.number(column).orElseThrow();
  }

  Optional<Candidate> at(int row, int slot) {
    return candidates.stream()
        .filter(one -> one.architecture().equals(architectures.get(row)))
        .filter(one -> one.configuration().untimed().equals(series.get(slot)))
        .findFirst();
  }

  /** The series' names: the engine's, with what differs. */
  List<String> names() {
    ConfigurationNames names = ConfigurationNames.of(series);
    return series.stream().map(names::name).toList();
  }

  String name(Candidate candidate) {
    return ConfigurationNames.of(series).name(candidate.configuration().untimed());
  }

  /**
   * How the architectures are sorted, e.g. {@code Fastest first, each by its fastest bar.}
   *
   * @param most what the first is
   * @param drawn what stands for a value
   */
  String order(String most, String drawn) {
    return series.size() == 1
        ? most + " first."
        : "%s first, each by its %s %s.".formatted(most, most.toLowerCase(Locale.ROOT), drawn);
  }

  /**
   * The architectures in a sentence.
   *
   * @param by what they are sorted
   */
  String description(String by) {
    return "%s architectures by %s, from %s to %s."
        .formatted(
            architectures.size(),
            by,
            architectures.get(0),
            architectures.get(architectures.size() - 1));
  }

  /** Those of a row, in the order of the series. */
  List<Candidate> of(int row) {
    return IntStream.range(0, series.size())
        .mapToObj(slot -> at(row, slot))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The largest value of a column, or 0. */
  double max(Column column) {
    return candidates.stream().mapToDouble(one -> one.number(column).orElse(0)).max().orElse(0);
  }

  /** Architecture, engine and the columns, and behind them the series' name, in drawing order. */
  CsvTable table(List<Column> columns) {
    List<String> header = new ArrayList<>(List.of("architecture", "engine"));
    columns.forEach(column -> header.add(column.header()));
    header.add("configuration");
    CsvTable table = new CsvTable(header);
    List<String> names = names();
    for (int row = 0; row < architectures.size(); row++) {
      for (int slot = 0; slot < series.size(); slot++) {
        String name = names.get(slot);
        at(row, slot).ifPresent(candidate -> table.add(line(candidate, columns, name)));
      }
    }
    return table;
  }

  private static List<String> line(Candidate candidate, List<Column> columns, String name) {
    List<String> line =
        new ArrayList<>(List.of(candidate.architecture(), candidate.configuration().engine()));
    columns.forEach(column -> line.add(Cells.text(candidate, column)));
    line.add(name);
    return line;
  }
}
