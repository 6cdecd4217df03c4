package io.convbench.reports;

import io.convbench.results.Column;
import io.convbench.results.Environment;
import io.convbench.results.Limits;
import io.convbench.results.Platform;
import io.convbench.results.RecordedRun;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.Status;
import io.convbench.results.history.History;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Rows of the 18 architectures for tests. Parameters and MACs are those of the models built by
 * Keras 3.15.1, accuracies those of the keras-applications README of 2020; latencies, memory and
 * the split of MACs by kind are made up by the formulas below and mean nothing.
 */
public final class KerasTable {

  /** A line of the table; MACs in millions, accuracies in percent. */
  public record Line(
      String name,
      String family,
      int inputSize,
      int publishedSize,
      long parameters,
      int layers,
      long millionMacs,
      double top1,
      double top5) {}

  // @formatter:off
  public static final List<Line> LINES = List.of(
      new Line("Xception",          "Xception",    299, 299,  22_910_480,  81,  8_357, 79.006, 94.452),
      new Line("VGG16",             "VGG",         224, 224, 138_357_544,  16, 15_470, 71.268, 90.050),
      new Line("VGG19",             "VGG",         224, 224, 143_667_240,  19, 19_632, 71.256, 89.988),
      new Line("ResNet50",          "ResNet",      224, 224,  25_636_712, 107,  3_858, 74.928, 92.060),
      new Line("ResNet101",         "ResNet",      224, 224,  44_707_176, 209,  7_570, 76.420, 92.786),
      new Line("ResNet152",         "ResNet",      224, 224,  60_419_944, 311, 11_282, 76.604, 93.118),
      new Line("ResNet50V2",        "ResNetV2",    224, 299,  25_613_800, 103,  3_482, 75.960, 93.034),
      new Line("ResNet101V2",       "ResNetV2",    224, 299,  44_675_560, 205,  7_194, 77.234, 93.816),
      new Line("ResNet152V2",       "ResNetV2",    224, 299,  60_380_648, 307, 10_907, 78.032, 94.162),
      new Line("InceptionV3",       "Inception",   299, 299,  23_851_784, 189,  5_713, 77.898, 93.720),
      new Line("InceptionResNetV2", "Inception",   299, 299,  55_873_736, 449, 13_156, 80.256, 95.252),
      new Line("MobileNet",         "MobileNet",   224, 224,   4_253_864,  55,    569, 70.424, 89.504),
      new Line("MobileNetV2",       "MobileNetV2", 224, 224,   3_538_984, 105,    301, 71.336, 90.142),
      new Line("DenseNet121",       "DenseNet",    224, 224,   8_062_504, 242,  2_834, 74.972, 92.258),
      new Line("DenseNet169",       "DenseNet",    224, 224,  14_307_880, 338,  3_360, 76.176, 93.176),
      new Line("DenseNet201",       "DenseNet",    224, 224,  20_242_984, 402,  4_291, 77.320, 93.620),
      new Line("NASNetMobile",      "NASNet",      224, 224,   5_326_716, 389,    564, 74.366, 91.854),
      new Line("NASNetLarge",       "NASNet",      331, 331,  88_949_818, 533, 23_783, 82.498, 96.004));
  // @formatter:on

  private static final String RUN = "20261123-120000";

  private KerasTable() {}

  /** Cost rows of all. */
  public static List<Row> cost() {
    return LINES.stream().map(KerasTable::cost).toList();
  }

  /** What a run without arguments yields: cost, conformance, latency and memory of all. */
  public static List<Row> run(String engine, long batch) {
    List<Row> rows = new ArrayList<>();
    for (Line line : LINES) {
      rows.add(cost(line));
      rows.add(conformance(line, engine));
      rows.add(latency(line, engine, batch));
      rows.add(memory(line, engine, batch));
    }
    return rows;
  }

  /** The rows that a test wants. */
  public static List<Row> only(List<Row> rows, Predicate<Row> wanted) {
    return rows.stream().filter(wanted).toList();
  }

  public static Row cost(Line line) {
    long macs = line.millionMacs() * 1_000_000;
    boolean depthwise = line.family().matches("MobileNet.*|NASNet|Xception");
    long dense = line.family().equals("VGG") ? 123_633_664 : 2_048_000;
    long depth = depthwise ? macs / 14 : 0;
    long point =
        (macs - dense - depth) * (depthwise ? 9 : line.family().equals("VGG") ? 0 : 5) / 10;
    return base(line, "cost")
        .with(Column.PARAMETERS, line.parameters())
        .with(Column.MACS, macs)
        .with(Column.FLOPS, 2 * macs)
        .with(Column.ACTIVATIONS, 40_000L * line.layers())
        .with(Column.WEIGHT_BYTES, 4 * line.parameters())
        .with(Column.PEAK_ACTIVATION_BYTES, 110L * line.inputSize() * line.inputSize())
        .with(Column.WEIGHTED_LAYERS, line.layers())
        .with(Column.MACS_CONVOLUTION, macs - point - depth - dense)
        .with(Column.MACS_POINTWISE, point)
        .with(Column.MACS_DEPTHWISE, depth)
        .with(Column.MACS_DENSE, dense)
        .with(Status.OK, "");
  }

  public static Row conformance(Line line, String engine) {
    return ran(line, "conformance", engine, 2)
        .with(Column.CONFORMANCE_ERROR, 1e-6 * (3 + line.layers() / 9.0))
        .with(Column.CONFORMANCE_REFERENCE, "Keras")
        .with(Status.OK, "");
  }

  public static Row latency(Line line, String engine, long batch) {
    double millis = milliseconds(line, engine) * batch;
    return ran(line, "latency", engine, batch)
        .with(Column.LATENCY_P50_MS, millis)
        .with(Column.LATENCY_P90_MS, 1.05 * millis)
        .with(Column.LATENCY_P99_MS, 1.2 * millis)
        .with(Column.LATENCY_MEAN_MS, 1.02 * millis)
        .with(Column.LATENCY_CI95_LOW_MS, 1.01 * millis)
        .with(Column.LATENCY_CI95_HIGH_MS, 1.03 * millis)
        .with(Column.THROUGHPUT_IMAGES_PER_S, 1000 * batch / (1.02 * millis))
        .with(Column.LATENCY_SAMPLES, (long) (5000 / millis) + 10)
        .with(Column.WARMUP_S, 2.0)
        .with(Column.VERDICT, "valid")
        .with(Status.OK, "");
  }

  public static Row memory(Line line, String engine, long batch) {
    long model = 5 * line.parameters() + batch * 260L * line.inputSize() * line.inputSize();
    return ran(line, "memory", engine, batch)
        .with(Column.BASELINE_RSS_BYTES, 195_000_000)
        .with(Column.PEAK_RSS_BYTES, 195_000_000 + model)
        .with(Column.MODEL_RSS_BYTES, model)
        .with(Status.OK, "");
  }

  /** An accuracy row; the interval is given, not computed here. */
  public static Row accuracy(Line line, String engine, double top1, double low, double high) {
    return ran(line, "accuracy", engine, 8)
        .with(Column.TOP1, top1)
        .with(Column.TOP5, Math.min(0.99, top1 + 0.16))
        .with(Column.TOP1_CI95_LOW, low)
        .with(Column.TOP1_CI95_HIGH, high)
        .with(Column.IMAGES, 650)
        .with(Column.IMAGES_FAILED, 0)
        .with(Column.DATASET, "val650")
        .with(Column.PROTOCOL, "center224")
        .with(Status.OK, "");
  }

  /** The cell of a row that another outcome is wanted of. */
  public static Row ran(Line line, String measurement, String engine, long batch) {
    return base(line, measurement)
        .with(Column.ENGINE, engine)
        .with(Column.DEVICE, "cpu")
        .with(Column.BATCH, batch)
        .with(Column.PRECISION, "fp32")
        .with(Column.THREADS, 2)
        .with(Column.ENGINE_VERSION, "DJL 0.36.0, PyTorch 2.7.1")
        .with(Column.MODEL_FORM, "optimized")
        .with(Column.WEIGHTS, "seeded");
  }

  public static Line line(String name) {
    return LINES.stream().filter(line -> line.name().equals(name)).findFirst().orElseThrow();
  }

  /** The report of one run's rows, of which nothing else was kept. */
  public static Report report(String runId, List<Row> rows) {
    return report(runId, rows, environment());
  }

  /** The same of a machine. */
  public static Report report(String runId, List<Row> rows, Environment environment) {
    return new Report(history(recorded(runId, rows, environment)), List.of());
  }

  /** Runs joined, of which conformance and accuracy hold for all batches. */
  public static History history(RecordedRun... runs) {
    return History.of(List.of(runs), Set.of("conformance", "accuracy"));
  }

  /** A run whose folder is not there. */
  public static RecordedRun recorded(String runId, List<Row> rows, Environment environment) {
    return new RecordedRun(
        new RunFolder(Path.of("no such folder", runId)),
        rows,
        Map.of("environment.json", environment),
        Optional.empty());
  }

  public static Environment environment() {
    return environment(0.2);
  }

  /** A machine of two cores with so many runnable processes before the run. */
  public static Environment environment(double load) {
    return environment(load, Limits.of(2));
  }

  public static Environment environment(double load, Limits limits) {
    return environment(load, limits, Platform.UNKNOWN);
  }

  public static Environment environment(double load, Limits limits, Platform platform) {
    return new Environment(
        "2026-11-23T12:00:00Z",
        "0.1.0",
        "0123abc",
        "Debian OpenJDK 64-Bit Server VM 17.0.15",
        6L * 1024 * 1024 * 1024,
        "Debian GNU/Linux 12 (bookworm)",
        "AMD EPYC",
        2,
        2,
        25L * 1024 * 1024 * 1024,
        limits,
        List.of("avx", "avx2", "fma"),
        "unknown",
        "",
        load,
        new TreeMap<>(Map.of("pytorch", "DJL 0.36.0, PyTorch 2.7.1")),
        platform,
        List.of(),
        Map.of());
  }

  /** Of a percentage with three decimals, rounded once only. */
  private static double fraction(double percent) {
    return Math.round(1000 * percent) / 1e5;
  }

  private static double milliseconds(Line line, String engine) {
    double speed = Map.of("pytorch", 1.0, "onnxruntime", 0.75, "tensorflow", 1.1).get(engine);
    return speed * (2 + 0.009 * line.millionMacs() + 0.03 * line.layers());
  }

  private static Row base(Line line, String measurement) {
    return Row.empty()
        .with(Column.RUN_ID, RUN)
        .with(Column.ARCHITECTURE, line.name())
        .with(Column.MEASUREMENT, measurement)
        .with(Column.FAMILY, line.family())
        .with(Column.INPUT_SIZE, line.inputSize())
        .with(Column.PUBLISHED_TOP1, fraction(line.top1()))
        .with(Column.PUBLISHED_TOP5, fraction(line.top5()))
        .with(Column.PUBLISHED_INPUT_SIZE, line.publishedSize())
        .with(Column.PUBLISHED_SOURCE, "keras-applications README of 2020-04")
        .with(Column.TIME, "2026-11-23T12:00:05Z")
        .with(Column.COMMIT, "0123abc");
  }
}
