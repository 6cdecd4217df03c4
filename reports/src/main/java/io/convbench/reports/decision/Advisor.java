package io.convbench.reports.decision;

import io.convbench.reports.chart.Rounding;
import io.convbench.reports.decision.Answers.Line;
import io.convbench.reports.decision.Answers.OfFamily;
import io.convbench.reports.decision.Answers.Take;
import io.convbench.reports.selection.FigureText;
import io.convbench.reports.selection.NotJudged;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.ConfigurationNames;
import io.convbench.results.history.History;
import io.convbench.results.selection.Assessed;
import io.convbench.results.selection.Constraint.Limit;
import io.convbench.results.selection.Estimate;
import io.convbench.results.selection.Estimate.Source;
import io.convbench.results.selection.Metric;
import io.convbench.results.selection.PairedAccuracies;
import io.convbench.results.selection.Question;
import io.convbench.results.selection.Selection;
import io.convbench.results.selection.Selection.Rival;
import io.convbench.results.selection.Selector;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what to take at typical budgets. */
final class Advisor {

  private static final int MOST_TIES = 3;

  private final List<Place> places;
  private final List<Candidate> candidates;
  private final Budgets budgets;
  private final PairedAccuracies paired;

  /**
   * @param history what was measured
   * @param paired compares accuracies
   */
  Advisor(History history, PairedAccuracies paired) {
    this.places = Place.of(history);
    this.candidates = places.stream().flatMap(place -> place.candidates().stream()).toList();
    this.budgets = new Budgets(candidates);
    this.paired = paired;
  }

  /** True where any accuracy was measured: published ones are of other images. */
  static boolean measuredOnly(Collection<Candidate> candidates) {
    return candidates.stream()
        .flatMap(one -> Metric.TOP1.of(one).stream())
        .anyMatch(one -> one.source() == Source.MEASURED);
  }

  Answers answers() {
    List<String> families = candidates.stream().map(Candidate::family).distinct().sorted().toList();
    return new Answers(
        labels(),
        lines(Optional.empty()),
        families.size() == 1
            ? List.of()
            : families.stream().map(one -> new OfFamily(one, lines(Optional.of(one)))).toList(),
        note());
  }

  /** Among a family, or all. */
  private List<Line> lines(Optional<String> family) {
    List<Line> lines = new ArrayList<>();
    if (candidates.stream().anyMatch(one -> Metric.TOP1.of(one).isPresent())) {
      for (Limit limit : budgets.typical()) {
        lines.add(line(words(limit), Metric.TOP1, Optional.of(limit), family));
      }
      lines.add(line("No limit", Metric.TOP1, Optional.empty(), family));
    }
    if (budgets.latency().isPresent()) {
      lines.add(line("Fastest of all", Metric.P50, Optional.empty(), family));
    }
    return lines;
  }

  private static String words(Limit limit) {
    Scale scale = Scale.of(limit.metric());
    return "%s at most %s %s"
        .formatted(limit.metric().label(), scale.plain(limit.limit()), scale.unit());
  }

  private Line line(
      String budget, Metric objective, Optional<Limit> limit, Optional<String> family) {
    return new Line(
        budget, places.stream().map(place -> take(objective, limit, place, family)).toList());
  }

  private Take take(Metric objective, Optional<Limit> limit, Place place, Optional<String> family) {
    String fragment = fragment(objective, limit, place, family);
    List<Candidate> own =
        place.candidates().stream()
            .filter(one -> family.isEmpty() || family.get().equals(one.family()))
            .toList();
    if (own.isEmpty()) {
      return new Take(fragment, "", "", "", "nothing of this family was measured here");
    }
    Question question =
        new Question(
            List.copyOf(limit.stream().toList()),
            objective,
            measuredOnly(place.candidates()),
            false,
            false);
    Selection selection = Selector.select(own, question, paired);
    ConfigurationNames names =
        ConfigurationNames.of(place.candidates().stream().map(Candidate::configuration).toList());
    return selection
        .choice()
        .map(
            one ->
                new Take(
                    fragment,
                    one.candidate().architecture(),
                    names.name(one.candidate().configuration()),
                    figures(one, objective, limit),
                    next(selection, objective)))
        .orElse(new Take(fragment, "", "", "", nothing(selection, names)));
  }

  private String figures(Assessed one, Metric objective, Optional<Limit> limit) {
    Set<Metric> shown = new LinkedHashSet<>();
    shown.add(Metric.TOP1);
    limit.map(Limit::metric).ifPresent(shown::add);
    budgets.latency().ifPresent(shown::add);
    shown.add(objective);
    budgets.memory().ifPresent(shown::add);
    return shown.stream()
        .flatMap(metric -> one.find(metric).map(figure -> figure(one, metric, figure)).stream())
        .collect(Collectors.joining(" · "));
  }

  private static String figure(Assessed one, Metric metric, Estimate figure) {
    String mark = metric.isTimed() ? one.candidate().verdict().sign() : "";
    String published = figure.source() == Source.PUBLISHED ? " (published)" : "";
    return "%s %s%s%s"
        .formatted(metric.label(), FigureText.value(metric, figure.value()), mark, published);
  }

  private static String next(Selection selection, Metric objective) {
    List<Rival> ties = selection.ties();
    if (ties.isEmpty()) {
      return selection.runnerUp().map(rival -> "then " + rival(rival, objective)).orElse("");
    }
    String named =
        ties.stream()
            .limit(MOST_TIES)
            .map(rival -> rival(rival, objective))
            .collect(Collectors.joining("; "));
    String more = ties.size() > MOST_TIES ? "; and %s more".formatted(ties.size() - MOST_TIES) : "";
    return "cannot be told from " + named + more;
  }

  private static String rival(Rival rival, Metric objective) {
    Assessed one = rival.assessed();
    return "%s, %s"
        .formatted(
            one.candidate().architecture(),
            FigureText.value(objective, one.figure(objective).value()));
  }

  private static String nothing(Selection selection, ConfigurationNames names) {
    String nearest =
        selection.nearestMisses().stream()
            .map(one -> one.candidate().architecture())
            .distinct()
            .collect(Collectors.joining(", "));
    return nearest.isEmpty()
        ? "no candidate could be judged: "
            + String.join("; ", NotJudged.sentences(selection.setAside(), one -> named(one, names)))
        : "nothing surely fits; nearest: " + nearest;
  }

  private static String named(Candidate one, ConfigurationNames names) {
    return (one.architecture() + " " + names.name(one.configuration())).strip();
  }

  /** As {@code decision.js} reads it: only what differs from the page's start has to be there. */
  private String fragment(
      Metric objective, Optional<Limit> limit, Place place, Optional<String> family) {
    List<String> words = new ArrayList<>();
    words.add("objective=" + objective.id());
    limit.ifPresent(
        one -> words.add(one.metric().id() + "=" + Scale.of(one.metric()).plain(one.limit())));
    if (differ(places.stream().map(Place::machine))) {
      words.add("machine=" + encoded(place.machine()));
    }
    if (differ(places.stream().map(Place::device))) {
      words.add("device=" + encoded(place.device()));
    }
    if (place.batch() > 0 && differ(places.stream().map(Place::batch))) {
      words.add("batch=" + place.batch());
    }
    family.ifPresent(one -> words.add("family=" + encoded(one)));
    return "#take?" + String.join("&", words);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private List<String> labels() {
    boolean machines = differ(places.stream().map(Place::machine));
    boolean devices = differ(places.stream().map(Place::device));
    return places.size() == 1
        ? List.of()
        : places.stream()
            .map(
                place ->
                    Stream.of(machines ? place.machine() : "", devices ? place.device() : "")
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.joining(", ")))
            .toList();
  }

  private static boolean differ(Stream<?> values) {
    return values.distinct().count() > 1;
  }

  private String note() {
    boolean tail = budgets.latency().filter(metric -> metric != Metric.P50).isPresent();
    Set<Long> batches = places.stream().map(Place::batch).collect(Collectors.toSet());
    return "The most accurate that surely fits: a limit must hold at the bad end of each interval"
        + (tail ? ", for a tail at MLPerf's early-stopping bound." : ".")
        + (measuredOnly(candidates) ? " Only accuracies measured here count." : "")
        + (batches.size() == 1 && !batches.contains(0L)
            ? " Latencies are of batch %s.".formatted(batches.iterator().next())
            : "")
        + (candidates.stream().anyMatch(Metric::isOfOneProcess)
            ? " A median of one process may be %s times as high or as low in the next."
                .formatted(Rounding.plain(Metric.PROCESS_FACTOR))
            : "")
        + " A click on a budget shows how the answer came about.";
  }
}
