package io.convbench.reports.page;

import io.convbench.reports.chart.Rounding;
import io.convbench.reports.findings.Candidate;
import io.convbench.reports.findings.Configuration;
import io.convbench.reports.findings.Findings;
import io.convbench.results.Column;
import io.convbench.results.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a reader should know before trusting a figure. */
final class Cautions {

  private static final double LONG_TAIL = 2;
  private static final double WIDE_INTERVAL = 0.1;
  private static final long FEW_PASSES = 20;

  /** The JVM's own threads take some, too. */
  private static final double MORE_CORES = 1.25;

  private static final int MOST_NAMES = 6;

  private final List<String> sentences = new ArrayList<>();

  private Cautions() {}

  /**
   * @param environments by run id
   */
  static List<String> of(Findings findings, Map<String, Environment> environments) {
    Cautions cautions = new Cautions();
    findings.cells().stream()
        .filter(row -> row.number(Column.LATENCY_P50_MS).isPresent())
        .flatMap(row -> row.text(Column.RUN_ID).stream())
        .distinct()
        .filter(environments::containsKey)
        .forEach(run -> cautions.load(environments.get(run)));
    cautions.timing(findings.candidates());
    cautions.threads(findings.candidates());
    cautions.mixed(findings.architectures());
    cautions.accuracy(findings.candidates());
    if (findings.repeated() > 0) {
      cautions.sentences.add(
          "%s cells were measured more than once; the last result of each is shown."
              .formatted(findings.repeated()));
    }
    return cautions.sentences;
  }

  private void load(Environment environment) {
    if (environment.busy()) {
      sentences.add(
          "The machine was busy before the run of %s (load %s on %s cores): timings may be too high."
              .formatted(
                  environment.time(),
                  Rounding.fixed(environment.loadAverage(), 1),
                  environment.logicalCores()));
    }
  }

  private void timing(List<Candidate> candidates) {
    name(
        candidates,
        Cautions::throttled,
        "A CPU quota of the container stopped the passes (throttled_s), so their times are the quota's"
            + " and not the engine's alone: %s.");
    name(
        candidates,
        one ->
            ratio(one, Column.LATENCY_P99_MS, Column.LATENCY_P50_MS) > LONG_TAIL && !throttled(one),
        "The slowest passes took more than twice the median (something else ran, or the clock"
            + " changed): %s.");
    name(
        candidates,
        one -> ratio(one, Column.LATENCY_CI95_HIGH_MS, Column.LATENCY_MEAN_MS) > 1 + WIDE_INTERVAL,
        "The mean is known to no better than 10 %% (time longer, on a quiet machine): %s.");
    name(
        candidates,
        one -> one.number(Column.LATENCY_SAMPLES).orElse(FEW_PASSES) < FEW_PASSES,
        "Fewer than " + FEW_PASSES + " passes were timed, too few for percentiles: %s.");
  }

  /** What explains a long tail by itself. */
  private static boolean throttled(Candidate one) {
    return one.number(Column.THROTTLED_S).orElse(0) > 0;
  }

  private void threads(List<Candidate> candidates) {
    name(
        candidates,
        one -> one.number(Column.CORES_USED).orElse(0) > MORE_CORES * one.configuration().threads(),
        "More processor time was used than the threads asked for can take (cores_used): %s.");
  }

  private void mixed(List<Candidate> architectures) {
    List<Candidate> drawn = architectures.stream().filter(one -> one.top1().isPresent()).toList();
    List<Candidate> measured =
        drawn.stream().filter(one -> one.top1().orElseThrow().measured()).toList();
    if (!measured.isEmpty() && measured.size() < drawn.size()) {
      sentences.add(
          "Accuracies of %s were measured, the others are published ones: images and crops differ, so"
                  .formatted(names(measured, drawn))
              + " compare measured with measured only, as the Pareto fronts do.");
    }
  }

  private void accuracy(List<Candidate> candidates) {
    name(
        candidates,
        one -> one.number(Column.IMAGES_FAILED).orElse(0) > 0,
        "Images could not be decoded and were not scored: %s.");
    name(
        candidates,
        Candidate::publishedAtOtherSize,
        "Published accuracies were reached at another input size than the one that ran (* in charts"
            + " and table); they say little about this size: %s.");
  }

  private void name(List<Candidate> candidates, Predicate<Candidate> which, String sentence) {
    List<Candidate> found = candidates.stream().filter(which).toList();
    if (!found.isEmpty()) {
      sentences.add(sentence.formatted(names(found, candidates)));
    }
  }

  /** The architectures, or of how many lines it is true where that is shorter. */
  private static String names(List<Candidate> found, List<Candidate> all) {
    List<String> names = found.stream().map(Candidate::architecture).distinct().toList();
    return names.size() > MOST_NAMES
        ? "%s of %s results".formatted(found.size(), all.size())
        : names.stream()
            .map(name -> name + places(of(name, found), of(name, all)))
            .collect(Collectors.joining(", "));
  }

  private static List<Configuration> of(String architecture, List<Candidate> candidates) {
    return candidates.stream()
        .filter(one -> one.architecture().equals(architecture))
        .map(Candidate::configuration)
        .toList();
  }

  /** On what an architecture ran when it is true of it; nothing when it always is. */
  private static String places(List<Configuration> found, List<Configuration> all) {
    return found.size() == all.size()
        ? ""
        : found.stream()
            .map(Configuration::shortLabel)
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private static double ratio(Candidate one, Column above, Column below) {
    return one.has(above) && one.has(below)
        ? one.number(above).getAsDouble() / one.number(below).getAsDouble()
        : 0;
  }
}
