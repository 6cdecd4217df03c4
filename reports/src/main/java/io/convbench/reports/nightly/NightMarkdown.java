package io.convbench.reports.nightly;

import io.convbench.foundation.text.MarkdownText;
import io.convbench.results.nightly.NightAssessment;
import io.convbench.results.nightly.NightHistory;
import io.convbench.results.nightly.SeriesState;
import io.convbench.results.nightly.SeriesState.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A night as Markdown, for the summary of a job. */
public final class NightMarkdown {

  private NightMarkdown() {}

  /** The whole text. */
  public static String of(NightAssessment night, NightHistory history) {
    StringBuilder text = new StringBuilder();
    text.append("### Night %s\n\n".formatted(MarkdownText.of(night.night().id())));
    text.append(MarkdownText.of(NightWords.verdict(night))).append(".\n\n");
    List<SeriesState> news = new ArrayList<>(night.of(Finding.CHANGED));
    news.addAll(night.of(Finding.BROKEN));
    news.addAll(night.of(Finding.SUSPICIOUS));
    if (!news.isEmpty()) {
      text.append("| Series | | tonight | |\n|---|---|---:|---|\n");
      for (SeriesState state : news) {
        text.append(
            "| %s | %s | %s | %s |\n"
                .formatted(
                    MarkdownText.of(state.series().key()),
                    NightWords.finding(state),
                    NightWords.value(state),
                    MarkdownText.of(state.reason())));
      }
      text.append('\n');
    }
    Map<String, Integer> doubts = new LinkedHashMap<>();
    night.of(Finding.CANNOT_TELL).forEach(state -> doubts.merge(state.reason(), 1, Integer::sum));
    doubts.forEach(
        (reason, count) ->
            text.append("- cannot tell of %s: %s\n".formatted(count, MarkdownText.of(reason))));
    NightWords.remarks(night, history)
        .forEach(line -> text.append("- ").append(MarkdownText.of(line)).append('\n'));
    return text.toString();
  }
}
