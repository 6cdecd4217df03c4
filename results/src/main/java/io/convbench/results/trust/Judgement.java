package io.convbench.results.trust;

import io.convbench.results.Column;
import io.convbench.results.Row;
import java.util.List;

/**
 * A verdict and why.
 *
 * @param verdict how far a row can be trusted
 * @param reasons what was seen, with its value; empty when the verdict is valid
 */
record Judgement(Verdict verdict, List<String> reasons) {

  /**
   * @throws IllegalArgumentException when a valid one has reasons, or another none
   */
  public Judgement {
    reasons = List.copyOf(reasons);
    if ((verdict == Verdict.VALID) != reasons.isEmpty()) {
      throw new IllegalArgumentException("%s because of %s".formatted(verdict.word(), reasons));
    }
  }

  /** The row with verdict and reasons. */
  Row on(Row row) {
    return row.with(Column.VERDICT, verdict.word())
        .with(Column.VERDICT_REASONS, String.join("; ", reasons));
  }
}
