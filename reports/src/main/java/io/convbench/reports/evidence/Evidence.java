package io.convbench.reports.evidence;

import io.convbench.reports.findings.Configuration;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was kept of the cells beside their rows, one an architecture and place.
 *
 * @param logits of conformance cells
 * @param accuracies all that were measured, with the predictions that are at hand
 * @param logitsGaps why logits are not at hand, a sentence each
 * @param predictionsGaps why predictions are not at hand, likewise
 */
public record Evidence(
    List<MeasuredLogits> logits,
    List<MeasuredAccuracy> accuracies,
    List<String> logitsGaps,
    List<String> predictionsGaps) {

  public Evidence {
    logits = List.copyOf(logits);
    accuracies = List.copyOf(accuracies);
    logitsGaps = List.copyOf(logitsGaps);
    predictionsGaps = List.copyOf(predictionsGaps);
  }

  /**
   * Reads what the rows' runs kept.
   *
   * @param cells one row a cell; of cells that differ in batch or threads alone the last counts
   * @param folders by run id
   */
  public static Evidence read(List<Row> cells, Map<String, RunFolder> folders) {
    KeptFiles files = new KeptFiles(folders);
    Map<List<Object>, MeasuredLogits> logits = new LinkedHashMap<>();
    Map<List<Object>, MeasuredAccuracy> accuracies = new LinkedHashMap<>();
    for (Row row : cells) {
      Configuration place = Configuration.of(row).untimed();
      String architecture = row.text(Column.ARCHITECTURE).orElse("");
      List<Object> key = List.of(architecture, place);
      if (row.text(Column.MEASUREMENT).equals(Optional.of("conformance"))) {
        files
            .logits(row)
            .ifPresent(kept -> logits.put(key, new MeasuredLogits(architecture, place, kept)));
      } else if (row.ok() && row.number(Column.TOP1).isPresent()) {
        accuracies.put(key, new MeasuredAccuracy(row, place, files.predictions(row)));
      }
    }
    return new Evidence(
        new ArrayList<>(logits.values()),
        new ArrayList<>(accuracies.values()),
        files.logitsGaps(),
        files.predictionsGaps());
  }

  /** The accuracies whose predictions are at hand. */
  public List<MeasuredAccuracy> predicted() {
    return accuracies.stream()
        .filter(one -> one.predictions().isPresent() && one.predictions().get().size() > 0)
        .toList();
  }
}
