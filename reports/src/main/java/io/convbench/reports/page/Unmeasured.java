package io.convbench.reports.page;

import io.convbench.reports.findings.Configuration;
import io.convbench.reports.findings.Findings;
import io.convbench.results.Column;
import io.convbench.results.Row;
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
  static List<Unmeasured> in(Findings findings) {
    Map<Unmeasured, List<String>> names = new LinkedHashMap<>();
    for (Row row : findings.cells()) {
      if (!row.ok()) {
        names
            .computeIfAbsent(without(row), key -> new ArrayList<>())
            .add(Findings.architecture(row));
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

  private static Unmeasured without(Row row) {
    return new Unmeasured(
        Findings.measurement(row),
        Configuration.of(row).label(),
        row.text(Column.STATUS).orElse("no status"),
        row.text(Column.REASON).orElse("no reason was written"),
        "");
  }
}
