package io.convbench.reports.evidence;

import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.Observation;
import io.convbench.results.selection.PairedAccuracies;
import io.convbench.results.statistics.McNemar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares candidates by the predictions in their runs' folders, each read when it is needed. */
public final class KeptPredictions implements PairedAccuracies {

  private final RunArtifacts files = new RunArtifacts();
  private final Map<Row, MeasuredAccuracy> read = new HashMap<>();

  @Override
  public Optional<McNemar> test(Candidate one, Candidate other) {
    return accuracy(one).flatMap(first -> accuracy(other).flatMap(first::test));
  }

  /** Why predictions of some are not available, a sentence each. */
  public List<String> gaps() {
    return files.predictionsGaps();
  }

  private Optional<MeasuredAccuracy> accuracy(Candidate candidate) {
    return candidate.observations().stream()
        .filter(one -> one.row().ok() && one.row().number(Column.TOP1).isPresent())
        .findFirst()
        .map(this::accuracy);
  }

  private MeasuredAccuracy accuracy(Observation one) {
    MeasuredAccuracy known = read.get(one.row());
    if (known == null) {
      known =
          new MeasuredAccuracy(one.row(), one.configuration().untimed(), files.predictions(one));
      read.put(one.row(), known);
    }
    return known;
  }
}
