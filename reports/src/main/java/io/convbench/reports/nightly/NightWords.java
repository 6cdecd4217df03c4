package io.convbench.reports.nightly;

import io.convbench.reports.chart.Rounding;
import io.convbench.reports.comparison.ComparisonWords;
import io.convbench.results.comparison.Metric;
import io.convbench.results.nightly.Change;
import io.convbench.results.nightly.NightAssessment;
import io.convbench.results.nightly.NightHistory;
import io.convbench.results.nightly.SeriesState;
import io.convbench.results.nightly.SeriesState.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** How a night is said, in whatever form. */
public final class NightWords {

  private NightWords() {}

  /** The night in a sentence. */
  public static String verdict(NightAssessment night) {
    int worse = night.regressions().size();
    int better = night.of(Finding.CHANGED).size() - worse;
    int shared = night.of(Finding.SHARED).size();
    return "%s%s worse, %s better%s, %s broken, %s suspicious, %s steady, cannot tell of %s"
        .formatted(
            night.environment() ? "environment: the machine was not itself; " : "",
            worse,
            better,
            shared == 0 ? "" : " (with %s of their cells' series)".formatted(shared),
            night.of(Finding.BROKEN).size(),
            night.of(Finding.SUSPICIOUS).size(),
            night.of(Finding.STEADY).size(),
            night.of(Finding.CANNOT_TELL).size());
  }

  /** What a reader has to know beside the series. */
  public static List<String> remarks(NightAssessment night, NightHistory history) {
    List<String> remarks = new ArrayList<>();
    night
        .moved()
        .forEach(
            (probe, shift) ->
                remarks.add(
                    "%s: the machine's speed was %s times the usual; its times say nothing of models."
                        .formatted(ComparisonWords.calibration(probe), Rounding.fixed(shift, 3))));
    for (Change change : history.open()) {
      remarks.add(
          "Open since %s: %s, %s. Accept it by 'convbench nightly accept %s --history DIR'."
              .formatted(change.since(), change.key(), change.reason(), change.key()));
    }
    history.damaged().forEach((file, why) -> remarks.add("Left out: " + why + "."));
    if (!night.vanished().isEmpty()) {
      remarks.add("Vanished: %s.".formatted(String.join(", ", night.vanished())));
    }
    if (!night.night().confirmations().isEmpty()) {
      remarks.add(
          "%s fresh runs of suspicious cells.".formatted(night.night().confirmations().size()));
    }
    return remarks;
  }

  /** The figure of the night. */
  public static String value(SeriesState state) {
    Metric metric = state.series().metric();
    return ComparisonWords.value(metric, state.series().last().figure().value());
  }

  /** The same with its unit, bytes as MiB. */
  public static String valueWithUnit(SeriesState state) {
    Metric metric = state.series().metric();
    OptionalDouble value = state.series().last().figure().value();
    return value.isEmpty() ? "no value" : withUnit(metric, value.getAsDouble());
  }

  static String withUnit(Metric metric, double value) {
    String unit = BenchmarkActionJson.unit(metric);
    return unit.equals("bytes")
        ? Rounding.significant(Rounding.mebibytes(value)) + " MiB"
        : ComparisonWords.value(metric, OptionalDouble.of(value)) + " " + unit;
  }

  /** As people read it. */
  public static String finding(SeriesState state) {
    return switch (state.finding()) {
      case STEADY -> "steady";
      case CHANGED -> state.regression() ? "worse" : "better";
      case SHARED -> "shared";
      case BROKEN -> "broken";
      case SUSPICIOUS -> "suspicious";
      case CANNOT_TELL -> "cannot tell";
    };
  }
}
