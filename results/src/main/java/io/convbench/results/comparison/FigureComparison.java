package io.convbench.results.comparison;

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
