package io.convbench.results.selection;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.text.NearestNames;
import io.convbench.results.Column;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.Top1;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** What constraints and objectives are about: figures of candidates, each with its interval. */
public enum Metric {
  /** Top-1 accuracy: Wilson's interval. */
  TOP1("top1", Unit.FRACTION, Goal.MOST, "top-1", Metric::top1, "accuracy"),
  /** Top-5 accuracy, likewise. */
  TOP5("top5", Unit.FRACTION, Goal.MOST, "top-5", Metric::top5),
  /**
   * Median latency of a batch: the interval in which the next run's median is expected; of a single
   * process a {@link #PROCESS_FACTOR} either way.
   */
  P50("p50", Unit.MILLISECONDS, Goal.LEAST, "p50", Metric::median, "latency", "latency_p50_ms"),
  /** 90th percentile: up to MLPerf's early-stopping bound, and as far below. */
  P90(
      "p90",
      Unit.MILLISECONDS,
      Goal.LEAST,
      "p90",
      one -> percentile(one, Column.LATENCY_P90_MS, Column.LATENCY_P90_BOUND_MS),
      "latency_p90_ms"),
  /** 99th percentile, likewise. */
  P99(
      "p99",
      Unit.MILLISECONDS,
      Goal.LEAST,
      "p99",
      one -> percentile(one, Column.LATENCY_P99_MS, Column.LATENCY_P99_BOUND_MS),
      "latency_p99_ms"),
  /** Images per second: as wide as the median's interval. */
  THROUGHPUT(
      "throughput",
      Unit.IMAGES_PER_SECOND,
      Goal.MOST,
      "images/s",
      Metric::throughput,
      "throughput_images_per_s"),
  /** Peak resident set of the process. */
  MEMORY(
      "memory",
      Unit.BYTES,
      Goal.LEAST,
      "memory",
      one -> peak(one, Column.PEAK_RSS_BYTES),
      "peak_rss_bytes"),
  /** What the model adds to the bare engine. */
  MODEL_MEMORY(
      "model-memory",
      Unit.BYTES,
      Goal.LEAST,
      "model memory",
      Metric::modelMemory,
      "model_rss_bytes"),
  /** Device memory of the process. */
  GPU_MEMORY(
      "gpu-memory",
      Unit.BYTES,
      Goal.LEAST,
      "GPU memory",
      one -> peak(one, Column.GPU_MEMORY_BYTES),
      "gpu_memory_bytes"),
  /** The model file on disk. */
  SIZE(
      "size",
      Unit.BYTES,
      Goal.LEAST,
      "file",
      one -> counted(one, Column.MODEL_FILE_BYTES),
      "model_file_bytes"),
  /** Elements of all weight tensors. */
  PARAMETERS(
      "parameters",
      Unit.COUNT,
      Goal.LEAST,
      "parameters",
      one -> counted(one, Column.PARAMETERS),
      "params"),
  /** Multiply-accumulates of one image. */
  MACS("macs", Unit.COUNT, Goal.LEAST, "MACs", one -> counted(one, Column.MACS)),
  /** 2 x MACs. */
  FLOPS("flops", Unit.COUNT, Goal.LEAST, "FLOPs", one -> counted(one, Column.FLOPS));

  /** Which of two values is better. */
  public enum Goal {
    /** The lower. */
    LEAST,
    /** The higher. */
    MOST
  }

  /** Images of ILSVRC2012's validation set, of which published accuracies are. */
  private static final long PUBLISHED_IMAGES = 50_000;

  /** How far a peak of the next process may be, in 95 of 100: docs/decisions/selection.md. */
  private static final double PEAK_SPREAD = 0.05;

  /** The same of what the model adds, from which the bare engine is taken. */
  private static final double MODEL_SPREAD = 0.1;

  /**
   * How far the median of the next process may be where one process was timed, as a ratio:
   * docs/decisions/selection.md.
   */
  public static final double PROCESS_FACTOR = 1.5;

  private final String id;
  private final Unit unit;
  private final Goal goal;
  private final String label;
  private final Function<Candidate, Optional<Estimate>> figure;
  private final List<String> aliases;

  Metric(
      String id,
      Unit unit,
      Goal goal,
      String label,
      Function<Candidate, Optional<Estimate>> figure,
      String... aliases) {
    this.id = id;
    this.unit = unit;
    this.goal = goal;
    this.label = label;
    this.figure = figure;
    this.aliases = List.of(aliases);
  }

  /**
   * The metric of this name: its own, another that people use, or its column in {@code
   * results.csv}.
   *
   * @throws InvalidInputException when there is none; it names the nearest
   */
  public static Metric named(String name) {
    return find(name)
        .orElseThrow(
            () -> new InvalidInputException(NearestNames.unknown("metric", name, names(), ids())));
  }

  /** The same; empty when there is none. */
  static Optional<Metric> find(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    return Stream.of(values())
        .filter(metric -> metric.id.equals(wanted) || metric.aliases.contains(wanted))
        .findFirst();
  }

  /** Names by which metrics are chosen. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Metric::id).toList();
  }

  /** Ids and other names. */
  static List<String> names() {
    List<String> names = new ArrayList<>(ids());
    Stream.of(values()).forEach(metric -> names.addAll(metric.aliases));
    return names;
  }

  /** The name in expressions and files, e.g. {@code model-memory}. */
  public String id() {
    return id;
  }

  /** The name beside a value, e.g. {@code top-1}. */
  public String label() {
    return label;
  }

  /** What it is counted in. */
  public Unit unit() {
    return unit;
  }

  /** Which of two values is better. */
  public Goal goal() {
    return goal;
  }

  /** True for accuracies, whose differences are tested image by image where that is possible. */
  boolean isTop1() {
    return this == TOP1;
  }

  /** True where an interval comes from timed passes. */
  public boolean isTimed() {
    return unit == Unit.MILLISECONDS || this == THROUGHPUT;
  }

  /** By how much the first value is better than the second; negative when it is worse. */
  double gain(double value, double over) {
    return goal == Goal.LEAST ? over - value : value - over;
  }

  /** The figure of a candidate; empty where it was neither measured nor published. */
  public Optional<Estimate> of(Candidate candidate) {
    return figure.apply(candidate);
  }

  private static Optional<Estimate> top1(Candidate one) {
    Optional<Estimate> measured =
        measuredShare(one, Column.TOP1, Column.TOP1_CI95_LOW, Column.TOP1_CI95_HIGH);
    return measured.isPresent()
        ? measured
        : one.top1()
            .filter(top1 -> !top1.atOtherSize())
            .map(Top1::fraction)
            .map(fraction -> Estimate.published(fraction, PUBLISHED_IMAGES));
  }

  private static Optional<Estimate> top5(Candidate one) {
    Optional<Estimate> measured =
        measuredShare(one, Column.TOP5, Column.TOP5_CI95_LOW, Column.TOP5_CI95_HIGH);
    return measured.isPresent() || one.publishedAtOtherSize()
        ? measured
        : boxed(one.number(Column.PUBLISHED_TOP5))
            .map(fraction -> Estimate.published(fraction, PUBLISHED_IMAGES));
  }

  private static Optional<Estimate> measuredShare(
      Candidate one, Column share, Column low, Column high) {
    return boxed(one.number(share)).map(value -> within(one, value, low, high));
  }

  /** True of a candidate whose median has no interval of its own, as one process was timed. */
  public static boolean isOfOneProcess(Candidate one) {
    return one.has(Column.LATENCY_P50_MS)
        && !(one.has(Column.LATENCY_P50_PI95_LOW_MS) && one.has(Column.LATENCY_P50_PI95_HIGH_MS));
  }

  private static Optional<Estimate> median(Candidate one) {
    return boxed(one.number(Column.LATENCY_P50_MS))
        .map(
            value ->
                isOfOneProcess(one)
                    ? Estimate.between(value / PROCESS_FACTOR, value, value * PROCESS_FACTOR)
                    : within(
                        one,
                        value,
                        Column.LATENCY_P50_PI95_LOW_MS,
                        Column.LATENCY_P50_PI95_HIGH_MS));
  }

  private static Estimate within(Candidate one, double value, Column low, Column high) {
    return one.has(low) && one.has(high)
        ? Estimate.between(one.number(low).getAsDouble(), value, one.number(high).getAsDouble())
        : Estimate.alone(value);
  }

  /** The bound says nothing of the lower end, which is taken to be as far in proportion. */
  private static Optional<Estimate> percentile(Candidate one, Column percentile, Column bound) {
    return boxed(one.number(percentile))
        .map(
            value ->
                one.has(bound)
                    ? Estimate.between(
                        value * Math.min(1, value / one.number(bound).getAsDouble()),
                        value,
                        one.number(bound).getAsDouble())
                    : Estimate.alone(value));
  }

  private static Optional<Estimate> throughput(Candidate one) {
    return boxed(one.number(Column.THROUGHPUT_IMAGES_PER_S))
        .map(
            value ->
                median(one)
                    .map(
                        median ->
                            Estimate.between(
                                value * median.value() / median.high().getAsDouble(),
                                value,
                                value * median.value() / median.low().getAsDouble()))
                    .orElse(Estimate.alone(value)));
  }

  private static Optional<Estimate> peak(Candidate one, Column bytes) {
    return spread(one, bytes, PEAK_SPREAD);
  }

  private static Optional<Estimate> modelMemory(Candidate one) {
    return spread(one, Column.MODEL_RSS_BYTES, MODEL_SPREAD);
  }

  private static Optional<Estimate> spread(Candidate one, Column bytes, double spread) {
    return boxed(one.number(bytes))
        .map(value -> Estimate.between(value * (1 - spread), value, value * (1 + spread)));
  }

  private static Optional<Estimate> counted(Candidate one, Column column) {
    return boxed(one.number(column)).map(Estimate::exact);
  }

  private static Optional<Double> boxed(OptionalDouble number) {
    return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
  }
}
