package io.convbench.results.comparison;

import io.convbench.results.statistics.Holm;
import io.convbench.results.statistics.McNemar;
import io.convbench.results.statistics.PairedDifference;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Accuracies over the same images: McNemar's test, corrected for all of a comparison (Holm). */
final class PairedFigures {

  private record Pair(int place, CellFigure before, CellFigure after, McNemar test) {}

  private final ComparisonRules rules;
  private final List<Pair> pairs = new ArrayList<>();

  PairedFigures(ComparisonRules rules) {
    this.rules = rules;
  }

  /** Takes a pair; its comparison is preliminary until {@link #judge}. */
  void add(CellFigure before, CellFigure after, List<FigureComparison> all) {
    Optional<BitSet> old = before.evidence().hits();
    Optional<BitSet> now = after.evidence().hits();
    boolean same = before.evidence().images() == after.evidence().images();
    String reason = "";
    if (old.isEmpty() || now.isEmpty()) {
      reason =
          "the predictions of %s are missing or damaged"
              .formatted(old.isEmpty() ? "before" : "the run");
    } else if (!same) {
      reason =
          "%s images, before %s".formatted(after.evidence().images(), before.evidence().images());
    } else {
      McNemar test = McNemar.of(only(old.get(), now.get()), only(now.get(), old.get()));
      pairs.add(new Pair(all.size(), before, after, test));
    }
    all.add(
        FigureComparison.plain(
            before, after, ChangeVerdict.CANNOT_TELL, Optional.empty(), 0, reason));
  }

  private static long only(BitSet one, BitSet other) {
    BitSet only = (BitSet) one.clone();
    only.andNot(other);
    return only.cardinality();
  }

  /** Puts the final comparisons into their places. */
  void judge(List<FigureComparison> all) {
    double[] corrected =
        Holm.corrected(pairs.stream().mapToDouble(pair -> pair.test().pValue()).toArray());
    for (int i = 0; i < corrected.length; i++) {
      all.set(pairs.get(i).place(), judged(pairs.get(i), corrected[i]));
    }
  }

  private FigureComparison judged(Pair pair, double p) {
    McNemar test = pair.test();
    int images = pair.after().evidence().images();
    double old = pair.before().value().getAsDouble();
    boolean equal = test.onlyFirst() + test.onlySecond() == 0;
    PairedDifference difference = PairedDifference.of(test.onlyFirst(), test.onlySecond(), images);
    Optional<Ratio> ratio = Optional.empty();
    if (old > 0) {
      ratio =
          Optional.of(
              equal
                  ? Ratio.exact(1)
                  : new Ratio(
                      1 + difference.estimate() / old,
                      OptionalDouble.of(Math.max(0, 1 + difference.low() / old)),
                      OptionalDouble.of(1 + difference.high() / old)));
    }
    double floor = rules.of(pair.after().metric());
    boolean near = difference.low() >= -floor && difference.high() <= floor;
    ChangeVerdict verdict =
        p <= ComparisonRules.LEVEL
            ? ChangeVerdict.CHANGED
            : equal || near ? ChangeVerdict.UNCHANGED : ChangeVerdict.CANNOT_TELL;
    return new FigureComparison(
        pair.before(),
        pair.after(),
        verdict,
        ratio,
        floor,
        OptionalDouble.of(p),
        OptionalDouble.empty(),
        equal
            ? "the same %s images are right".formatted(images)
            : "of %s images %s are no longer right and %s are now"
                .formatted(images, test.onlyFirst(), test.onlySecond()));
  }
}
