package io.convbench.reports.page;

import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.history.ConfigurationNames;
import io.convbench.results.history.History;
import io.convbench.results.history.Observation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cells that ended alike, without a value.
 *
 * @param measurement of all
 * @param place where they were to run
 * @param status how they ended
 * @param reason why
 * @param architectures of which
 */
public record Unmeasured(
    String measurement, String place, String status, String reason, String architectures) {

  /** All cells that did not end well, alike ones together. */
  static List<Unmeasured> in(History history) {
    Map<Unmeasured, List<String>> names = new LinkedHashMap<>();
    for (Observation one : history.observations()) {
      if (!one.row().ok()) {
        names
            .computeIfAbsent(without(one, history.names()), key -> new ArrayList<>())
            .add(one.architecture());
      }
    }
    List<Unmeasured> all = new ArrayList<>();
    names.forEach(
        (key, own) ->
            all.add(
                new Unmeasured(
                    key.measurement, key.place, key.status, key.reason, String.join(", ", own))));
    return all;
  }

  private static Unmeasured without(Observation one, ConfigurationNames names) {
    Row row = one.row();
    return new Unmeasured(
        one.measurement(),
        names.label(one.configuration()),
        row.text(Column.STATUS).orElse("no status"),
        row.text(Column.REASON).orElse("no reason was written"),
        "");
  }
}
