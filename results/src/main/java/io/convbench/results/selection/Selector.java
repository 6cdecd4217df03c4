package io.convbench.results.selection;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.text.NearestNames;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.Status;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.Machine;
import io.convbench.results.selection.Constraint.Limit;
import io.convbench.results.selection.Constraint.Setting;
import io.convbench.results.selection.Difference.Basis;
import io.convbench.results.selection.Selection.Finding;
import io.convbench.results.selection.Selection.Miss;
import io.convbench.results.selection.Selection.Relaxation;
import io.convbench.results.selection.Selection.Rival;
import io.convbench.results.selection.Selection.SetAside;
import io.convbench.results.statistics.Holm;
import io.convbench.results.statistics.McNemar;
import io.convbench.results.trust.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Answers a question from candidates. */
public final class Selector {

  /** Misses that are shown when nothing fits. */
  private static final int NEAREST = 3;

  /** What decides between configurations that the objective cannot tell apart, in this order. */
  private static final List<Metric> DECIDING =
      List.of(Metric.TOP1, Metric.P50, Metric.MEMORY, Metric.MACS, Metric.PARAMETERS);

  private final Question question;
  private final PairedAccuracies paired;
  private final Comparator<Assessed> better;

  private Selector(Question question, PairedAccuracies paired) {
    this.question = question;
    this.paired = paired;
    this.better = byFigure(question.objective()).thenComparing(deciding());
  }

  /**
   * Chooses.
   *
   * @param candidates of which runs they are does not matter
   * @param paired compares accuracies
   * @throws InvalidInputException when no candidate has a trait that is asked for, or those that
   *     have it are of several machines and nobody asked to compare these
   */
  public static Selection select(
      Collection<Candidate> candidates, Question question, PairedAccuracies paired) {
    return new Selector(question, paired).select(candidates);
  }

  private Selection select(Collection<Candidate> candidates) {
    question.constraints().forEach(one -> requireKnown(one, candidates));
    requireOneMachine(candidates);
    List<SetAside> setAside = new ArrayList<>();
    List<Assessed> assessed = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Map<Metric, Estimate> figures = figures(candidate);
      Optional<String> obstacle = obstacle(candidate, figures);
      if (obstacle.isPresent()) {
        setAside.add(new SetAside(candidate, obstacle.get()));
      } else {
        assessed.add(assess(candidate, figures));
      }
    }
    assessed.sort(Comparator.comparing(Assessed::fit).thenComparing(better));
    List<Assessed> fitting = assessed.stream().filter(this::fits).toList();
    Optional<Assessed> choice = representatives(fitting).stream().findFirst();
    return new Selection(
        question,
        assessed,
        setAside,
        choice,
        choice.map(one -> rivals(one, fitting)).orElse(List.of()),
        findings(assessed, choice),
        choice.isPresent() ? List.of() : nearest(assessed));
  }

  private boolean fits(Assessed one) {
    return fits(one.fit());
  }

  private boolean fits(Fit fit) {
    return fit == Fit.MEETS || question.acceptUncertain() && fit == Fit.UNCERTAIN;
  }

  // What takes part.

  private static void requireKnown(Constraint constraint, Collection<Candidate> candidates) {
    if (constraint instanceof Setting setting) {
      Set<String> known =
          candidates.stream()
              .map(setting.trait()::of)
              .filter(text -> !text.isEmpty())
              .collect(Collectors.toCollection(TreeSet::new));
      for (String value : setting.values()) {
        if (known.stream().noneMatch(one -> setting.trait().matches(one, value))) {
          throw new InvalidInputException(
              "%s: no candidate has %s '%s'%s: the runs have %s"
                  .formatted(
                      setting.text(),
                      setting.trait().id(),
                      value,
                      NearestNames.hint(value, List.copyOf(known)),
                      known.isEmpty() ? "none" : String.join(", ", known)));
        }
      }
    }
  }

  private void requireOneMachine(Collection<Candidate> candidates) {
    Set<String> machines =
        candidates.stream()
            .filter(one -> one.configuration().ran())
            .filter(
                one ->
                    question.constraints().stream()
                        .filter(Setting.class::isInstance)
                        .allMatch(setting -> setting.judge(one) == Fit.MEETS))
            .map(one -> one.configuration().machine().withoutGpu())
            .distinct()
            .map(Machine::label)
            .collect(Collectors.toCollection(TreeSet::new));
    if (machines.size() > 1 && !question.acrossMachines()) {
      throw new InvalidInputException(
          "the runs are of %s machines (%s), whose figures are not of one thing: choose one by"
                  .formatted(machines.size(), String.join("; ", machines))
              + " 'machine=...' (a part of its name is enough), or mix them by --across-machines");
    }
  }

  private Map<Metric, Estimate> figures(Candidate candidate) {
    Map<Metric, Estimate> figures = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      metric
          .of(candidate)
          .filter(one -> !(question.measuredOnly() && one.source() == Estimate.Source.PUBLISHED))
          .ifPresent(one -> figures.put(metric, one));
    }
    return figures;
  }

  /** Why a candidate cannot be judged. */
  private Optional<String> obstacle(Candidate candidate, Map<Metric, Estimate> figures) {
    if (candidate.verdict() == Verdict.INVALID) {
      return Optional.of("its latency is invalid: " + candidate.verdictReasons());
    }
    double error = candidate.number(Column.CONFORMANCE_ERROR).orElse(0);
    if (error > candidate.conformanceLimit()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "computes something else than the reference: conformance error %.1e, limit %.1e",
              error,
              candidate.conformanceLimit()));
    }
    if (didNotRun(candidate)) {
      return Optional.of("it did not run" + failures(candidate));
    }
    Set<Metric> missing = EnumSet.noneOf(Metric.class);
    missing.add(question.objective());
    limits().forEach(limit -> missing.add(limit.metric()));
    missing.removeAll(figures.keySet());
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "no %s%s%s"
                .formatted(
                    question.measuredOnly() ? "measured " : "",
                    missing.stream().map(Metric::label).collect(Collectors.joining(", ")),
                    why(missing, candidate)));
  }

  /**
   * True where nothing that was asked of an engine was measured, though published figures stand
   * there; logits that agree are of a batch of their own.
   */
  private static boolean didNotRun(Candidate candidate) {
    List<Row> tried =
        candidate.cells().stream()
            .filter(row -> row.text(Column.ENGINE).isPresent())
            .filter(row -> row.number(Column.CONFORMANCE_ERROR).isEmpty())
            .toList();
    return !tried.isEmpty() && tried.stream().noneMatch(Row::ok);
  }

  private String why(Set<Metric> missing, Candidate candidate) {
    boolean accuracy = missing.contains(Metric.TOP1) || missing.contains(Metric.TOP5);
    return accuracy && candidate.publishedAtOtherSize() && !question.measuredOnly()
        ? otherSize(candidate)
        : failures(candidate);
  }

  /**
   * Why the published accuracy of a candidate does not count and what to do, behind what is
   * missing; empty where it does.
   */
  public static String otherSize(Candidate candidate) {
    return candidate.publishedAtOtherSize()
        ? " (published for images of %s pixels, but the run took %s: run with --measure accuracy to"
                .formatted(
                    (long) candidate.number(Column.PUBLISHED_INPUT_SIZE).orElseThrow(),
                    (long) candidate.number(Column.INPUT_SIZE).orElseThrow())
            + " measure it)"
        : "";
  }

  private static String failures(Candidate candidate) {
    String failures =
        candidate.cells().stream()
            .filter(row -> row.status().filter(status -> status != Status.OK).isPresent())
            .map(Selector::failure)
            .collect(Collectors.joining("; "));
    return failures.isEmpty() ? "" : " (%s)".formatted(failures);
  }

  private static String failure(Row row) {
    return "%s %s: %s"
        .formatted(
            row.text(Column.MEASUREMENT).orElse(""),
            row.status().orElseThrow().word(),
            row.text(Column.REASON).orElse(""));
  }

  private List<Limit> limits() {
    return question.constraints().stream()
        .filter(Limit.class::isInstance)
        .map(Limit.class::cast)
        .toList();
  }

  private Assessed assess(Candidate candidate, Map<Metric, Estimate> figures) {
    List<Fit> fits =
        question.constraints().stream()
            .map(
                one ->
                    one instanceof Limit limit
                        ? limit.judge(figures.get(limit.metric()))
                        : one.judge(candidate))
            .toList();
    return new Assessed(candidate, figures, fits);
  }

  // What is best.

  /** By the value; those without it last. */
  private static Comparator<Assessed> byFigure(Metric metric) {
    return Comparator.comparingDouble(
        one ->
            one.find(metric)
                .map(figure -> -metric.gain(figure.value(), 0))
                .orElse(Double.POSITIVE_INFINITY));
  }

  private Comparator<Assessed> deciding() {
    return DECIDING.stream()
        .filter(metric -> metric != question.objective())
        .map(Selector::byFigure)
        .reduce(Comparator::thenComparing)
        .orElseThrow();
  }

  /**
   * The best configuration of every architecture, the best first. Configurations of one
   * architecture that the objective cannot tell apart are the same by it; what else is better
   * decides.
   */
  private List<Assessed> representatives(List<Assessed> fitting) {
    Map<String, List<Assessed>> byArchitecture = new LinkedHashMap<>();
    fitting.stream()
        .sorted(better)
        .forEach(
            one ->
                byArchitecture
                    .computeIfAbsent(one.candidate().architecture(), key -> new ArrayList<>())
                    .add(one));
    return byArchitecture.values().stream().map(this::representative).toList();
  }

  private Assessed representative(List<Assessed> configurations) {
    Assessed best = configurations.get(0);
    List<Difference> differences = differences(best, configurations);
    Assessed representative = best;
    for (int i = 1; i < configurations.size(); i++) {
      if (!differences.get(i).real()
          && deciding().compare(configurations.get(i), representative) < 0) {
        representative = configurations.get(i);
      }
    }
    return representative;
  }

  private List<Rival> rivals(Assessed choice, List<Assessed> fitting) {
    List<Assessed> others = new ArrayList<>(representatives(fitting));
    others.remove(choice);
    if (others.isEmpty()) {
      fitting.stream().filter(one -> one != choice).sorted(better).forEach(others::add);
    }
    List<Difference> differences = differences(choice, others);
    List<Rival> rivals = new ArrayList<>();
    for (int i = 0; i < others.size(); i++) {
      rivals.add(new Rival(others.get(i), differences.get(i)));
    }
    return rivals;
  }

  /** Of one from others; p-values are corrected for all of them together. */
  private List<Difference> differences(Assessed one, List<Assessed> others) {
    List<Optional<McNemar>> tests = others.stream().map(other -> test(one, other)).toList();
    double[] corrected =
        Holm.corrected(
            tests.stream().flatMap(Optional::stream).mapToDouble(McNemar::pValue).toArray());
    List<Difference> differences = new ArrayList<>();
    int tested = 0;
    for (int i = 0; i < others.size(); i++) {
      differences.add(
          tests.get(i).isPresent()
              ? tested(tests.get(i).get(), corrected[tested++], one, others.get(i))
              : untested(one, others.get(i)));
    }
    return differences;
  }

  private Optional<McNemar> test(Assessed one, Assessed other) {
    Metric objective = question.objective();
    boolean measured =
        one != other
            && one.figure(objective).source() == Estimate.Source.MEASURED
            && other.figure(objective).source() == Estimate.Source.MEASURED;
    return objective.isTop1() && measured
        ? paired.test(one.candidate(), other.candidate())
        : Optional.empty();
  }

  /** Real only when the test favours the one whose figure is better. */
  private Difference tested(McNemar test, double p, Assessed one, Assessed other) {
    double figures =
        question
            .objective()
            .gain(
                one.figure(question.objective()).value(),
                other.figure(question.objective()).value());
    boolean agree = figures * (test.onlyFirst() - test.onlySecond()) > 0;
    return new Difference(agree && p < Difference.LEVEL, Basis.MCNEMAR, OptionalDouble.of(p));
  }

  private Difference untested(Assessed one, Assessed other) {
    Estimate first = one.figure(question.objective());
    Estimate second = other.figure(question.objective());
    boolean exact =
        first.source() == Estimate.Source.COUNTED && second.source() == Estimate.Source.COUNTED;
    Basis basis =
        exact
            ? Basis.EXACT
            : first.hasInterval() && second.hasInterval() ? Basis.INTERVALS : Basis.NO_INTERVAL;
    return new Difference(first.isApartFrom(second), basis, OptionalDouble.empty());
  }

  // What constraints do.

  private List<Finding> findings(List<Assessed> assessed, Optional<Assessed> choice) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < question.constraints().size(); i++) {
      int constraint = i;
      Map<Fit, Integer> counts = new EnumMap<>(Fit.class);
      assessed.forEach(one -> counts.merge(one.fits().get(constraint), 1, Integer::sum));
      findings.add(
          new Finding(
              question.constraints().get(i),
              counts.getOrDefault(Fit.MEETS, 0),
              counts.getOrDefault(Fit.UNCERTAIN, 0),
              counts.getOrDefault(Fit.FAILS, 0),
              nearest(i, assessed),
              relaxations(i, assessed, choice)));
    }
    return findings;
  }

  private Optional<Miss> nearest(int constraint, List<Assessed> assessed) {
    return assessed.stream()
        .filter(one -> !fits(one.fits().get(constraint)))
        .map(one -> miss(constraint, one))
        .flatMap(Optional::stream)
        .min(Comparator.comparingDouble(Miss::by));
  }

  /** Empty for a constraint without a distance, or an end that is not known. */
  private Optional<Miss> miss(int constraint, Assessed one) {
    OptionalDouble needed = needed(constraint, one);
    return needed.isPresent()
        ? Optional.of(
            new Miss(
                one, ((Limit) question.constraints().get(constraint)).excess(needed.getAsDouble())))
        : Optional.empty();
  }

  /** The tightest limit that a candidate fits. */
  private OptionalDouble needed(int constraint, Assessed one) {
    if (question.constraints().get(constraint) instanceof Limit limit) {
      Estimate figure = one.figure(limit.metric());
      return question.acceptUncertain()
          ? OptionalDouble.of(
              (limit.relation().isUpper() ? figure.low() : figure.high()).orElse(figure.value()))
          : limit.badEnd(figure);
    }
    return OptionalDouble.empty();
  }

  private List<Relaxation> relaxations(
      int constraint, List<Assessed> assessed, Optional<Assessed> choice) {
    List<Relaxation> all =
        assessed.stream()
            .filter(one -> fits(one.fitWithout(constraint)))
            .filter(one -> !fits(one.fits().get(constraint)))
            .filter(one -> choice.isEmpty() || gain(one, choice.get()) > 0)
            .map(one -> relaxation(constraint, one, choice))
            .flatMap(Optional::stream)
            .sorted(Comparator.comparing(Relaxation::assessed, better))
            .toList();
    return ParetoFront.of(
        all,
        one -> one.by().orElse(0),
        one -> question.objective().gain(figure(one.assessed()), 0));
  }

  private Optional<Relaxation> relaxation(int constraint, Assessed one, Optional<Assessed> choice) {
    Optional<Miss> miss = miss(constraint, one);
    if (question.constraints().get(constraint) instanceof Limit && miss.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Relaxation(
            one,
            needed(constraint, one),
            miss.map(far -> OptionalDouble.of(far.by())).orElse(OptionalDouble.empty()),
            choice
                .map(chosen -> OptionalDouble.of(gain(one, chosen)))
                .orElse(OptionalDouble.empty()),
            choice.map(chosen -> differences(one, List.of(chosen)).get(0))));
  }

  private double gain(Assessed one, Assessed over) {
    return question.objective().gain(figure(one), figure(over));
  }

  private double figure(Assessed one) {
    return one.figure(question.objective()).value();
  }

  /** By how many constraints it misses that have no distance, then by the others in proportion. */
  private List<Assessed> nearest(List<Assessed> assessed) {
    return assessed.stream()
        .sorted(
            Comparator.comparingLong(this::withoutDistance)
                .thenComparingDouble(this::proportion)
                .thenComparing(better))
        .limit(NEAREST)
        .toList();
  }

  private long withoutDistance(Assessed one) {
    long misses = 0;
    for (int i = 0; i < one.fits().size(); i++) {
      misses += !fits(one.fits().get(i)) && miss(i, one).isEmpty() ? 1 : 0;
    }
    return misses;
  }

  private double proportion(Assessed one) {
    double sum = 0;
    for (int i = 0; i < one.fits().size(); i++) {
      Optional<Miss> miss = fits(one.fits().get(i)) ? Optional.empty() : miss(i, one);
      if (miss.isPresent()) {
        Limit limit = (Limit) question.constraints().get(i);
        sum += miss.get().by() / Math.max(limit.limit(), Double.MIN_NORMAL);
      }
    }
    return sum;
  }
}
