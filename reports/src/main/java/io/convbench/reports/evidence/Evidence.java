package io.convbench.reports.evidence;

import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.Configuration;
import io.convbench.results.history.History;
import io.convbench.results.history.Observation;
import io.convbench.results.selection.PairedAccuracies;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was kept of the cells beside their rows, one an architecture and place.
 *
 * @param logits of conformance cells
 * @param accuracies all that were measured, with the predictions that are available
 * @param shown of {@code accuracies}, those with predictions that the history's candidates show; of
 *     an architecture in the order of its candidates
 * @param logitsGaps why logits are not available, a sentence each
 * @param predictionsGaps why predictions are not available, likewise
 * @param timesGaps why times of processes are not available, likewise
 */
public record Evidence(
    List<MeasuredLogits> logits,
    List<MeasuredAccuracy> accuracies,
    List<MeasuredAccuracy> shown,
    List<String> logitsGaps,
    List<String> predictionsGaps,
    List<String> timesGaps) {

  private static final String TIMES_ADVICE =
      "The figures are those of before; --resume times these processes again.";

  public Evidence {
    logits = List.copyOf(logits);
    accuracies = List.copyOf(accuracies);
    shown = List.copyOf(shown);
    logitsGaps = List.copyOf(logitsGaps);
    predictionsGaps = List.copyOf(predictionsGaps);
    timesGaps = List.copyOf(timesGaps);
  }

  /**
   * Reads what the rows' runs kept.
   *
   * @param history of cells that differ in batch or threads alone the last counts; of accuracies
   *     one that a candidate shows before one that none does
   */
  public static Evidence read(History history) {
    Set<Row> rows = new HashSet<>();
    history.candidates().forEach(candidate -> rows.addAll(candidate.cells()));
    RunArtifacts files = new RunArtifacts();
    history.runs().forEach(files::lookAtTimes);
    Map<List<Object>, MeasuredLogits> logits = new LinkedHashMap<>();
    Map<List<Object>, MeasuredAccuracy> accuracies = new LinkedHashMap<>();
    for (Observation one : history.observations()) {
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
        MeasuredAccuracy accuracy =
            new MeasuredAccuracy(row, place, files.predictions(one), files.classNames(one));
        accuracies.merge(
            List.of(architecture, place, accuracy.samePixels(), accuracy.weights()),
            accuracy,
            (old, next) -> rows.contains(old.row()) && !rows.contains(next.row()) ? old : next);
      }
    }
    return new Evidence(
        new ArrayList<>(logits.values()),
        new ArrayList<>(accuracies.values()),
        shown(accuracies.values(), history.candidates()),
        files.logitsGaps(),
        files.predictionsGaps(),
        files.timesGaps().stream().map(gap -> gap + " " + TIMES_ADVICE).toList());
  }

  /** All that is not available and that no run says of itself, and what can be done about it. */
  public List<String> gaps(RateSearches searches) {
    return Stream.concat(
            Stream.of(logitsGaps, predictionsGaps, searches.gaps())
                .flatMap(List::stream)
                .map(gap -> gap + " The report is made without; --resume measures it again."),
            timesGaps.stream())
        .toList();
  }

  /** The accuracies whose predictions are available. */
  public List<MeasuredAccuracy> predicted() {
    return accuracies.stream().filter(MeasuredAccuracy::isPredicted).toList();
  }

  /** Compares candidates by the predictions that are available. */
  public PairedAccuracies paired() {
    Map<Row, MeasuredAccuracy> byRow = new HashMap<>();
    accuracies.forEach(one -> byRow.put(one.row(), one));
    return (one, other) ->
        accuracy(one, byRow)
            .flatMap(first -> accuracy(other, byRow).flatMap(second -> first.test(second)));
  }

  private static Optional<MeasuredAccuracy> accuracy(
      Candidate candidate, Map<Row, MeasuredAccuracy> byRow) {
    return candidate.cells().stream()
        .filter(row -> row.ok() && row.number(Column.TOP1).isPresent())
        .findFirst()
        .map(byRow::get);
  }

  private static List<MeasuredAccuracy> shown(
      Collection<MeasuredAccuracy> accuracies, List<Candidate> candidates) {
    Map<String, Map<Row, MeasuredAccuracy>> predicted = new LinkedHashMap<>();
    accuracies.stream()
        .filter(MeasuredAccuracy::isPredicted)
        .forEach(
            one ->
                predicted
                    .computeIfAbsent(one.architecture(), key -> new LinkedHashMap<>())
                    .put(one.row(), one));
    List<MeasuredAccuracy> shown = new ArrayList<>();
    predicted.forEach(
        (architecture, byRow) ->
            candidates.stream()
                .filter(candidate -> candidate.architecture().equals(architecture))
                .flatMap(candidate -> candidate.cells().stream())
                .distinct()
                .filter(byRow::containsKey)
                .forEach(row -> shown.add(byRow.get(row))));
    return shown;
  }
}
