package io.convbench.reports.nightly;

import io.convbench.results.nightly.NightAssessment;
import io.convbench.results.nightly.NightHistory;
import io.convbench.results.nightly.SeriesState;
import io.convbench.results.nightly.SeriesState.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A night for a terminal. */
public final class NightText {

  private NightText() {}

  /** The lines, each ended. */
  public static String of(NightAssessment night, NightHistory history) {
    StringBuilder text = new StringBuilder();
    text.append("Night %s of %s\n".formatted(night.night().id(), history.nights().size()));
    for (Finding finding : List.of(Finding.CHANGED, Finding.BROKEN, Finding.SUSPICIOUS)) {
      for (SeriesState state : night.of(finding)) {
        text.append(
            "  %s: %s, %s; %s\n"
                .formatted(
                    NightWords.finding(state),
                    state.series().key(),
                    NightWords.value(state),
                    state.reason()));
      }
    }
    Map<String, Integer> doubts = new LinkedHashMap<>();
    night.of(Finding.CANNOT_TELL).forEach(state -> doubts.merge(state.reason(), 1, Integer::sum));
    doubts.forEach(
        (reason, count) -> text.append("  cannot tell of %s: %s\n".formatted(count, reason)));
    NightWords.remarks(night, history).forEach(line -> text.append(line).append('\n'));
    return text.append(NightWords.verdict(night)).append('\n').toString();
  }
}
