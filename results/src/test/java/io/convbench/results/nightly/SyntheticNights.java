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
import java.util.Random;

/**
 * Runs of the full table, 44 architectures on three engines with three processes each, by a model
 * of what was seen of real ones. Logarithms: a cell's processes scatter with a deviation of its
 * own, 0.5 to 2.5 %; one in 50 processes is 5 to 30 % slower and nothing shows it; a cell's run
 * deviates by 0.5 %; the machine's speed deviates by 2 % from night to night, of which calibrations
 * (44 x 3 processes an engine, each off by 8 %) see what they can.
 */
final class SyntheticNights {

  static final int ARCHITECTURES = 44;
  static final List<String> ENGINES = List.of("pytorch", "onnxruntime", "tensorflow");
  private static final int PROCESSES = 3;
  private static final double LEAST_DEVIATION = 0.005;
  private static final double MOST_DEVIATION = 0.025;
  private static final double SLOW_PART = 0.02;
  private static final double LEAST_SLOW = 0.05;
  private static final double MOST_SLOW = 0.30;
  private static final double OF_RUN = 0.005;
  private static final double OF_NIGHT = 0.02;
  private static final double OF_CALIBRATION = 0.08;
  private static final Instant START = Instant.parse("2026-01-01T02:00:00Z");

  /** A cell that is simulated. */
  record Cell(String architecture, String engine, double millis, double deviation) {
    String name() {
      return "%s-%s-cpu-b1-fp32-t2-latency".formatted(architecture, engine);
    }

    String key() {
      return name() + ":latency_p50_ms";
    }
  }

  private final Random random;
  private final List<Cell> cells = new ArrayList<>();
  private final Map<String, Double> slower = new HashMap<>();
  private String machine = "machine A";
  private double machineFactor = 1;
  private double noise = 1;
  private double disturbed;
  private double nightSpeed;

  SyntheticNights(long seed) {
    random = new Random(seed);
    for (int i = 0; i < ARCHITECTURES; i++) {
      for (String engine : ENGINES) {
        double deviation =
            LEAST_DEVIATION * Math.pow(MOST_DEVIATION / LEAST_DEVIATION, random.nextDouble());
        cells.add(
            new Cell(
                String.format(Locale.ROOT, "A%02d", i),
                engine,
                3 * Math.pow(60, random.nextDouble()),
                deviation));
      }
    }
    nightSpeed = OF_NIGHT * random.nextGaussian();
  }

  List<Cell> cells() {
    return Collections.unmodifiableList(cells);
  }

  /** A cell takes so many times as long from now on. */
  void slow(Cell cell, double factor) {
    slower.merge(cell.key(), factor, (a, b) -> a * b);
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
   * @param part of the cells whose verdict says so
   */
  void noise(double times, double part) {
    noise = times;
    disturbed = part;
  }

  /** The next night's speed of the machine. */
  void nextNight() {
    nightSpeed = OF_NIGHT * random.nextGaussian();
  }

  /** A run of all cells. */
  RunFigures run(int night) {
    return run(String.format(Locale.ROOT, "night-%03d", night), night, cells);
  }

  /** A run of some cells. */
  RunFigures run(String id, int night, List<Cell> some) {
    List<CellFigure> figures = new ArrayList<>();
    some.forEach(cell -> figures.add(figure(cell)));
    Map<String, Probe> probes = new HashMap<>();
    for (String engine : ENGINES) {
      long count = some.stream().filter(one -> one.engine().equals(engine)).count() * PROCESSES;
      if (count > 0) {
        double error = OF_CALIBRATION * Math.sqrt(Math.PI / 2 / count) * random.nextGaussian();
        probes.put(
            probe(engine),
            new Probe(
                200 / machineFactor * Math.exp(-nightSpeed + error),
                OF_CALIBRATION * OF_CALIBRATION,
                count));
      }
    }
    return new RunFigures(id, START.plus(Duration.ofDays(night)), "", figures, probes);
  }

  /** Writes a run's folder, with a cost and a memory beside each latency. */
  void writeRun(Path folder, int night) throws IOException {
    RunFolder run = new RunFolder(Files.createDirectories(folder));
    Files.writeString(run.journal(), "");
    new Invocation("synthetic", List.of("run", "synthetic")).write(run.invocation());
    RunFigures figures = run(String.format(Locale.ROOT, "run-%03d", night), night, cells);
    List<Row> rows = new ArrayList<>();
    List<Row> attempts = new ArrayList<>();
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
    double level =
        Math.log(cell.millis() * machineFactor * slower.getOrDefault(cell.key(), 1.0))
            + nightSpeed
            + noise * OF_RUN * random.nextGaussian();
    double[] rounds = new double[PROCESSES];
    for (int i = 0; i < PROCESSES; i++) {
      double log = level + noise * cell.deviation() * random.nextGaussian();
      if (random.nextDouble() < SLOW_PART) {
        log += LEAST_SLOW + (MOST_SLOW - LEAST_SLOW) * random.nextDouble();
      }
      rounds[i] = Math.exp(log);
    }
    double[] sorted = rounds.clone();
    Arrays.sort(sorted);
    boolean noisy = random.nextDouble() < disturbed;
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
            0));
  }
}
