package io.convbench.reports.comparison;

import io.convbench.foundation.text.MarkdownText;
import io.convbench.results.comparison.Comparison;
import io.convbench.results.comparison.FigureComparison;
import java.util.List;
import java.util.Set;

/** A comparison as Markdown, for the summary of a job or a comment. */
public final class ComparisonMarkdown {

  private static final int MOST_CELLS = 20;

  private ComparisonMarkdown() {}

  /** The whole text. */
  public static String of(Comparison comparison) {
    StringBuilder text = new StringBuilder();
    text.append(
        "### %s compared with %s\n\n%s.\n\n"
            .formatted(
                MarkdownText.of(comparison.run().run()),
                MarkdownText.of(comparison.baseline().run()),
                ComparisonWords.counts(comparison)));
    table(text, "Worse", comparison.regressions());
    table(text, "Better", comparison.improvements());
    ComparisonWords.doubts(comparison)
        .forEach(
            (reason, figures) ->
                text.append(
                    "- cannot tell of %s: %s\n"
                        .formatted(figures.size(), MarkdownText.of(reason))));
    ComparisonWords.unchanged(comparison)
        .forEach(line -> text.append("- unchanged, ").append(MarkdownText.of(line)).append('\n'));
    cells(text, "appeared", comparison.appeared());
    cells(text, "vanished", comparison.vanished());
    ComparisonWords.remarks(comparison)
        .forEach(remark -> text.append("- ").append(MarkdownText.of(remark)).append('\n'));
    return text.toString();
  }

  private static void table(StringBuilder text, String heading, List<FigureComparison> changes) {
    if (changes.isEmpty()) {
      return;
    }
    text.append(
        "| %s | before | now | times (95 %%) | |\n|---|---:|---:|---:|---|\n".formatted(heading));
    for (FigureComparison one : changes) {
      text.append(
          "| %s | %s | %s | %s | %s |\n"
              .formatted(
                  MarkdownText.of(one.after().key()),
                  ComparisonWords.value(one.before().metric(), one.before().value()),
                  ComparisonWords.value(one.after().metric(), one.after().value()),
                  ComparisonWords.ratio(one),
                  MarkdownText.of(one.reason())));
    }
    text.append('\n');
  }

  private static void cells(StringBuilder text, String heading, Set<String> cells) {
    if (!cells.isEmpty()) {
      List<String> first = cells.stream().limit(MOST_CELLS).map(MarkdownText::of).toList();
      text.append(
          "- %s (%s): %s%s\n"
              .formatted(
                  heading,
                  cells.size(),
                  String.join(", ", first),
                  cells.size() > MOST_CELLS ? ", ..." : ""));
    }
  }
}
