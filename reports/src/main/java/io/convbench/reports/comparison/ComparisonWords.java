package io.convbench.reports.comparison;

import io.convbench.reports.chart.Rounding;
import io.convbench.results.Column;
import io.convbench.results.comparison.ChangeVerdict;
import io.convbench.results.comparison.Comparison;
import io.convbench.results.comparison.Drift;
import io.convbench.results.comparison.FigureComparison;
import io.convbench.results.comparison.Metric;
import io.convbench.results.comparison.Probe;
import io.convbench.results.comparison.Ratio;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** How a comparison is said, in whatever form. */
public final class ComparisonWords {

  private static final double PERCENT = 100;

  private ComparisonWords() {}

  private static final int MOST_NAMED = 3;

  /** What came out of it, in a sentence. */
  public static String verdict(Comparison comparison) {
    List<FigureComparison> worse = comparison.regressions();
    String first =
        worse.isEmpty()
            ? "Nothing became worse"
            : "%s became worse: %s%s"
                .formatted(
                    worse.size() == 1 ? "One figure" : worse.size() + " figures",
                    worse.stream()
                        .limit(MOST_NAMED)
                        .map(one -> one.after().key())
                        .collect(Collectors.joining(", ")),
                    worse.size() > MOST_NAMED ? ", ..." : "");
    int doubts = comparison.of(ChangeVerdict.CANNOT_TELL).size();
    return first
        + (doubts == 0
            ? "."
            : "; of %s of %s figures it cannot be told."
                .formatted(doubts, comparison.figures().size()));
  }

  /** A calibration by what it computes, e.g. {@code pytorch cpu fp32 t2, moving activations}. */
  public static String calibration(String probe) {
    String moving = Probe.moving("");
    return probe.endsWith(moving)
        ? probe.substring(0, probe.length() - moving.length()) + ", moving activations"
        : probe + ", computing";
  }

  /** How many figures have which verdict. */
  public static String counts(Comparison comparison) {
    return "%s changed (%s worse, %s better), %s unchanged, cannot tell of %s"
        .formatted(
            comparison.of(ChangeVerdict.CHANGED).size(),
            comparison.regressions().size(),
            comparison.improvements().size(),
            comparison.of(ChangeVerdict.UNCHANGED).size(),
            comparison.of(ChangeVerdict.CANNOT_TELL).size());
  }

  /** What a reader has to know of how it was compared. */
  public static List<String> remarks(Comparison comparison) {
    List<String> remarks = new ArrayList<>();
    if (!comparison.across().isEmpty()) {
      remarks.add(
          "Compared all the same, as asked: %s.".formatted(String.join("; ", comparison.across())));
    }
    comparison
        .drifts()
        .forEach(
            (probe, drift) -> remarks.add("%s: %s.".formatted(calibration(probe), speed(drift))));
    remarks.add(
        comparison.repeats() > 1
            ? "Thresholds were learnt from %s repeated runs; the floor of times is %s %%."
                .formatted(comparison.repeats(), percent(comparison.rules().floor()))
            : "No repeated runs were given: what counts is the floor of %s %% alone."
                .formatted(percent(comparison.rules().floor())));
    return remarks;
  }

  private static String speed(Drift drift) {
    return "the machine's speed was %s times that of the baseline, %s %% of which is taken out"
        .formatted(Rounding.fixed(drift.seen(), 3), Rounding.fixed(PERCENT * drift.removed(), 0));
  }

  /** By metric, how many figures are unchanged and within what. */
  public static List<String> unchanged(Comparison comparison) {
    Map<Metric, List<FigureComparison>> byMetric = new LinkedHashMap<>();
    for (FigureComparison one : comparison.of(ChangeVerdict.UNCHANGED)) {
      byMetric.computeIfAbsent(one.after().metric(), metric -> new ArrayList<>()).add(one);
    }
    return byMetric.entrySet().stream()
        .map(
            one ->
                "%s: %s, %s"
                    .formatted(header(one.getKey()), one.getValue().size(), within(one.getValue())))
        .toList();
  }

  private static String within(List<FigureComparison> figures) {
    if (figures.get(0).after().metric().rule() == Metric.Rule.LIMIT) {
      return "within the limit or beyond it as before";
    }
    double farthest =
        figures.stream()
            .flatMap(one -> one.ratio().stream())
            .mapToDouble(Ratio::farthest)
            .max()
            .orElse(0);
    return farthest == 0 ? "equal" : "within %s %%".formatted(percent(farthest));
  }

  /** Why it cannot be told, with how many figures share a reason. */
  public static Map<String, List<FigureComparison>> doubts(Comparison comparison) {
    return comparison.of(ChangeVerdict.CANNOT_TELL).stream()
        .collect(
            Collectors.groupingBy(
                FigureComparison::reason, LinkedHashMap::new, Collectors.toList()));
  }

  /** The ratio with its interval, e.g. {@code 1.12 (1.08–1.16)}; empty for none. */
  public static String ratio(FigureComparison one) {
    return one.ratio().map(ComparisonWords::ratio).orElse("");
  }

  private static String ratio(Ratio ratio) {
    String estimate = Rounding.fixed(ratio.estimate(), 3);
    return ratio.low().isEmpty() || ratio.low().equals(ratio.high())
        ? estimate
        : "%s (%s–%s)"
            .formatted(
                estimate,
                Rounding.fixed(ratio.low().getAsDouble(), 3),
                Rounding.fixed(ratio.high().getAsDouble(), 3));
  }

  /** A figure as it was measured. */
  public static String value(Metric metric, OptionalDouble value) {
    if (value.isEmpty()) {
      return "-";
    }
    return metric.column().type() == Column.Type.INTEGER
        ? Rounding.plain(value.getAsDouble())
        : metric.rule() == Metric.Rule.LIMIT
            ? Rounding.scientific(value.getAsDouble())
            : metric == Metric.ACCURACY
                ? Rounding.fixed(value.getAsDouble(), 4)
                : Rounding.significant(value.getAsDouble());
  }

  /** The column's name, which has the unit. */
  public static String header(Metric metric) {
    return metric.column().header();
  }

  /** A part of 1 in percent. */
  public static String percent(double part) {
    return Rounding.plain(Math.round(10 * PERCENT * part) / 10.0);
  }
}
