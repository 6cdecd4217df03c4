package io.convbench.results.nightly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.results.comparison.CellFigure;
import io.convbench.results.comparison.Figures;
import io.convbench.results.comparison.Metric;
import io.convbench.results.comparison.RunFigures;
import io.convbench.results.nightly.Series.Point;
import io.convbench.results.nightly.Series.Scope;
import io.convbench.results.trust.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PooledSeriesTest {

  private final Nights nights = new Nights();

  /**
   * Two cells of 10 and 40 ms that scatter alike, by 1 % up and down: their mean is the geometric
   * one, 20 ms, with what they deviate.
   */
  @Test
  void isTheGeometricMeanOfItsCells() {
    for (int night = 0; night < 8; night++) {
      double up = night % 2 == 0 ? 1.01 : 1 / 1.01;
      nights.add(latency("A", "pytorch", 10 * up), latency("A", "onnxruntime", 40 * up));
    }
    assertEquals(
        List.of("A:latency_p50_ms"), pools().stream().map(Series::key).toList(), "not 'all' also");
    List<Point> points = pools().get(0).points();
    assertEquals(8, points.size());
    assertEquals(20.2, points.get(0).figure().value().getAsDouble(), 1e-6);
    assertEquals(20 / 1.01, points.get(7).figure().value().getAsDouble(), 1e-6);
  }

  /** The night on which the slow cell is not valid is not a faster one. */
  @Test
  void canBeComparedWithNightsThatLackACell() {
    for (int night = 0; night < 9; night++) {
      double up = night % 2 == 0 ? 1.01 : 1 / 1.01;
      nights.trusted(night == 8 ? Verdict.NOISY : Verdict.VALID);
      CellFigure slow = latency("A", "tensorflow", 400 * up);
      nights.trusted(Verdict.VALID);
      nights.add(latency("A", "pytorch", 10 * up), latency("A", "onnxruntime", 40 * up), slow);
    }
    List<Point> points = pools().get(0).points();
    double before = points.get(6).figure().value().getAsDouble();
    assertEquals(before, points.get(8).figure().value().getAsDouble(), 0.01 * before);
    assertEquals(Math.cbrt(10.0 * 40 * 400), before, 0.02 * before);
  }

  /** What is measured again of two cells of eight may be slow itself. */
  @Test
  void freshRunsOfFewerThanHalfSayNothingOfTheEngine() {
    for (int night = 0; night < 8; night++) {
      nights.add(engine(10 + 0.1 * (night % 3)));
    }
    Night last = nights.last();
    assertEquals(0, fresh(last, 2));
    assertEquals(0, fresh(last, 3));
    assertEquals(1, fresh(last, 4));
  }

  private CellFigure[] engine(double millis) {
    CellFigure[] cells = new CellFigure[8];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = latency("A" + i, "pytorch", millis);
    }
    return cells;
  }

  /** Fresh runs of the engine, where so many of its cells were measured again. */
  private int fresh(Night last, int cells) {
    List<RunFigures> again =
        Stream.of(engine(11)).limit(cells).map(figure -> nights.run("again", figure)).toList();
    List<Night> all = new ArrayList<>(nights.before());
    all.add(last.with(again, List.of()));
    return NightAssessor.assess(all).states().stream()
        .map(SeriesState::series)
        .filter(one -> one.key().equals("pytorch:latency_p50_ms"))
        .findFirst()
        .orElseThrow()
        .last()
        .freshRuns();
  }

  @Test
  void ofOneCellThereIsNone() {
    nights.of(8, 10);
    assertEquals(List.of(), pools());
  }

  @Test
  void poolsLatenciesAlone() {
    for (int night = 0; night < 8; night++) {
      nights.add(
          Figures.one("A", Metric.MEMORY, 5e8),
          Figures.one("B", Metric.MEMORY, 5e8),
          Figures.one("A", Metric.MACS, 4e9));
    }
    assertEquals(List.of(), pools());
  }

  @Test
  void isOfArchitecturesOfEnginesAndOfAll() {
    for (int night = 0; night < 8; night++) {
      List<CellFigure> cells = new ArrayList<>();
      for (String architecture : List.of("A", "B")) {
        for (String engine : List.of("pytorch", "onnxruntime")) {
          cells.add(latency(architecture, engine, 10 + 0.1 * (night % 3)));
        }
      }
      nights.add(cells.toArray(CellFigure[]::new));
    }
    assertEquals(
        Map.of(
            "A:latency_p50_ms", Scope.ARCHITECTURE,
            "B:latency_p50_ms", Scope.ARCHITECTURE,
            "pytorch:latency_p50_ms", Scope.ENGINE,
            "onnxruntime:latency_p50_ms", Scope.ENGINE,
            "all:latency_p50_ms", Scope.SUITE),
        pools().stream().collect(java.util.stream.Collectors.toMap(Series::key, Series::scope)));
  }

  private List<Series> pools() {
    return nights.assess().states().stream()
        .map(SeriesState::series)
        .filter(one -> one.scope() != Scope.CELL)
        .toList();
  }

  private CellFigure latency(String architecture, String engine, double millis) {
    return nights.latency(architecture, engine, millis, millis, millis);
  }
}
