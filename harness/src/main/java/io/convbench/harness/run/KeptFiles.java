package io.convbench.harness.run;

import io.convbench.harness.cell.Measurement;
import io.convbench.harness.measurement.LayerTable;
import io.convbench.harness.measurement.Measurements;
import io.convbench.results.CellId;
import io.convbench.results.Column;
import io.convbench.results.ImagePredictions;
import io.convbench.results.Journal;
import io.convbench.results.Logits;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.SearchedRates;
import io.convbench.results.trust.PassTimes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files beside the rows of an earlier part of a run, without which a row cannot be made or says
 * less than it should. What was found by a process whose file is missing or damaged is measured
 * again.
 */
final class KeptFiles {

  private final RunFolder folder;

  KeptFiles(RunFolder folder) {
    this.folder = folder;
  }

  /**
   * Sets aside the rows whose files are lost.
   *
   * @return what is lost by cell, the first of its files
   */
  static Map<String, String> setAsideLost(Journal journal) {
    KeptFiles files = new KeptFiles(journal.folder());
    Map<String, String> lost = new LinkedHashMap<>();
    journal
        .rows()
        .forEach(
            (cell, last) -> {
              for (Row row : journal.attempts().getOrDefault(cell, List.of(last))) {
                try {
                  files.require(row);
                } catch (IOException e) {
                  journal.setAside(cell, row);
                  lost.putIfAbsent(cell, e.getMessage());
                }
              }
            });
    return lost;
  }

  /**
   * @throws IOException when a file that the row needs is missing or damaged, in one line
   */
  private void require(Row row) throws IOException {
    if (!row.ok()) {
      return;
    }
    String cell = CellId.of(row);
    long attempt = row.integer(Column.ATTEMPT).orElse(0);
    if (attempt > 0 && measurement(row).timed()) {
      PassTimes.read(folder.latency(cell, attempt));
    }
    if (attempt > 0 && row.number(Column.LATENCY_BOUND_MS).isPresent()) {
      SearchedRates.read(folder.rates(cell, attempt));
    }
    if (row.number(Column.TOP1).isPresent()) {
      ImagePredictions.read(folder.predictions(cell), row);
    }
    if (row.number(Column.CONFORMANCE_ERROR).isPresent()) {
      Logits.read(folder.logits(cell));
    }
    if (measurement(row).equals(Measurements.named("cost"))) {
      LayerTable.require(folder.layers(row.network()), row);
    }
  }

  private static Measurement measurement(Row row) {
    return Measurements.named(row.text(Column.MEASUREMENT).orElseThrow());
  }
}
