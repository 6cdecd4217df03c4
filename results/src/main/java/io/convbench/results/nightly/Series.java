package io.convbench.results.nightly;

import io.convbench.results.comparison.CellFigure;
import io.convbench.results.comparison.Drift;
import io.convbench.results.comparison.Metric;
import io.convbench.results.comparison.RunFigures;
import io.convbench.results.trust.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One figure night after night.
 *
 * @param key its name
 * @param metric which figure
 * @param points one a night on which its cell ran, oldest first; at least one
 */
public record Series(String key, Metric metric, List<Point> points) {

  /**
   * A night of the series.
   *
   * @param night the night's place in the history
   * @param id the night's name
   * @param time of the night
   * @param figure as the night's run measured it
   * @param log natural logarithm of the value, with the machine's drift taken out and fresh runs of
   *     the night averaged; NaN where the night says nothing of the series
   * @param doubt why it says nothing; empty where it does
   * @param epoch of machine, versions and settings, counted from 0
   */
  public record Point(
      int night, String id, Instant time, CellFigure figure, double log, String doubt, int epoch) {

    /** True where the night says something of the series. */
    public boolean usable() {
      return doubt.isEmpty();
    }
  }

  public Series {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException(key + " has no night");
    }
  }

  /** The series of all figures of these nights, by key. */
  static Map<String, Series> of(List<Night> nights, CalibrationWatch machine) {
    Map<String, List<Point>> points = new LinkedHashMap<>();
    Map<String, Metric> metrics = new HashMap<>();
    Map<String, RunFigures> starts = new HashMap<>();
    Map<String, CellFigure> firsts = new HashMap<>();
    for (int index = 0; index < nights.size(); index++) {
      Night night = nights.get(index);
      Map<String, List<CellFigure>> confirmed = confirmed(night);
      for (CellFigure figure : night.run().figures()) {
        List<Point> own = points.computeIfAbsent(figure.key(), key -> new ArrayList<>());
        metrics.put(figure.key(), figure.metric());
        CalibrationWatch.State state = machine.state(index, figure.where().probe());
        int epoch = epoch(own, figure, state, index, machine);
        if (own.isEmpty() || own.get(own.size() - 1).epoch() != epoch) {
          starts.put(figure.key(), night.run());
          firsts.put(figure.key(), figure);
        }
        String doubt = doubt(figure, state);
        double drift =
            figure.metric().rule() == Metric.Rule.ROUNDS
                ? Drift.between(
                        starts.get(figure.key()), night.run(), firsts.get(figure.key()), figure)
                    .factor()
                : 1;
        double log =
            doubt.isEmpty()
                ? log(figure, confirmed.getOrDefault(figure.key(), List.of()), drift)
                : Double.NaN;
        own.add(new Point(index, night.id(), night.run().time(), figure, log, doubt, epoch));
      }
    }
    Map<String, Series> series = new LinkedHashMap<>();
    points.forEach((key, own) -> series.put(key, new Series(key, metrics.get(key), own)));
    return series;
  }

  /** The newest night. */
  public Point last() {
    return points.get(points.size() - 1);
  }

  private static Map<String, List<CellFigure>> confirmed(Night night) {
    Map<String, List<CellFigure>> confirmed = new HashMap<>();
    for (RunFigures run : night.confirmations()) {
      for (CellFigure figure : run.figures()) {
        if (figure.ok()) {
          confirmed.computeIfAbsent(figure.key(), key -> new ArrayList<>()).add(figure);
        }
      }
    }
    return confirmed;
  }

  private static int epoch(
      List<Point> before,
      CellFigure figure,
      CalibrationWatch.State state,
      int night,
      CalibrationWatch machine) {
    if (before.isEmpty()) {
      return 0;
    }
    Point last = before.get(before.size() - 1);
    // A cell that failed before its engine started states no version.
    boolean known = last.figure().ok() && figure.ok();
    boolean same = !known || Objects.equals(last.figure().where(), figure.where());
    int then = machine.state(last.night(), figure.where().probe()).epoch();
    return same && then == state.epoch() ? last.epoch() : last.epoch() + 1;
  }

  private static String doubt(CellFigure figure, CalibrationWatch.State machine) {
    if (!figure.ok()) {
      return "%s: %s".formatted(figure.status().word(), figure.reason());
    }
    boolean timed = figure.metric().rule() == Metric.Rule.ROUNDS;
    if (timed && figure.evidence().verdict() != Verdict.VALID) {
      return "%s: %s".formatted(figure.evidence().verdict().word(), figure.evidence().doubts());
    }
    boolean ofSpeed = timed || figure.metric().rule() == Metric.Rule.REPEATS;
    if (ofSpeed && machine.moved()) {
      return "environment: the machine's speed moved";
    }
    return figure.value().getAsDouble() > 0 ? "" : "a figure of 0 has no logarithm";
  }

  private static double log(CellFigure figure, List<CellFigure> confirmed, double drift) {
    double sum = Math.log(drift * figure.value().getAsDouble());
    for (CellFigure each : confirmed) {
      sum += Math.log(each.value().getAsDouble());
    }
    return sum / (1 + confirmed.size());
  }
}
