package io.convbench.results.comparison;

import io.convbench.results.statistics.Holm;
import io.convbench.results.statistics.ModeratedVariance;
import io.convbench.results.statistics.ModeratedVariance.Sample;
import io.convbench.results.statistics.RankTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Latencies of several processes each. What is compared are the medians of processes: passes within
 * a process share its memory, threads and moment, and a test over them would find every process
 * different from every other. With two or three processes a rank test alone can never say much (of
 * 3 against 3 the least p is 0.1). So a change has to pass three tests: the rank test, which with
 * so few asks that the processes of both runs do not overlap; the t-test on logarithms with the
 * variance between processes moderated by that of all cells, corrected for all cells; and the
 * threshold.
 */
final class TimedFigures {

  /**
   * @param place in the list of comparisons, which it takes when all are known
   * @param log of the ratio, drift taken out
   * @param share of the variance between processes that is the variance of the ratio
   */
  private record Pair(
      int place,
      CellFigure before,
      CellFigure after,
      double log,
      Drift drift,
      Sample sample,
      double share,
      RankTest rank) {}

  /**
   * The most that other cells may say of one. Of some cells with few processes it cannot be seen
   * that their variances differ by two or four times; taken for equal, the least quiet cells raised
   * alarms in 3 of 200 simulated comparisons where 1 in 100 is allowed.
   */
  private static final double MOST_PRIOR_DEGREES = 12;

  private final RunFigures baseline;
  private final RunFigures run;
  private final ComparisonRules rules;
  private final RepeatedRuns repeated;
  private final List<Pair> pairs = new ArrayList<>();

  TimedFigures(RunFigures baseline, RunFigures run, ComparisonRules rules, RepeatedRuns repeated) {
    this.baseline = baseline;
    this.run = run;
    this.rules = rules;
    this.repeated = repeated;
  }

  /** Takes a pair; its comparison is preliminary until {@link #judge}. */
  void add(CellFigure before, CellFigure after, List<FigureComparison> all) {
    Drift drift = Drift.between(baseline, run, before, after);
    double[] old = logs(before, 1);
    double[] now = logs(after, drift.factor());
    double floor = rules.of(after.metric());
    double log = Math.log(drift.factor() * after.value().getAsDouble() / value(before));
    Ratio alone = Ratio.alone(Math.exp(log));
    if (old.length < 1 || now.length < 1) {
      all.add(ofRepeats(before, after, log, floor));
      return;
    }
    Sample sample = pooled(old, now);
    pairs.add(
        new Pair(
            all.size(),
            before,
            after,
            mean(now) - mean(old),
            drift,
            sample,
            1.0 / old.length + 1.0 / now.length,
            RankTest.of(old, now)));
    all.add(
        FigureComparison.plain(
            before, after, ChangeVerdict.CANNOT_TELL, Optional.of(alone), floor, ""));
  }

  private static double value(CellFigure figure) {
    return figure.value().getAsDouble();
  }

  /** One process each says nothing of others; repeated runs do. */
  private FigureComparison ofRepeats(
      CellFigure before, CellFigure after, double log, double floor) {
    Optional<Double> half = repeated.halfWidth(after);
    if (half.isEmpty()) {
      return FigureComparison.plain(
          before,
          after,
          ChangeVerdict.CANNOT_TELL,
          Optional.of(Ratio.alone(Math.exp(log))),
          floor,
          before.evidence().rounds().isEmpty() || after.evidence().rounds().isEmpty()
              ? "the times of single processes are missing or damaged (attempts.csv)"
              : "one process each: measure in several rounds");
    }
    Ratio ratio = Ratio.ofLog(log, half.get());
    double threshold = Math.max(floor, Math.exp(half.get()) - 1);
    Optional<String> doubt = FigureComparison.doubt(before, after);
    boolean changed = ratio.size() > threshold;
    return FigureComparison.plain(
        before,
        after,
        doubt.isPresent()
            ? ChangeVerdict.CANNOT_TELL
            : changed
                ? ChangeVerdict.CHANGED
                : ratio.within(threshold) ? ChangeVerdict.UNCHANGED : ChangeVerdict.CANNOT_TELL,
        Optional.of(ratio),
        threshold,
        doubt.orElse("one process each, by repeated runs"));
  }

  /** Puts the final comparisons into their places. */
  void judge(List<FigureComparison> places) {
    ModeratedVariance all =
        ModeratedVariance.of(
            pairs.stream().map(Pair::sample).filter(one -> one.degrees() > 0).toList());
    ModeratedVariance between =
        new ModeratedVariance(
            all.priorVariance(), Math.min(MOST_PRIOR_DEGREES, all.priorDegrees()));
    // Of one process each nothing is known, unless other cells say how processes scatter.
    pairs.stream()
        .filter(one -> between.degrees(one.sample()) == 0)
        .forEach(
            one ->
                places.set(
                    one.place(),
                    ofRepeats(
                        one.before(), one.after(), one.log(), rules.of(one.after().metric()))));
    pairs.removeIf(one -> between.degrees(one.sample()) == 0);
    Crowd crowd =
        Crowd.of(
            pairs.stream().mapToDouble(Pair::log).toArray(),
            pairs.stream().mapToDouble(one -> error(one, between)).toArray());
    double[] p =
        pairs.stream()
            .mapToDouble(
                one ->
                    between.pValue(
                        crowd.errors(one.log(), error(one, between), rules.floor()), one.sample()))
            .toArray();
    double[] corrected = Holm.corrected(p);
    for (int i = 0; i < corrected.length; i++) {
      Pair one = pairs.get(i);
      places.set(one.place(), judged(one, between, crowd, corrected[i]));
    }
  }

  private FigureComparison judged(Pair pair, ModeratedVariance between, Crowd crowd, double p) {
    double half = between.t(pair.sample()) * crowd.widening() * error(pair, between);
    Ratio ratio = Ratio.ofLog(pair.log(), half);
    double threshold =
        Math.max(
            rules.of(pair.after().metric()),
            Math.exp(repeated.halfWidth(pair.after()).orElse(0.0)) - 1);
    Optional<String> doubt = FigureComparison.doubt(pair.before(), pair.after());
    boolean changed =
        ratio.size() > threshold && p <= ComparisonRules.LEVEL && pair.rank().tellsApart();
    ChangeVerdict verdict =
        doubt.isPresent()
            ? ChangeVerdict.CANNOT_TELL
            : changed
                ? ChangeVerdict.CHANGED
                : ratio.within(threshold) ? ChangeVerdict.UNCHANGED : ChangeVerdict.CANNOT_TELL;
    String reason =
        doubt.orElse(
            verdict != ChangeVerdict.CANNOT_TELL
                ? "%s and %s processes"
                    .formatted(
                        pair.before().evidence().rounds().size(),
                        pair.after().evidence().rounds().size())
                : pair.rank().tellsApart()
                    ? String.format(Locale.ROOT, "chance does as much (p %.2g of all cells)", p)
                    : "the processes of both runs overlap");
    return new FigureComparison(
        pair.before(),
        pair.after(),
        verdict,
        Optional.of(ratio),
        threshold,
        OptionalDouble.of(p),
        OptionalDouble.of(pair.rank().pValue()),
        reason);
  }

  private static double error(Pair pair, ModeratedVariance between) {
    // No clock is so good that nothing is between two processes.
    double least = 1e-12;
    return Math.sqrt(
        Math.max(least, pair.share() * between.of(pair.sample()) + pair.drift().logVariance()));
  }

  private static double[] logs(CellFigure figure, double factor) {
    return figure.evidence().rounds().stream()
        .mapToDouble(round -> Math.log(round * factor))
        .toArray();
  }

  private static double mean(double[] values) {
    return DoubleStream.of(values).average().orElseThrow();
  }

  /** The variance within both, about their own means. */
  private static Sample pooled(double[] first, double[] second) {
    double squares = squares(first) + squares(second);
    long degrees = first.length + second.length - 2L;
    return degrees == 0 ? Sample.NONE : new Sample(squares / degrees, degrees);
  }

  private static double squares(double[] values) {
    double mean = mean(values);
    return DoubleStream.of(values).map(x -> (x - mean) * (x - mean)).sum();
  }
}
