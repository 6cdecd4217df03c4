package io.convbench.reports.chart;

import io.convbench.reports.findings.Candidate;
import io.convbench.results.Column;
import io.convbench.results.CsvTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Candidates as rows of architectures, sorted by a column's least value, and slots of engines.
 *
 * @param architectures names from the top
 * @param engines as they ran
 * @param candidates those that have a value
 */
record EngineRows(List<String> architectures, List<String> engines, List<Candidate> candidates) {

  /** Takes in who has a value of the column. */
  static EngineRows of(List<Candidate> candidates, Column column) {
    List<Candidate> having = candidates.stream().filter(one -> one.has(column)).toList();
    Map<String, Double> least = new LinkedHashMap<>();
    for (Candidate candidate : having) {
      least.merge(candidate.architecture(), candidate.number(column).orElseThrow(), Math::min);
    }
    List<String> architectures = new ArrayList<>(least.keySet());
    architectures.sort(Comparator.comparing(least::get));
    List<String> engines =
        having.stream().map(one -> one.configuration().engine()).distinct().toList();
    return new EngineRows(List.copyOf(architectures), engines, having);
  }

  Optional<Candidate> at(int row, int slot) {
    return candidates.stream()
        .filter(one -> one.architecture().equals(architectures.get(row)))
        .filter(one -> one.configuration().engine().equals(engines.get(slot)))
        .findFirst();
  }

  /**
   * How the architectures are sorted, e.g. {@code Fastest first, each by its fastest engine.}
   *
   * @param most what the first is
   */
  String order(String most) {
    return engines.size() == 1
        ? most + " first."
        : "%s first, each by its %s engine.".formatted(most, most.toLowerCase(Locale.ROOT));
  }

  /** The largest value of a column, or 0. */
  double max(Column column) {
    return candidates.stream().mapToDouble(one -> one.number(column).orElse(0)).max().orElse(0);
  }

  /** Architecture, engine and the columns, in drawing order. */
  CsvTable table(List<Column> columns) {
    List<String> header = new ArrayList<>(List.of("architecture", "engine"));
    columns.forEach(column -> header.add(column.header()));
    CsvTable table = new CsvTable(header);
    for (int row = 0; row < architectures.size(); row++) {
      for (int slot = 0; slot < engines.size(); slot++) {
        at(row, slot).ifPresent(candidate -> table.add(line(candidate, columns)));
      }
    }
    return table;
  }

  private static List<String> line(Candidate candidate, List<Column> columns) {
    List<String> line =
        new ArrayList<>(List.of(candidate.architecture(), candidate.configuration().engine()));
    columns.forEach(column -> line.add(Cells.text(candidate, column)));
    return line;
  }
}
