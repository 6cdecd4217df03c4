package io.convbench.results.nightly;

import io.convbench.results.Column;
import io.convbench.results.Environment;
import io.convbench.results.Invocation;
import io.convbench.results.Limits;
import io.convbench.results.Platform;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.Status;
import io.convbench.results.comparison.CellFigure;
import io.convbench.results.comparison.Circumstances;
import io.convbench.results.comparison.Evidence;
import io.convbench.results.comparison.Metric;
import io.convbench.results.comparison.Probe;
import io.convbench.results.comparison.RunFigures;
import io.convbench.results.trust.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Runs of the full table, 44 architectures on three engines with three processes each, by a model
 * of six real runs of one version (docs/reliability.md; two virtual cores that share a cache with
 * other guests). The parameters are what those runs showed, as deviations of logarithms: all
 * latencies of a night share 1.7 %, an engine's further 0.8 %; a cell's night scatters by 1 to 4 %
 * of its own, its processes by 1 to 2.5 %. One row in eight was disturbed by up to 30 % and its
 * verdict says so; one in 50 is 5 to 15 % slower and nothing says so. Calibrations miss what
 * latencies show: their medians scatter by 4 % from night to night (activations 10 %), each process
 * by 8 % (25 %).
 */
final class SyntheticNights implements SimulatedNights {

  static final int ARCHITECTURES = 44;
  static final List<String> ENGINES = List.of("pytorch", "onnxruntime", "tensorflow");
  private static final int PROCESSES = 3;
  private static final double LEAST_OF_PROCESS = 0.008;
  private static final double MOST_OF_PROCESS = 0.04;
  private static final double LEAST_OF_CELL = 0.005;
  private static final double MOST_OF_CELL = 0.03;
  private static final double OF_NIGHT = 0.017;
  private static final double OF_ENGINE = 0.008;
  private static final double DISTURBED_PART = 0.125;
  private static final double MOST_DISTURBED = 0.30;
  private static final double SLOW_PART = 0.02;
  private static final double LEAST_SLOW = 0.05;
  private static final double MOST_SLOW = 0.15;
  private static final double COMPUTING_OF_NIGHT = 0.04;
  private static final double COMPUTING_OF_PROCESS = 0.08;
  private static final double MOVING_OF_NIGHT = 0.10;
  private static final double MOVING_OF_PROCESS = 0.25;
  private static final Instant START = Instant.parse("2026-01-01T02:00:00Z");

  /**
   * What is simulated of a cell.
   *
   * @param moving the part of its time that moves activations
   */
  private record Scatter(double millis, double ofCell, double ofProcess, double moving) {}

  private final long seed;
  private RandomGenerator random;
  private int night;
  private final List<Cell> cells = new ArrayList<>();
  private final Map<Cell, Scatter> scatters = new HashMap<>();
  private final Map<Cell, Double> slower = new HashMap<>();
  private final Map<String, Double> engineSpeeds = new HashMap<>();
  private String machine = "machine A";
  private double machineFactor = 1;
  private double noise = 1;
  private double disturbed = DISTURBED_PART;
  private double nightSpeed;

  SyntheticNights(long seed) {
    this.seed = seed;
    random = new SplittableRandom(seed);
    for (int i = 0; i < ARCHITECTURES; i++) {
      for (String engine : ENGINES) {
        Cell cell = new Cell(String.format(Locale.ROOT, "A%02d", i), engine);
        cells.add(cell);
        scatters.put(
            cell,
            new Scatter(
                between(3, 180),
                between(LEAST_OF_CELL, MOST_OF_CELL),
                between(LEAST_OF_PROCESS, MOST_OF_PROCESS),
                0.2 + 0.4 * random.nextDouble()));
      }
    }
    nextNight();
  }

  /** Of a uniform logarithm. */
  private double between(double low, double high) {
    return low * Math.pow(high / low, random.nextDouble());
  }

  @Override
  public List<Cell> cells() {
    return Collections.unmodifiableList(cells);
  }

  @Override
  public void slow(Cell cell, double factor) {
    slower.merge(cell, factor, (a, b) -> a * b);
  }

  /** Another machine, on which everything takes so many times as long. */
  void machine(String label, double factor) {
    machine = label;
    machineFactor = factor;
  }

  /**
   * How noisy nights are.
   *
   * @param times deviations are so many times the usual
   * @param part of the cells whose verdict says that they were disturbed
   */
  void noise(double times, double part) {
    noise = times;
    disturbed = part;
  }

  /** The usual noise. */
  void quiet() {
    noise(1, DISTURBED_PART);
  }

  @Override
  public void nextNight() {
    random = SimulatedNights.random(seed, ++night);
    nightSpeed = OF_NIGHT * random.nextGaussian();
    ENGINES.forEach(engine -> engineSpeeds.put(engine, OF_ENGINE * random.nextGaussian()));
  }

  @Override
  public RunFigures run(String id, int night, List<Cell> some) {
    List<CellFigure> figures = new ArrayList<>();
    some.forEach(cell -> figures.add(figure(cell)));
    Map<String, Probe> probes = new HashMap<>();
    for (String engine : ENGINES) {
      long count = some.stream().filter(one -> one.engine().equals(engine)).count() * PROCESSES;
      if (count > 0) {
        probes.put(probe(engine), probe(200, COMPUTING_OF_NIGHT, COMPUTING_OF_PROCESS, count));
        probes.put(
            Probe.moving(probe(engine)), probe(2, MOVING_OF_NIGHT, MOVING_OF_PROCESS, count));
      }
    }
    return new RunFigures(id, START.plus(Duration.ofDays(night)), "", figures, probes);
  }

  private Probe probe(double speed, double ofNight, double ofProcess, long processes) {
    double error =
        ofNight * random.nextGaussian()
            + ofProcess * Math.sqrt(Math.PI / 2 / processes) * random.nextGaussian();
    return new Probe(
        speed / machineFactor * Math.exp(-nightSpeed + noise * error),
        ofProcess * ofProcess,
        processes);
  }

  /** Writes a run's folder, with all that a nightly run has: cost, conformance and memory, too. */
  void writeRun(Path folder, int night) throws IOException {
    RunFolder run = new RunFolder(Files.createDirectories(folder));
    Files.writeString(run.journal(), "");
    new Invocation("synthetic", List.of("run", "synthetic")).write(run.invocation());
    RunFigures figures = run(String.format(Locale.ROOT, "run-%03d", night), night, cells);
    List<Row> rows = new ArrayList<>();
    List<Row> attempts = new ArrayList<>();
    for (int i = 0; i < ARCHITECTURES; i++) {
      rows.add(
          Row.empty()
              .with(Column.RUN_ID, figures.run())
              .with(Column.ARCHITECTURE, String.format(Locale.ROOT, "A%02d", i))
              .with(Column.MEASUREMENT, "cost")
              .with(Column.PARAMETERS, 1_000_000L * (i + 1))
              .with(Column.MACS, 100_000_000L * (i + 1))
              .with(Column.ACTIVATIONS, 300_000L * (i + 1))
              .with(Column.PEAK_ACTIVATION_BYTES, 2_000_000L * (i + 1))
              .with(Column.TIME, figures.time().toString())
              .with(Status.OK, ""));
    }
    for (CellFigure figure : figures.figures()) {
      Row cell = row(figures, figure);
      rows.add(
          cell.with(Column.MEASUREMENT, "latency")
              .with(Column.LATENCY_P50_MS, figure.value().getAsDouble())
              .with(Column.VERDICT, figure.evidence().verdict().word())
              .with(Column.ROUNDS, PROCESSES));
      rows.add(
          cell.with(Column.MEASUREMENT, "memory")
              .with(Column.MODEL_RSS_BYTES, 300_000_000L + random.nextInt(20_000_000)));
      rows.add(
          cell.with(Column.MEASUREMENT, "conformance")
              .with(Column.CONFORMANCE_ERROR, 1e-5)
              .with(Column.CONFORMANCE_LIMIT, 1e-3));
      double speed = figures.probes().get(figure.where().probe()).speed();
      for (int i = 0; i < PROCESSES; i++) {
        attempts.add(
            cell.with(Column.MEASUREMENT, "latency")
                .with(Column.ATTEMPT, i + 1)
                .with(Column.LATENCY_P50_MS, figure.evidence().rounds().get(i))
                .with(Column.VERDICT, "valid")
                .with(Column.CALIBRATION_BEFORE_GMACS_PER_S, speed)
                .with(Column.CALIBRATION_AFTER_GMACS_PER_S, speed));
      }
    }
    ResultsCsv.write(run.results(), rows);
    ResultsCsv.write(run.attempts(), attempts);
    new Environment(
            figures.time().toString(),
            "0.1.0",
            "abc123",
            "jvm",
            1,
            "os",
            machine,
            2,
            2,
            16L << 30,
            Limits.of(2),
            List.of(),
            "",
            "",
            0,
            Map.of(),
            Platform.UNKNOWN,
            List.of(),
            Map.of())
        .write(run.environment());
  }

  private Row row(RunFigures run, CellFigure figure) {
    return Row.empty()
        .with(Column.RUN_ID, run.run())
        .with(Column.ARCHITECTURE, figure.architecture())
        .with(Column.ENGINE, figure.engine())
        .with(Column.DEVICE, "cpu")
        .with(Column.BATCH, 1)
        .with(Column.PRECISION, "fp32")
        .with(Column.THREADS, 2)
        .with(Column.ENGINE_VERSION, figure.where().version())
        .with(Column.MODEL_FORM, "optimized")
        .with(Column.CPU_MODEL, machine)
        .with(Column.TIME, run.time().toString())
        .with(Status.OK, "");
  }

  private static String probe(String engine) {
    return engine + " cpu fp32 t2";
  }

  private CellFigure figure(Cell cell) {
    Scatter scatter = scatters.get(cell);
    double level =
        Math.log(scatter.millis() * machineFactor * slower.getOrDefault(cell, 1.0))
            + noise
                * (nightSpeed
                    + engineSpeeds.get(cell.engine())
                    + scatter.ofCell() * random.nextGaussian());
    boolean noisy = random.nextDouble() < disturbed;
    if (noisy) {
      level += MOST_DISTURBED * random.nextDouble();
    } else if (random.nextDouble() < SLOW_PART) {
      level += LEAST_SLOW + (MOST_SLOW - LEAST_SLOW) * random.nextDouble();
    }
    double[] rounds = new double[PROCESSES];
    for (int i = 0; i < PROCESSES; i++) {
      rounds[i] = Math.exp(level + noise * scatter.ofProcess() * random.nextGaussian());
    }
    double[] sorted = rounds.clone();
    Arrays.sort(sorted);
    return new CellFigure(
        cell.name(),
        Metric.LATENCY,
        cell.architecture(),
        cell.engine(),
        new Circumstances("optimized", machine, cell.engine() + " 1.0", probe(cell.engine())),
        Status.OK,
        "",
        OptionalDouble.of(sorted[PROCESSES / 2]),
        Evidence.ofRounds(
            noisy ? Verdict.NOISY : Verdict.VALID,
            noisy ? "others took the processors" : "",
            Arrays.stream(rounds).boxed().toList(),
            scatter.moving()));
  }
}
