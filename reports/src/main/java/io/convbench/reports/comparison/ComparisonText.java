package io.convbench.reports.comparison;

import io.convbench.results.comparison.Comparison;
import io.convbench.results.comparison.FigureComparison;
import io.convbench.results.comparison.RunFigures;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A comparison for a terminal. */
public final class ComparisonText {

  private ComparisonText() {}

  /** The lines, each ended. */
  public static String of(Comparison comparison) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s compared with %s%n".formatted(named(comparison.run()), named(comparison.baseline())));
    ComparisonWords.remarks(comparison).forEach(remark -> text.append(remark).append('\n'));
    changes(text, "worse", comparison.regressions());
    changes(text, "better", comparison.improvements());
    Map<String, List<FigureComparison>> doubts = ComparisonWords.doubts(comparison);
    if (!doubts.isEmpty()) {
      text.append("cannot tell\n");
      doubts.forEach(
          (reason, figures) ->
              text.append(
                  "  %s: %s%n"
                      .formatted(
                          figures.size() == 1 ? figures.get(0).after().key() : figures.size(),
                          reason)));
    }
    List<String> unchanged = ComparisonWords.unchanged(comparison);
    if (!unchanged.isEmpty()) {
      text.append("unchanged\n");
      unchanged.forEach(line -> text.append("  ").append(line).append('\n'));
    }
    cells(text, "appeared", comparison.appeared());
    cells(text, "vanished", comparison.vanished());
    return text.append(ComparisonWords.counts(comparison)).append('\n').toString();
  }

  private static String named(RunFigures run) {
    return run.commit().isEmpty() ? run.run() : run.run() + " (" + run.commit() + ")";
  }

  private static void changes(StringBuilder text, String heading, List<FigureComparison> changes) {
    if (changes.isEmpty()) {
      return;
    }
    text.append(heading).append('\n');
    for (FigureComparison one : changes) {
      text.append(
          "  %s: %s, before %s%s; %s%n"
              .formatted(
                  one.after().key(),
                  ComparisonWords.value(one.after().metric(), one.after().value()),
                  ComparisonWords.value(one.before().metric(), one.before().value()),
                  one.ratio().isEmpty() ? "" : ": " + ComparisonWords.ratio(one) + " times",
                  one.reason()));
    }
  }

  private static void cells(StringBuilder text, String heading, Set<String> cells) {
    if (!cells.isEmpty()) {
      text.append(heading).append('\n');
      cells.forEach(cell -> text.append("  ").append(cell).append('\n'));
    }
  }
}
