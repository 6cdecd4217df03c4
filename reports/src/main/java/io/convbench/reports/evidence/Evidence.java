package io.convbench.reports.evidence;

import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.history.Configuration;
import io.convbench.results.history.Observation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was kept of the cells beside their rows, one an architecture and place.
 *
 * @param logits of conformance cells
 * @param accuracies all that were measured, with the predictions that are available
 * @param logitsGaps why logits are not available, a sentence each
 * @param predictionsGaps why predictions are not available, likewise
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
   * @param cells one observation per cell; of cells that differ in batch or threads alone the last
   *     counts
   */
  public static Evidence read(List<Observation> cells) {
    RunArtifacts files = new RunArtifacts();
    Map<List<Object>, MeasuredLogits> logits = new LinkedHashMap<>();
    Map<List<Object>, MeasuredAccuracy> accuracies = new LinkedHashMap<>();
    for (Observation one : cells) {
      Row row = one.row();
      Configuration place = one.configuration().untimed();
      String architecture = one.architecture();
      if (row.text(Column.MEASUREMENT).equals(Optional.of("conformance"))) {
        files
            .logits(one)
            .ifPresent(
                kept ->
                    logits.put(
                        List.of(architecture, place),
                        new MeasuredLogits(architecture, place, kept)));
      } else if (row.ok() && row.number(Column.TOP1).isPresent()) {
        MeasuredAccuracy accuracy = new MeasuredAccuracy(row, place, files.predictions(one));
        accuracies.put(
            List.of(architecture, place, accuracy.samePixels(), accuracy.weights()), accuracy);
      }
    }
    return new Evidence(
        new ArrayList<>(logits.values()),
        new ArrayList<>(accuracies.values()),
        files.logitsGaps(),
        files.predictionsGaps());
  }

  /** The accuracies whose predictions are available. */
  public List<MeasuredAccuracy> predicted() {
    return accuracies.stream()
        .filter(one -> one.predictions().isPresent() && one.predictions().get().size() > 0)
        .toList();
  }
}
