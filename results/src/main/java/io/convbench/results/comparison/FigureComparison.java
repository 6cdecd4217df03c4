package io.convbench.results.comparison;

import io.convbench.results.trust.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A figure of a run beside that of the baseline.
 *
 * @param before of the baseline
 * @param after of the run
 * @param verdict whether it changed
 * @param ratio after over before; empty where one has no value, or before is 0
 * @param threshold the change that counts, a part of 1; 0 where any does
 * @param pValue of the moderated t-test between processes, corrected for all latencies of the
 *     comparison (Holm), or of McNemar's test, corrected for all accuracies; empty for other
 *     figures
 * @param rankPValue of the rank test between processes; empty for other figures
 * @param reason in a few words
 */
public record FigureComparison(
    CellFigure before,
    CellFigure after,
    ChangeVerdict verdict,
    Optional<Ratio> ratio,
    double threshold,
    OptionalDouble pValue,
    OptionalDouble rankPValue,
    String reason) {

  /** Without tests. */
  static FigureComparison plain(
      CellFigure before,
      CellFigure after,
      ChangeVerdict verdict,
      Optional<Ratio> ratio,
      double threshold,
      String reason) {
    return new FigureComparison(
        before,
        after,
        verdict,
        ratio,
        threshold,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        reason);
  }

  /** Why the times of two runs cannot be compared; empty where both can be trusted. */
  static Optional<String> doubt(CellFigure before, CellFigure after) {
    for (CellFigure one : List.of(after, before)) {
      Verdict verdict = one.evidence().verdict();
      if (verdict != Verdict.VALID) {
        String why = one.evidence().doubts();
        return Optional.of(
            "%s %s is %s%s"
                .formatted(
                    one == after ? "the run's" : "the baseline's",
                    one.metric().rule() == Metric.Rule.ROUNDS ? "latency" : "time",
                    verdict.word(),
                    why.isEmpty() ? "" : ": " + why));
      }
    }
    return Optional.empty();
  }

  /** True for a change to the worse: slower, larger, less accurate, beyond its limit, or broken. */
  public boolean regression() {
    return verdict == ChangeVerdict.CHANGED && worse();
  }

  /** True for a change to the better. */
  public boolean improvement() {
    return verdict == ChangeVerdict.CHANGED && !worse();
  }

  private boolean worse() {
    if (before.ok() != after.ok()) {
      return before.ok();
    }
    double old = before.value().orElse(0);
    double now = after.value().orElse(0);
    double grown = ratio.map(one -> one.estimate() - 1).orElse(now - old);
    return grown > 0 == after.metric().smallerIsBetter();
  }
}
