package io.convbench.results.comparison;

import io.convbench.results.Column;
import java.util.Arrays;
import java.util.List;

/** The figures that are compared between runs, with the measurement that gives each. */
public enum Metric {
  LATENCY("Median latency", "latency", Column.LATENCY_P50_MS, Rule.ROUNDS, true),
  MEMORY("Memory that the model adds", "memory", Column.MODEL_RSS_BYTES, Rule.THRESHOLD, true),
  GPU_MEMORY("Device memory", "memory", Column.GPU_MEMORY_BYTES, Rule.THRESHOLD, true),
  ACCURACY("Top-1 accuracy", "accuracy", Column.TOP1, Rule.PAIRS, false),
  CONFORMANCE("Conformance error", "conformance", Column.CONFORMANCE_ERROR, Rule.LIMIT, true),
  PARAMETERS("Parameters", "cost", Column.PARAMETERS, Rule.EXACT, true),
  MACS("MACs", "cost", Column.MACS, Rule.EXACT, true),
  ACTIVATIONS("Activations", "cost", Column.ACTIVATIONS, Rule.EXACT, true),
  PEAK_ACTIVATION("Peak of activations", "cost", Column.PEAK_ACTIVATION_BYTES, Rule.EXACT, true),
  THROUGHPUT("Throughput", "scenario", Column.THROUGHPUT_IMAGES_PER_S, Rule.REPEATS, false),
  END_TO_END(
      "Median from JPEG to class", "end-to-end", Column.END_TO_END_P50_MS, Rule.REPEATS, true),
  LOAD("Load", "startup", Column.LOAD_WARM_MS, Rule.REPEATS, true);

  /** By what a change is told from chance. */
  public enum Rule {
    /** Several processes each. */
    ROUNDS,
    /** A threshold of its own, as one process gives one figure. */
    THRESHOLD,
    /** Repeated runs of one version alone, as one process gives one figure that varies much. */
    REPEATS,
    /** Right and wrong, image by image. */
    PAIRS,
    /** The most that it may be. */
    LIMIT,
    /** Any difference counts. */
    EXACT
  }

  private final String label;
  private final String measurement;
  private final Column column;
  private final Rule rule;
  private final boolean smallerIsBetter;

  Metric(String label, String measurement, Column column, Rule rule, boolean smallerIsBetter) {
    this.label = label;
    this.measurement = measurement;
    this.column = column;
    this.rule = rule;
    this.smallerIsBetter = smallerIsBetter;
  }

  /** Those of a measurement; none where it gives nothing that is compared. */
  public static List<Metric> of(String measurement) {
    return Arrays.stream(values()).filter(one -> one.measurement.equals(measurement)).toList();
  }

  /** What it is, for people, e.g. {@code Median latency}. */
  public String label() {
    return label;
  }

  /** The measurement's name. */
  public String measurement() {
    return measurement;
  }

  /** Where a row has it, which also says its unit. */
  public Column column() {
    return column;
  }

  /** How it is judged. */
  public Rule rule() {
    return rule;
  }

  /** Whether less of it is better. */
  public boolean smallerIsBetter() {
    return smallerIsBetter;
  }
}
