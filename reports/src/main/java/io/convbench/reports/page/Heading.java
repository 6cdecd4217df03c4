package io.convbench.reports.page;

import io.convbench.results.Invocation;
import io.convbench.results.RecordedRun;
import io.convbench.results.history.MeasuredOn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a report is of.
 *
 * @param title suite and machine, by which a person knows it again
 * @param runs what was run
 */
public record Heading(String title, List<Line> runs) {

  private static final int MOST_MACHINES = 3;
  private static final int MOST_LINES = 3;

  /**
   * A run.
   *
   * @param id its id
   * @param commandLine how it was asked for; empty where that was not recorded
   */
  public record Line(String id, String commandLine) {}

  public Heading {
    runs = List.copyOf(runs);
  }

  /** True where their lines would push the answers off the first screen. */
  public boolean folded() {
    return runs.size() > MOST_LINES;
  }

  static Heading of(List<RecordedRun> runs) {
    List<String> suites =
        runs.stream()
            .map(run -> run.invocation().map(Invocation::suite).orElse(""))
            .distinct()
            .toList();
    String what = suites.contains("") ? "" : "Suite " + String.join(", ", suites);
    if (runs.size() > 1) {
      what += (what.isEmpty() ? "" : ", ") + runs.size() + " runs";
    }
    return new Heading(
        "%s on %s".formatted(what.isEmpty() ? "Run" : what, machines(runs)),
        runs.stream()
            .map(
                run -> new Line(run.id(), run.invocation().map(Invocation::commandLine).orElse("")))
            .toList());
  }

  private static String machines(List<RecordedRun> runs) {
    Map<String, Set<String>> gpus = new LinkedHashMap<>();
    for (RecordedRun run : runs) {
      for (MeasuredOn place : MeasuredOn.of(run)) {
        gpus.computeIfAbsent(place.machine().label(), label -> new TreeSet<>())
            .addAll(place.gpus());
      }
    }
    return gpus.size() > MOST_MACHINES
        ? gpus.size() + " machines"
        : gpus.entrySet().stream()
            .map(
                one ->
                    one.getKey()
                        + (one.getValue().isEmpty() ? "" : ", ")
                        + String.join(", ", one.getValue()))
            .collect(Collectors.joining("; "));
  }
}
