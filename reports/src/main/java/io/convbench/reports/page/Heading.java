package io.convbench.reports.page;

import io.convbench.results.Invocation;
import io.convbench.results.RecordedRun;
import io.convbench.results.history.Machine;
import io.convbench.results.history.MeasuredOn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a report is of.
 *
 * @param title suite and machine, by which a person knows it again
 * @param runs what was run
 */
public record Heading(String title, List<Line> runs) {

  private static final int MOST_MACHINES = 3;

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
    List<String> machines = new ArrayList<>();
    for (RecordedRun run : runs) {
      MeasuredOn.of(run).stream()
          .map(MeasuredOn::machine)
          .map(Machine::label)
          .forEach(machines::add);
    }
    List<String> distinct = machines.stream().distinct().toList();
    return distinct.size() > MOST_MACHINES
        ? distinct.size() + " machines"
        : distinct.stream().collect(Collectors.joining("; "));
  }
}
