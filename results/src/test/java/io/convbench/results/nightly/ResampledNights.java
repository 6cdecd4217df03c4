package io.convbench.results.nightly;

import io.convbench.results.RecordedRun;
import io.convbench.results.RunFolder;
import io.convbench.results.comparison.CellFigure;
import io.convbench.results.comparison.Evidence;
import io.convbench.results.comparison.Metric;
import io.convbench.results.comparison.RunFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Nights drawn from real runs of one version (B. Efron 1979, the bootstrap). Each cell of a table
 * of 44 architectures stands for one of the real cells of its engine and has, every night, what
 * some run measured of that, with its processes and its verdict; the calibrations are some run's.
 */
final class ResampledNights implements SimulatedNights {

  private static final Instant START = Instant.parse("2026-01-01T02:00:00Z");

  private final long seed;
  private RandomGenerator random;
  private int night;
  private final List<RunFigures> runs;
  private final List<Cell> cells = new ArrayList<>();
  private final Map<Cell, String> real = new HashMap<>();
  private final Map<Cell, Double> slower = new HashMap<>();
  private RunFigures calibrated;

  ResampledNights(List<RunFigures> runs, long seed) {
    this.runs = List.copyOf(runs);
    this.seed = seed;
    List<CellFigure> latencies =
        runs.get(0).figures().stream().filter(one -> one.metric() == Metric.LATENCY).toList();
    Map<String, Integer> counts = new HashMap<>();
    while (cells.size() < SyntheticNights.ARCHITECTURES * SyntheticNights.ENGINES.size()) {
      for (CellFigure one : latencies) {
        int number = counts.merge(one.engine(), 1, Integer::sum) - 1;
        Cell cell = new Cell(String.format(Locale.ROOT, "A%02d", number), one.engine());
        cells.add(cell);
        real.put(cell, one.key());
      }
    }
    nextNight();
  }

  /** The runs of a folder, in the order of their names. */
  static List<RunFigures> read(Path folder) throws IOException {
    List<RunFigures> runs = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path run : all.sorted().toList()) {
        runs.add(RunFigures.of(RecordedRun.read(new RunFolder(run)), gap -> {}));
      }
    }
    return runs;
  }

  @Override
  public List<Cell> cells() {
    return Collections.unmodifiableList(cells);
  }

  @Override
  public void slow(Cell cell, double factor) {
    slower.merge(cell, factor, (a, b) -> a * b);
  }

  @Override
  public void nextNight() {
    random = SimulatedNights.random(seed, ++night);
    calibrated = runs.get(random.nextInt(runs.size()));
  }

  @Override
  public RunFigures run(String id, int night, List<Cell> some) {
    List<CellFigure> figures = new ArrayList<>();
    some.forEach(cell -> figures.add(figure(cell)));
    return new RunFigures(id, START.plus(Duration.ofDays(night)), "", figures, calibrated.probes());
  }

  private CellFigure figure(Cell cell) {
    String key = real.get(cell);
    CellFigure one =
        runs.get(random.nextInt(runs.size())).figures().stream()
            .filter(figure -> figure.key().equals(key))
            .findFirst()
            .orElseThrow();
    double factor = slower.getOrDefault(cell, 1.0);
    Evidence of = one.evidence();
    return new CellFigure(
        cell.name(),
        one.metric(),
        cell.architecture(),
        cell.engine(),
        one.where(),
        one.status(),
        one.reason(),
        OptionalDouble.of(factor * one.value().getAsDouble()),
        Evidence.ofRounds(
            of.verdict(),
            of.doubts(),
            of.rounds().stream().map(round -> factor * round).toList(),
            of.moving()));
  }
}
