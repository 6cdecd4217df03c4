package io.convbench.reports.chart;

import io.convbench.foundation.text.Sentence;
import io.convbench.results.Column;
import io.convbench.results.CsvTable;
import io.convbench.results.RecordedRun;
import io.convbench.results.Row;
import java.awt.BasicStroke;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How fast a machine was during a run, by the calibrations before and after the passes. */
enum CalibrationChart {
  COMPUTING(
      "calibration",
      "The machine's speed of computing during run %s",
      "GMAC/s",
      "gmacs_per_s",
      Column.CALIBRATION_BEFORE_GMACS_PER_S,
      Column.CALIBRATION_AFTER_GMACS_PER_S,
      "convolutions of known multiply-accumulates on the cell's own engine and threads. On a quiet"
          + " machine the lines are level. The highest dot is the machine's measured peak."),
  MOVING(
      "calibration-activations",
      "The machine's speed of moving activations during run %s",
      "1e9 activations/s",
      "gactivations_per_s",
      Column.CALIBRATION_BEFORE_GACTIVATIONS_PER_S,
      Column.CALIBRATION_AFTER_GACTIVATIONS_PER_S,
      "a network that moves activations more than it computes, on the cell's own engine and"
          + " threads. On a quiet machine the lines are level; neighbours that share a cache take"
          + " from this speed first.");

  private static final int HEIGHT = 340;
  private static final double MILLIS_PER_MINUTE = 60_000;

  private final String id;
  private final String title;
  private final String unit;
  private final String column;
  private final Column before;
  private final Column after;
  private final String explanation;

  /**
   * A calibration.
   *
   * @param minutes since the first one
   * @param speed in the chart's unit
   */
  private record Point(double minutes, double speed) {}

  CalibrationChart(
      String id,
      String title,
      String unit,
      String column,
      Column before,
      Column after,
      String explanation) {
    this.id = id;
    this.title = title;
    this.unit = unit;
    this.column = column;
    this.before = before;
    this.after = after;
    this.explanation = explanation;
  }

  /** Draws a run's; nothing where it has fewer than two. */
  Optional<ChartSlot> draw(RecordedRun run) {
    String title = this.title.formatted(run.id());
    List<Row> attempts;
    try {
      attempts = run.attempts();
    } catch (IOException e) {
      return Optional.of(new OmittedChart(title, Sentence.of(e.getMessage())));
    }
    Map<String, List<Point>> series = series(attempts);
    return series.values().stream().allMatch(points -> points.size() < 2)
        ? Optional.empty()
        : Optional.of(draw(title, run.id(), series));
  }

  private Map<String, List<Point>> series(List<Row> attempts) {
    Map<String, Map<Instant, Double>> moments = new LinkedHashMap<>();
    for (Row row : attempts) {
      Optional<Instant> end = row.time();
      if (end.isEmpty()) {
        continue;
      }
      long millis = Math.round(1000 * row.number(Column.DURATION_S).orElse(0));
      Map<Instant, Double> own =
          moments.computeIfAbsent(name(row), engine -> new LinkedHashMap<>());
      row.number(before).ifPresent(speed -> own.put(end.get().minusMillis(millis), speed));
      row.number(after).ifPresent(speed -> own.put(end.get(), speed));
    }
    // Of an engine that could not be calibrated.
    moments.values().removeIf(Map::isEmpty);
    Optional<Instant> first =
        moments.values().stream()
            .flatMap(own -> own.keySet().stream())
            .min(Comparator.naturalOrder());
    Map<String, List<Point>> series = new LinkedHashMap<>();
    moments.forEach(
        (engine, own) -> {
          List<Point> points = new ArrayList<>();
          own.forEach(
              (moment, speed) ->
                  points.add(
                      new Point(
                          Duration.between(first.orElseThrow(), moment).toMillis()
                              / MILLIS_PER_MINUTE,
                          speed)));
          points.sort(Comparator.comparingDouble(Point::minutes));
          series.put(engine, points);
        });
    return series;
  }

  private static String name(Row row) {
    return "%s %s t%s"
        .formatted(
            row.text(Column.ENGINE).orElse(""),
            row.text(Column.PRECISION).orElse(""),
            row.integer(Column.THREADS).orElse(0));
  }

  private Figure draw(String title, String run, Map<String, List<Point>> series) {
    double end =
        series.values().stream().flatMap(List::stream).mapToDouble(Point::minutes).max().orElse(1);
    double fastest =
        series.values().stream().flatMap(List::stream).mapToDouble(Point::speed).max().orElse(1);
    Frame frame = new Frame(title, HEIGHT, "Minutes since the first calibration", unit);
    frame.x(0, Math.max(end, 0.1)).y(0, 1.1 * fastest).plainXLabels().plainYLabels();
    frame.styler().setLegendPosition(Styler.LegendPosition.OutsideS);
    frame.styler().setLegendLayout(Styler.LegendLayout.Horizontal);
    CsvTable data = new CsvTable(List.of("series", "minutes", column));
    int slot = 0;
    for (Map.Entry<String, List<Point>> one : series.entrySet()) {
      List<Point> points = one.getValue();
      frame
          .line(
              one.getKey(),
              points.stream().mapToDouble(Point::minutes).toArray(),
              points.stream().mapToDouble(Point::speed).toArray(),
              Palette.color(slot),
              new BasicStroke(1.6f))
          .setMarker(SeriesMarkers.CIRCLE)
          .setMarkerColor(Palette.color(slot));
      for (Point point : points) {
        data.add(
            List.of(
                one.getKey(), Double.toString(point.minutes()), Double.toString(point.speed())));
      }
      slot++;
    }
    return new Figure(
        id + "-" + run,
        title,
        "Each dot is a calibration before or after timed passes: " + explanation,
        "Calibrations of %s engines over %s minutes."
            .formatted(series.size(), Rounding.fixed(end, 0)),
        data,
        frame.picture());
  }
}
