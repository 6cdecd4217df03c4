package io.convbench.reports.page;

import io.convbench.reports.chart.Theme;
import io.convbench.reports.nightly.NightWords;
import io.convbench.reports.nightly.Trend;
import io.convbench.results.comparison.Metric;
import io.convbench.results.nightly.Change;
import io.convbench.results.nightly.Night;
import io.convbench.results.nightly.NightAssessment;
import io.convbench.results.nightly.NightHistory;
import io.convbench.results.nightly.SeriesState;
import io.convbench.results.nightly.SeriesState.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A night and all nights before it as one HTML document with nothing outside it. */
public final class NightPage {

  /** A series with its drawing; one that does not vary has none. */
  public record Line(
      String key,
      String finding,
      boolean bad,
      String value,
      String reason,
      String changes,
      String svg) {}

  /** Characters of a date, as ISO 8601 has it. */
  private static final int DATE = 10;

  private NightPage() {}

  /**
   * Writes the page.
   *
   * @param night the newest
   * @param history with it
   */
  public static String html(NightAssessment night, NightHistory history) {
    Map<String, List<Change>> changes =
        history.nights().stream()
            .map(Night::changes)
            .flatMap(List::stream)
            .collect(Collectors.groupingBy(Change::key));
    List<String> dates = history.nights().stream().map(NightPage::date).toList();
    List<Line> trends = new ArrayList<>();
    List<Line> exact = new ArrayList<>();
    night.states().stream()
        .sorted(Comparator.comparing(state -> rank(state.finding())))
        .forEach(
            state -> {
              List<Change> own = changes.getOrDefault(state.series().key(), List.of());
              List<Change> all =
                  state.series().changeKeys().stream()
                      .flatMap(key -> changes.getOrDefault(key, List.of()).stream())
                      .toList();
              boolean varies = varies(state.series().metric());
              (varies ? trends : exact)
                  .add(line(state, own, varies ? Trend.svg(state.series(), dates, all) : ""));
            });
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("light", Theme.LIGHT.css());
    model.put("dark", Theme.DARK.css());
    model.put("suite", night.night().suite());
    model.put("night", night.night().id());
    model.put("verdict", NightWords.verdict(night));
    model.put("bad", !night.regressions().isEmpty() || !night.of(Finding.BROKEN).isEmpty());
    model.put("facts", facts(night, history));
    model.put("remarks", NightWords.remarks(night, history));
    model.put("trends", trends);
    model.put("exact", exact);
    return Template.filled("nightly.html", model);
  }

  private static List<Fact> facts(NightAssessment night, NightHistory history) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Night", night.night().run().time().toString()));
    facts.add(
        new Fact(
            "History",
            "%s nights from %s".formatted(history.nights().size(), date(history.nights().get(0)))));
    if (!night.night().run().commit().isEmpty()) {
      facts.add(new Fact("convbench", night.night().run().commit()));
    }
    return facts;
  }

  private static boolean varies(Metric metric) {
    return switch (metric.rule()) {
      case ROUNDS, THRESHOLD, REPEATS, PAIRS -> true;
      case LIMIT, EXACT -> false;
    };
  }

  private static int rank(Finding finding) {
    return List.of(
            Finding.CHANGED,
            Finding.SHARED,
            Finding.BROKEN,
            Finding.SUSPICIOUS,
            Finding.CANNOT_TELL,
            Finding.STEADY)
        .indexOf(finding);
  }

  private static String date(Night night) {
    return night.run().time().toString().substring(0, DATE);
  }

  private static Line line(SeriesState state, List<Change> changes, String svg) {
    return new Line(
        state.series().key(),
        NightWords.finding(state),
        state.regression() || state.finding() == Finding.BROKEN,
        NightWords.valueWithUnit(state),
        state.reason(),
        changes.stream()
            .map(change -> "%s since %s".formatted(change.reason(), change.since()))
            .collect(Collectors.joining("; ")),
        svg);
  }
}
