package io.convbench.reports.page;

import io.convbench.reports.chart.Rounding;
import io.convbench.results.Column;
import io.convbench.results.Environment;
import io.convbench.results.RecordedRun;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.Configuration;
import io.convbench.results.history.ConfigurationNames;
import io.convbench.results.history.History;
import io.convbench.results.history.Machine;
import io.convbench.results.history.MeasuredOn;
import io.convbench.results.history.Observation;
import io.convbench.results.trust.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a reader should know before trusting a figure. */
final class Warnings {

  private static final double LONG_TAIL = 2;
  private static final double WIDE_INTERVAL = 0.1;

  /** The JVM's own threads take some, too. */
  private static final double MORE_CORES = 1.25;

  private static final int MOST_NAMES = 6;
  private static final int MOST_PLACES = 3;

  private final List<String> sentences = new ArrayList<>();

  private final ConfigurationNames names;

  private Warnings(ConfigurationNames names) {
    this.names = names;
  }

  /**
   * @param environments by run id, and those of a run that went on elsewhere by id and file
   */
  static List<String> of(History findings, Map<String, Environment> environments) {
    Warnings warnings = new Warnings(findings.names());
    findings.observations().forEach(warnings::ofRow);
    findings.observations().stream()
        .filter(one -> one.row().number(Column.LATENCY_P50_MS).isPresent())
        .flatMap(one -> one.run().environment(one.row()).stream())
        .filter(environments::containsValue)
        .distinct()
        .forEach(warnings::load);
    findings.runs().forEach(run -> warnings.sentences.addAll(run.gaps()));
    findings.runs().forEach(warnings::elsewhere);
    warnings.verdicts(findings.candidates());
    warnings.platforms(findings.runs());
    warnings.timing(findings.candidates());
    warnings.threads(findings.candidates());
    warnings.mixed(findings.architectures());
    warnings.accuracy(findings.candidates());
    if (findings.repeated() > 0) {
      warnings.sentences.add(
          "Cells were measured more than once on the same machine with the same versions: the"
              + " newest"
              + " result of each is shown, %s older ones are not shown."
                  .formatted(findings.repeated()));
    }
    if (findings.otherImages() > 0) {
      warnings.sentences.add(
          "%s accuracies on other images or with other weights are in the accuracy table only;"
                  .formatted(findings.otherImages())
              + " elsewhere the newest is shown, and a whole dataset rather than a part of it.");
    }
    return warnings.sentences;
  }

  private void elsewhere(RecordedRun run) {
    List<MeasuredOn> places = MeasuredOn.of(run);
    if (places.stream().map(one -> List.of(one.machine(), one.commit())).distinct().count() > 1) {
      sentences.add(
          "Run %s was measured on more than one machine or version of convbench: %s. Figures"
                  .formatted(
                      run.id(),
                      places.stream()
                          .map(
                              one ->
                                  "%s cells on %s by commit %s"
                                      .formatted(
                                          one.cells(),
                                          one.machine().label(),
                                          one.commit().isEmpty() ? "unknown" : one.commit()))
                          .collect(Collectors.joining("; ")))
              + " of different ones are not joined.");
    }
  }

  /** What changed on a machine between figures that stand beside each other. */
  private void platforms(List<RecordedRun> runs) {
    Map<Machine, MeasuredOn> first = new LinkedHashMap<>();
    for (RecordedRun run : runs) {
      for (MeasuredOn place : MeasuredOn.of(run)) {
        MeasuredOn before = first.putIfAbsent(place.machine(), place);
        List<String> changes =
            before == null ? List.of() : place.platform().differences(before.platform());
        if (!changes.isEmpty()) {
          sentences.add(
              "%s cells of run %s were measured on the same machine as run %s, but with other software or settings (%s): figures may differ for that reason."
                  .formatted(
                      place.cells(), run.id(), before.run().id(), String.join("; ", changes)));
        }
      }
    }
  }

  /** What a row says of itself: first, because it tells whether its figures mean anything. */
  private void ofRow(Observation one) {
    one.row()
        .text(Column.CAUTION)
        .ifPresent(
            caution ->
                sentences.add(
                    "%s, %s: %s."
                        .formatted(
                            one.architecture(),
                            names.name(one.configuration().untimed()),
                            caution)));
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
        Warnings::throttled,
        "A CPU quota of the container stopped the passes (throttled_s), so their times are the"
            + " quota's"
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
        one -> one.fewPassesFor(Column.LATENCY_P90_MS),
        "Fewer than "
            + Candidate.passesNeeded(Column.LATENCY_P90_MS)
            + " passes were timed, too few for the 90th percentile († in charts and table): %s.");
  }

  private void verdicts(List<Candidate> candidates) {
    verdicts(candidates, Column.LATENCY_P50_MS, "Timings", "the table");
    verdicts(candidates, Column.LOAD_FIRST_MS, "Loads and first passes", "the table");
    verdicts(candidates, Column.END_TO_END_P50_MS, "Times from JPEG to class", "the table");
    verdicts(
        candidates,
        Column.EVALUATION_IMAGES_PER_S,
        "Images/s of accuracies",
        "the table of accuracies");
  }

  private void verdicts(List<Candidate> candidates, Column time, String what, String table) {
    List<Candidate> timed = candidates.stream().filter(one -> one.has(time)).toList();
    String drawn = time == Column.LATENCY_P50_MS ? " and are not drawn" : "";
    String charts = time == Column.LATENCY_P50_MS ? "charts and table" : table;
    name(
        timed,
        one -> one.verdict(time) == Verdict.INVALID,
        what + " are not valid (! in " + table + ", with the reasons)" + drawn + ": %s.");
    name(
        timed,
        one -> one.verdict(time) == Verdict.NOISY,
        what + " are noisy (~ in " + charts + ", with the reasons): %s.");
    name(
        timed,
        one -> one.verdict(time) == Verdict.UNKNOWN,
        what
            + " have no verdict, as an older version of convbench took them (? in "
            + table
            + "): %s.");
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
        one -> one.number(Column.IMAGES_WARNED).orElse(0) > 0,
        "Images were decoded with a warning and scored anyway (images_warned): %s.");
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
  private String names(List<Candidate> found, List<Candidate> all) {
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
  private String places(List<Configuration> found, List<Configuration> all) {
    if (found.size() > MOST_PLACES) {
      return found.size() == all.size()
          ? ""
          : " (%s of %s configurations)".formatted(found.size(), all.size());
    }
    return found.size() == all.size()
        ? ""
        : found.stream().map(names::name).collect(Collectors.joining(", ", " (", ")"));
  }

  private static double ratio(Candidate one, Column above, Column below) {
    return one.has(above) && one.has(below)
        ? one.number(above).getAsDouble() / one.number(below).getAsDouble()
        : 0;
  }
}
