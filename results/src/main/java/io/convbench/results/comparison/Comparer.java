package io.convbench.results.comparison;

import io.convbench.foundation.input.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares runs. */
public final class Comparer {

  private final ComparisonRules rules;
  private final Set<Across> across;
  private final RepeatedRuns repeated;
  private final int repeats;

  /**
   * @param across the differences over which runs are compared all the same
   * @param repeats runs of one version (A/A), of which thresholds are learnt; none for the floors
   *     alone
   */
  public Comparer(ComparisonRules rules, Set<Across> across, List<RunFigures> repeats) {
    this.rules = rules;
    this.across = Set.copyOf(across);
    this.repeated = RepeatedRuns.of(repeats);
    this.repeats = repeats.size();
  }

  /**
   * Compares a run with a baseline.
   *
   * @throws InvalidInputException when they have no cell in common, were measured on other machines
   *     or by other versions and this was not asked for, or one has several engines and engines are
   *     to be compared
   */
  public Comparison compare(RunFigures baseline, RunFigures run) {
    Map<String, CellFigure> old = byKey(baseline);
    Map<String, CellFigure> now = byKey(run);
    Map<String, CellFigure[]> pairs = new LinkedHashMap<>();
    now.forEach(
        (key, figure) -> {
          if (old.containsKey(key)) {
            pairs.put(key, new CellFigure[] {old.get(key), figure});
          }
        });
    if (pairs.isEmpty()) {
      throw new InvalidInputException(
          "%s and %s have no cell in common: compare runs of the same architectures, engines and settings%s"
              .formatted(
                  baseline.run(),
                  run.run(),
                  across.contains(Across.ENGINE)
                      ? ""
                      : ", or pass --across engine to compare engines"));
    }
    List<String> differences = new ArrayList<>();
    requireSame(Across.MACHINE, pairs.values(), baseline, run, differences);
    requireSame(Across.VERSION, pairs.values(), baseline, run, differences);
    requireSame(Across.ENGINE, pairs.values(), baseline, run, differences);
    List<FigureComparison> figures = new ArrayList<>();
    TimedFigures timed = new TimedFigures(baseline, run, rules, repeated);
    PairedFigures accuracies = new PairedFigures(rules);
    for (CellFigure[] pair : pairs.values()) {
      Optional<FigureComparison> without = withoutValue(pair[0], pair[1]);
      if (without.isPresent()) {
        figures.add(without.get());
        continue;
      }
      switch (pair[1].metric().rule()) {
        case ROUNDS -> timed.add(pair[0], pair[1], figures);
        case PAIRS -> accuracies.add(pair[0], pair[1], figures);
        case THRESHOLD, REPEATS -> figures.add(single(pair[0], pair[1]));
        case LIMIT -> figures.add(limited(pair[0], pair[1]));
        case EXACT -> figures.add(exact(pair[0], pair[1]));
      }
    }
    timed.judge(figures);
    accuracies.judge(figures);
    return new Comparison(
        baseline,
        run,
        figures,
        missing(now, old),
        missing(old, now),
        drifts(baseline, run, pairs),
        differences,
        repeats,
        rules);
  }

  private Map<String, CellFigure> byKey(RunFigures run) {
    if (!across.contains(Across.ENGINE)) {
      return run.byKey();
    }
    Map<String, CellFigure> byKey = new LinkedHashMap<>();
    for (CellFigure one : run.figures()) {
      CellFigure other = byKey.put(one.keyOfAnyEngine(), one);
      if (other != null) {
        throw new InvalidInputException(
            "%s measured %s by %s and by %s: compare runs of one engine each"
                .formatted(run.run(), one.architecture(), other.engine(), one.engine()));
      }
    }
    return byKey;
  }

  /** What is compared is said; what is not to be compared is refused. */
  private void requireSame(
      Across kind,
      Iterable<CellFigure[]> pairs,
      RunFigures baseline,
      RunFigures run,
      List<String> differences) {
    Set<List<String>> found = new LinkedHashSet<>();
    for (CellFigure[] pair : pairs) {
      String old = what(kind, pair[0]);
      String now = what(kind, pair[1]);
      if (!old.equals(now) && pair[0].ok() && pair[1].ok()) {
        found.add(List.of(now, old));
      }
    }
    for (List<String> one : found) {
      String difference =
          "%s %s, not %s".formatted(kind, orUnknown(one.get(0)), orUnknown(one.get(1)));
      if (!across.contains(kind) && kind != Across.ENGINE) {
        throw new InvalidInputException(
            "%s was measured with %s of %s: pass --across %s to compare them all the same"
                .formatted(run.run(), difference, baseline.run(), kind));
      }
      differences.add(difference);
    }
  }

  private static String what(Across kind, CellFigure one) {
    return switch (kind) {
      case MACHINE -> one.where().machine();
      case VERSION -> one.where().version();
      case ENGINE -> one.engine();
    };
  }

  private static String orUnknown(String text) {
    return text.isEmpty() ? "unknown" : text;
  }

  private static Optional<FigureComparison> withoutValue(CellFigure before, CellFigure after) {
    if (!before.where().setting().equals(after.where().setting()) && before.ok() && after.ok()) {
      return Optional.of(
          FigureComparison.plain(
              before,
              after,
              ChangeVerdict.CANNOT_TELL,
              Optional.empty(),
              0,
              "measured as %s, before as %s"
                  .formatted(after.where().setting(), before.where().setting())));
    }
    if (before.ok() && after.ok()) {
      return Optional.empty();
    }
    boolean conformance = after.metric().rule() == Metric.Rule.LIMIT;
    if (conformance && before.value().isPresent() && after.value().isPresent()) {
      return Optional.empty();
    }
    ChangeVerdict verdict =
        switch (after.status()) {
          case OK, FAILED ->
              before.status() == after.status() ? ChangeVerdict.CANNOT_TELL : ChangeVerdict.CHANGED;
          case SKIPPED, UNAVAILABLE -> ChangeVerdict.CANNOT_TELL;
        };
    String reason =
        after.ok()
            ? "measured, before %s: %s".formatted(before.status().word(), before.reason())
            : "%s: %s".formatted(after.status().word(), after.reason());
    return Optional.of(FigureComparison.plain(before, after, verdict, Optional.empty(), 0, reason));
  }

  /** Of one process each. */
  private FigureComparison single(CellFigure before, CellFigure after) {
    double floor = rules.of(after.metric());
    double old = before.value().getAsDouble();
    double now = after.value().getAsDouble();
    if (old == 0 || now == 0) {
      return FigureComparison.plain(
          before,
          after,
          old == now ? ChangeVerdict.UNCHANGED : ChangeVerdict.CANNOT_TELL,
          Optional.empty(),
          floor,
          old == now ? "both 0" : "a figure of 0 has no ratio");
    }
    if (after.metric().rule() == Metric.Rule.THRESHOLD) {
      floor = Math.max(floor, ComparisonRules.LEAST_BYTES / old);
    }
    double log = Math.log(now / old);
    Optional<String> doubt = FigureComparison.doubt(before, after);
    Optional<Double> half = repeated.halfWidth(after);
    double threshold = Math.max(floor, Math.exp(half.orElse(0.0)) - 1);
    Ratio ratio = half.isPresent() ? Ratio.ofLog(log, half.get()) : Ratio.alone(now / old);
    boolean alone = half.isEmpty() && after.metric().rule() == Metric.Rule.REPEATS;
    if (doubt.isPresent() || alone) {
      return FigureComparison.plain(
          before,
          after,
          ChangeVerdict.CANNOT_TELL,
          Optional.of(ratio),
          threshold,
          doubt.orElse("one process each: pass repeated runs of one version (--repeats)"));
    }
    boolean changed = ratio.size() > threshold;
    return FigureComparison.plain(
        before,
        after,
        changed ? ChangeVerdict.CHANGED : ChangeVerdict.UNCHANGED,
        Optional.of(ratio),
        threshold,
        half.isEmpty() ? "by the floor alone" : "by repeated runs");
  }

  /** What was within its limit has to stay there; how far within is rounding. */
  private static FigureComparison limited(CellFigure before, CellFigure after) {
    double limit = after.evidence().limit().orElse(before.evidence().limit().orElse(0));
    double old = before.value().getAsDouble();
    double now = after.value().getAsDouble();
    boolean was = before.ok() && old <= limit;
    boolean is = after.ok() && now <= limit;
    return FigureComparison.plain(
        before,
        after,
        was == is ? ChangeVerdict.UNCHANGED : ChangeVerdict.CHANGED,
        old > 0 && now > 0 ? Optional.of(Ratio.alone(now / old)) : Optional.empty(),
        0,
        was && is ? "within the limit" : is ? "back within the limit" : "beyond the limit");
  }

  private static FigureComparison exact(CellFigure before, CellFigure after) {
    double old = before.value().getAsDouble();
    double now = after.value().getAsDouble();
    return FigureComparison.plain(
        before,
        after,
        old == now ? ChangeVerdict.UNCHANGED : ChangeVerdict.CHANGED,
        old > 0 && now > 0 ? Optional.of(Ratio.exact(now / old)) : Optional.empty(),
        0,
        old == now ? "equal" : "the graph differs");
  }

  private static Set<String> missing(Map<String, CellFigure> of, Map<String, CellFigure> in) {
    return of.entrySet().stream()
        .filter(one -> !in.containsKey(one.getKey()))
        .map(one -> one.getValue().cell())
        .filter(cell -> in.values().stream().noneMatch(other -> other.cell().equals(cell)))
        .collect(Collectors.toSet());
  }

  /** By calibration, of those that saw the same machine and version. */
  private static Map<String, Drift> drifts(
      RunFigures baseline, RunFigures run, Map<String, CellFigure[]> pairs) {
    Map<String, Drift> drifts = new TreeMap<>();
    for (CellFigure[] pair : pairs.values()) {
      if (Drift.between(baseline, run, pair[0], pair[1]) != Drift.UNKNOWN) {
        String name = pair[1].where().probe();
        for (String probe : List.of(name, Probe.moving(name))) {
          Drift drift = Drift.between(baseline.probes().get(probe), run.probes().get(probe));
          if (drift != Drift.UNKNOWN) {
            drifts.put(probe, drift);
          }
        }
      }
    }
    return drifts;
  }
}
