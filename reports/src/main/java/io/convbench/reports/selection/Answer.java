package io.convbench.reports.selection;

import io.convbench.reports.chart.Rounding;
import io.convbench.results.Column;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.History;
import io.convbench.results.selection.Assessed;
import io.convbench.results.selection.Constraint;
import io.convbench.results.selection.Constraint.Limit;
import io.convbench.results.selection.Difference;
import io.convbench.results.selection.Estimate;
import io.convbench.results.selection.Fit;
import io.convbench.results.selection.Metric;
import io.convbench.results.selection.Question;
import io.convbench.results.selection.Selection;
import io.convbench.results.selection.Selection.Finding;
import io.convbench.results.selection.Selection.Relaxation;
import io.convbench.results.selection.Selection.Rival;
import io.convbench.results.selection.Selection.SetAside;
import io.convbench.results.selection.Unit;
import io.convbench.results.trust.Verdict;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A selection in the words that all its forms share.
 *
 * @param selection what was chosen
 * @param history from which
 * @param gaps why predictions of some candidates are not available, a sentence each
 */
public record Answer(Selection selection, History history, List<String> gaps) {

  /** Figures that are shown whatever was asked. */
  private static final List<Metric> ALWAYS = List.of(Metric.TOP1, Metric.P50, Metric.MEMORY);

  private static final MathContext THREE_DIGITS_UP = new MathContext(3, RoundingMode.CEILING);
  private static final MathContext THREE_DIGITS_DOWN = new MathContext(3, RoundingMode.FLOOR);

  public Answer {
    gaps = List.copyOf(gaps);
  }

  private Question question() {
    return selection.question();
  }

  /** The metrics that a candidate is described by: the objective, what is limited, and more. */
  List<Metric> metrics() {
    Set<Metric> metrics = new LinkedHashSet<>();
    metrics.add(question().objective());
    metrics.addAll(limited());
    metrics.addAll(ALWAYS);
    return List.copyOf(metrics);
  }

  private List<Metric> limited() {
    return question().constraints().stream()
        .filter(Limit.class::isInstance)
        .map(one -> ((Limit) one).metric())
        .distinct()
        .toList();
  }

  /** Architecture and configuration, e.g. {@code ResNet50 onnxruntime}. */
  String name(Candidate one) {
    return (one.architecture() + " " + configuration(one)).strip();
  }

  /** The configuration by what differs among those of the runs. */
  String configuration(Candidate one) {
    return history.names().name(one.configuration());
  }

  /** How many candidates there are, and of what. */
  String scope() {
    List<Candidate> all =
        Stream.concat(
                selection.candidates().stream().map(Assessed::candidate),
                selection.setAside().stream().map(SetAside::candidate))
            .toList();
    Set<String> machines = distinct(all, one -> one.configuration().machine().label());
    return "%s: %s in %s, %s"
        .formatted(
            count(all.size(), "candidate"),
            count(
                (int) all.stream().map(Candidate::architecture).distinct().count(), "architecture"),
            count(distinct(all, this::configuration).size(), "configuration"),
            machines.isEmpty() ? "nothing ran" : "on " + String.join("; ", machines));
  }

  /** Of those that ran. */
  private static Set<String> distinct(List<Candidate> all, Function<Candidate, String> text) {
    return all.stream()
        .filter(one -> one.configuration().ran())
        .map(text)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The objective, e.g. {@code the highest top-1}. */
  String objective() {
    return (question().objective().goal() == Metric.Goal.MOST ? "the highest " : "the least ")
        + question().objective().label();
  }

  /** Its figures that anybody may ask for, e.g. {@code top-1 76.0 % (75.6 to 76.4), p50 ...}. */
  String figures(Assessed one) {
    return metrics().stream()
        .filter(metric -> one.find(metric).isPresent())
        .map(metric -> metric.label() + " " + figure(one, metric))
        .collect(Collectors.joining(", "));
  }

  /** A figure with interval, source and the sign of its verdict; empty where there is none. */
  String figure(Assessed one, Metric metric) {
    return one.find(metric)
        .map(
            figure ->
                FigureText.value(metric, figure.value())
                    + (metric.isTimed() ? one.candidate().verdict().sign() : "")
                    + FigureText.interval(metric, figure))
        .orElse("");
  }

  /** Whether the choice is better than a rival, and what says so. */
  String comparison(Rival rival) {
    return rival.ties() ? "a tie: " + why(rival.difference()) : "worse: " + why(rival.difference());
  }

  private String why(Difference difference) {
    String metric = question().objective().label();
    return switch (difference.basis()) {
      case MCNEMAR ->
          "McNemar's test over the same images, p = %s%s"
              .formatted(
                  Rounding.probability(difference.pValue().orElseThrow()),
                  difference.real() ? "" : ", cannot tell them apart");
      case INTERVALS ->
          "the intervals of %s %s".formatted(metric, difference.real() ? "are apart" : "overlap");
      case NO_INTERVAL -> "%s has no interval to tell them apart".formatted(metric);
      case EXACT -> "both figures are " + (difference.real() ? "exact" : "the same");
    };
  }

  /** The ties with the choice, and which of them is best otherwise; empty when there is none. */
  Optional<String> ties() {
    List<Rival> ties = selection.ties();
    if (ties.isEmpty()) {
      return Optional.empty();
    }
    Metric second = question().objective().unit() == Unit.FRACTION ? Metric.P50 : Metric.TOP1;
    String best =
        selection
            .bestOfTies(second)
            .map(
                one ->
                    "; %s%s %s, %s"
                        .formatted(
                            ties.size() == 1 ? "it has " : name(one.candidate()) + " has ",
                            second.goal() == Metric.Goal.LEAST ? "the least" : "the highest",
                            second.label(),
                            figure(one, second)))
            .orElse("");
    return Optional.of(
        NotJudged.listed(ties.stream().map(one -> name(one.assessed().candidate())).toList())
            + best);
  }

  /** The nearest miss of a constraint. */
  String nearest(Finding finding) {
    return finding
        .nearest()
        .map(
            miss ->
                "%s by %s%s"
                    .formatted(
                        name(miss.assessed().candidate()),
                        FigureText.amount(((Limit) finding.constraint()).metric(), miss.by()),
                        fitOf(miss.assessed(), finding.constraint()) == Fit.UNCERTAIN
                            ? " (uncertain)"
                            : ""))
        .orElse("");
  }

  /** What relaxing a constraint would buy, a sentence each; none when it binds nothing. */
  List<String> relaxations(Finding finding) {
    return finding.relaxations().stream().map(one -> relaxation(finding, one)).toList();
  }

  private String relaxation(Finding finding, Relaxation one) {
    String how =
        finding.constraint() instanceof Limit limit
            ? "%s %s (%s)"
                .formatted(
                    FigureText.amount(limit.metric(), one.by().orElseThrow()),
                    limit.relation().isUpper() ? "more" : "less",
                    loosened(limit, one.limit().orElseThrow()).text())
            : "without " + finding.constraint().text();
    String what = "%s, %s".formatted(name(one.assessed().candidate()), figures(one.assessed()));
    return one.gain().isEmpty()
        ? "%s: %s would fit".formatted(how, what)
        : "%s buys %s%s: %s"
            .formatted(
                how,
                FigureText.amount(question().objective(), one.gain().getAsDouble()),
                one.difference().orElseThrow().real() ? "" : " (a tie)",
                what);
  }

  /** A limit of few digits that a value meets. */
  private static Limit loosened(Limit limit, double value) {
    double rounded =
        new BigDecimal(value)
            .round(limit.relation().isUpper() ? THREE_DIGITS_UP : THREE_DIGITS_DOWN)
            .doubleValue();
    return new Limit(limit.metric(), limit.relation(), rounded);
  }

  /** By how much a candidate misses which constraints. */
  String misses(Assessed one) {
    List<String> misses = new ArrayList<>();
    for (int i = 0; i < one.fits().size(); i++) {
      if (one.fits().get(i) != Fit.MEETS) {
        misses.add(miss(one, question().constraints().get(i), one.fits().get(i)));
      }
    }
    return String.join("; ", misses);
  }

  private static String miss(Assessed one, Constraint constraint, Fit fit) {
    String what = fit == Fit.UNCERTAIN ? "may meet %s" : "fails %s";
    if (constraint instanceof Limit limit) {
      Estimate figure = one.figure(limit.metric());
      OptionalDouble end = limit.relation().isUpper() ? figure.high() : figure.low();
      return what.formatted(constraint.text())
          + (end.isPresent()
              ? ", by %s"
                  .formatted(
                      FigureText.amount(
                          limit.metric(), Math.abs(end.getAsDouble() - limit.limit())))
              : ", has no interval");
    }
    return what.formatted(constraint.text());
  }

  private Fit fitOf(Assessed one, Constraint constraint) {
    return one.fits().get(question().constraints().indexOf(constraint));
  }

  /** Why how many candidates were not judged, and which. */
  List<String> setAside() {
    return NotJudged.sentences(selection.setAside(), this::name);
  }

  /** Why there is no choice. */
  String noChoice() {
    return selection.candidates().isEmpty()
        ? "none: no candidate could be judged"
        : "none: no candidate %s every constraint"
            .formatted(question().acceptUncertain() ? "can meet" : "surely meets");
  }

  /** What to know before the choice is trusted, a sentence each. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    List<Assessed> named =
        Stream.concat(selection.choice().stream(), selection.rivals().stream().map(Rival::assessed))
            .toList();
    if (question().acceptUncertain()) {
      notes.add("Uncertain candidates take part: they may meet the constraints.");
    }
    Stream.concat(selection.choice().stream(), selection.runnerUp().map(Rival::assessed).stream())
        .map(Assessed::candidate)
        .filter(one -> one.verdict() == Verdict.NOISY)
        .forEach(
            one ->
                notes.add(
                    "~ The latency of %s is noisy: %s."
                        .formatted(name(one), one.verdictReasons())));
    if (named.stream().anyMatch(this::byPublished)) {
      notes.add(
          "Published accuracies take part, which nobody measured in these runs: --measured-only"
              + " leaves them out.");
    }
    long ofOneProcess =
        participating().anyMatch(metric -> metric == Metric.P50 || metric == Metric.THROUGHPUT)
            ? selection.candidates().stream()
                .map(Assessed::candidate)
                .filter(Metric::isOfOneProcess)
                .count()
            : 0;
    if (ofOneProcess > 0) {
      notes.add(
          ("%s timed in one process, which says little of the next: its median is taken to be up to"
                  + " %s times as high or as low; more --rounds measure how far.")
              .formatted(
                  count((int) ofOneProcess, "candidate"), Rounding.plain(Metric.PROCESS_FACTOR)));
    }
    long withoutBound =
        selection.candidates().stream()
            .filter(
                one ->
                    participating()
                        .anyMatch(metric -> metric.isTimed() && !one.figure(metric).hasInterval()))
            .count();
    if (withoutBound > 0) {
      notes.add(
          "%s timed in too few passes for the percentile: nothing can be promised of it."
              .formatted(count((int) withoutBound, "candidate")));
    }
    if (several(Column.DATASET_SHA256) || several(Column.DATASET)) {
      notes.add("Accuracies are of different images.");
    }
    long batches =
        selection.candidates().stream()
            .map(one -> one.candidate().configuration().batch())
            .filter(batch -> batch > 0)
            .distinct()
            .count();
    if (batches > 1 && participating().anyMatch(metric -> metric.unit() == Unit.MILLISECONDS)) {
      notes.add(
          "Several batches take part, and a latency is that of a whole batch: 'batch=1' takes one.");
    }
    if (history.repeated() > 0) {
      notes.add(
          "Older results of cells that were measured again take no part: %s."
              .formatted(history.repeated()));
    }
    if (question().acrossMachines()) {
      notes.add("Figures of different machines may be compared here.");
    }
    if (selection.ties().stream()
        .anyMatch(tie -> tie.difference().basis() != Difference.Basis.MCNEMAR)) {
      notes.addAll(gaps);
    }
    return notes;
  }

  private Stream<Metric> participating() {
    return Stream.concat(Stream.of(question().objective()), limited().stream()).distinct();
  }

  private boolean several(Column column) {
    return selection.candidates().stream()
            .map(one -> one.candidate().text(column))
            .flatMap(Optional::stream)
            .distinct()
            .count()
        > 1;
  }

  private boolean byPublished(Assessed one) {
    return participating()
        .anyMatch(metric -> one.figure(metric).source() == Estimate.Source.PUBLISHED);
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
