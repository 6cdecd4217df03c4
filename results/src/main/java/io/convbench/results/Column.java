package io.convbench.results;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every value that a result row can hold, in the order of {@code results.csv}; a new value is added
 * here and nowhere else. The header is the constant's name in lower case and carries the unit.
 */
public enum Column {
  // What was measured: these ten start every row.
  RUN_ID(Type.TEXT, "the run"),
  ARCHITECTURE(Type.TEXT, "Keras's name of the architecture"),
  ENGINE(Type.TEXT, "the engine's name, e.g. pytorch; empty for cost"),
  DEVICE(Type.TEXT, "cpu or gpu:<index>"),
  BATCH(Type.INTEGER, "images per forward pass"),
  PRECISION(Type.TEXT, "fp32, fp16 or bf16"),
  THREADS(Type.INTEGER, "intra-op threads"),
  MEASUREMENT(Type.TEXT, "the measurement's name, e.g. latency"),
  STATUS(Type.TEXT, "ok, failed, skipped or unavailable"),
  REASON(Type.TEXT, "why a value is missing; empty when ok"),

  // Values.
  CONFORMANCE_ERROR(
      Type.NUMBER, "max |logit - Keras logit| / standard deviation of Keras's logits"),
  LATENCY_P50_MS(Type.NUMBER, "median time of one forward pass of the batch, milliseconds"),
  LATENCY_P90_MS(Type.NUMBER, "90th percentile, milliseconds"),
  LATENCY_P99_MS(Type.NUMBER, "99th percentile, milliseconds"),
  LATENCY_MEAN_MS(Type.NUMBER, "mean, milliseconds"),
  LATENCY_CI95_LOW_MS(Type.NUMBER, "lower end of the mean's 95 % interval, milliseconds"),
  LATENCY_CI95_HIGH_MS(Type.NUMBER, "upper end of the mean's 95 % interval, milliseconds"),
  THROUGHPUT_IMAGES_PER_S(Type.NUMBER, "batch / mean latency, images per second"),
  TOP1(Type.NUMBER, "top-1 accuracy, fraction"),
  TOP5(Type.NUMBER, "top-5 accuracy, fraction"),
  TOP1_CI95_LOW(Type.NUMBER, "lower end of top-1's Wilson 95 % interval, fraction"),
  TOP1_CI95_HIGH(Type.NUMBER, "upper end of top-1's Wilson 95 % interval, fraction"),
  IMAGES(Type.INTEGER, "images scored"),
  PARAMETERS(Type.INTEGER, "numbers in all weight tensors, trainable or not"),
  MACS(Type.INTEGER, "multiply-accumulates of convolutions and dense layers, one image"),
  FLOPS(Type.INTEGER, "2 x MACs, one image"),
  ACTIVATIONS(Type.INTEGER, "output elements of convolutions and dense layers, one image"),
  PEAK_RSS_BYTES(Type.INTEGER, "peak resident set of the process, bytes"),
  MODEL_RSS_BYTES(Type.INTEGER, "peak resident set minus that of the bare engine, bytes"),
  PEAK_ACTIVATION_BYTES(
      Type.INTEGER,
      "largest sum of live activations of one image, bytes, from the graph: float32 in cost rows, else"
          + " the row's precision"),
  GPU_MEMORY_BYTES(Type.INTEGER, "device memory used by the process, bytes"),
  WEIGHT_BYTES(
      Type.INTEGER, "parameters x bytes of one: 4 in cost rows, else as the row's precision"),
  WEIGHTED_LAYERS(Type.INTEGER, "layers that own weights"),
  MACS_CONVOLUTION(Type.INTEGER, "MACs of convolutions larger than 1x1"),
  MACS_POINTWISE(Type.INTEGER, "MACs of 1x1 convolutions, also those in separable ones"),
  MACS_DEPTHWISE(Type.INTEGER, "MACs of depthwise convolutions, also those in separable ones"),
  MACS_DENSE(Type.INTEGER, "MACs of dense layers"),
  TOP5_CI95_LOW(Type.NUMBER, "lower end of top-5's Wilson 95 % interval, fraction"),
  TOP5_CI95_HIGH(Type.NUMBER, "upper end of top-5's Wilson 95 % interval, fraction"),
  TOP1_HITS(Type.INTEGER, "images whose truth is ranked first"),
  TOP5_HITS(Type.INTEGER, "images whose truth is among the first five"),
  IMAGES_FAILED(Type.INTEGER, "images that could not be decoded and are not scored"),
  CALIBRATION_ERROR(
      Type.NUMBER, "expected calibration error over 15 equal-width bins, fraction; 0 is perfect"),
  LATENCY_SAMPLES(Type.INTEGER, "timed forward passes"),
  WARMUP_S(Type.NUMBER, "time spent warming up before the first timed pass, seconds"),
  BASELINE_RSS_BYTES(Type.INTEGER, "resident set of the bare engine before the model, bytes"),
  OWN_CLASSES(Type.INTEGER, "classes of a dataset of class folders, where fewer than 1000"),
  TOP1_OWN_CLASSES(
      Type.NUMBER, "top-1 accuracy when only the dataset's own classes can be answered, fraction"),
  TOP1_OWN_CLASSES_CI95_LOW(Type.NUMBER, "lower end of its Wilson 95 % interval, fraction"),
  TOP1_OWN_CLASSES_CI95_HIGH(Type.NUMBER, "upper end of its Wilson 95 % interval, fraction"),
  TOP1_OWN_CLASSES_HITS(
      Type.INTEGER, "images whose truth is ranked first among the dataset's own classes"),
  REAL_TOP1(Type.NUMBER, "share of images whose first class is among their ReaL labels, fraction"),
  REAL_TOP1_CI95_LOW(Type.NUMBER, "lower end of its Wilson 95 % interval, fraction"),
  REAL_TOP1_CI95_HIGH(Type.NUMBER, "upper end of its Wilson 95 % interval, fraction"),
  REAL_HITS(Type.INTEGER, "images whose first class is among their ReaL labels"),
  REAL_IMAGES(Type.INTEGER, "images scored that have ReaL labels"),
  CONFORMANCE_LIMIT(Type.NUMBER, "the most that conformance_error may be in this precision"),
  CORES_USED(
      Type.NUMBER, "processor time of all threads / wall time of the timed passes, in cores"),
  BATCH_RAN(
      Type.INTEGER,
      "where the batch does not fit in memory: the smaller one that ran, in whose row the values are"),
  GPU_MEMORY_SOURCE(Type.TEXT, "how gpu_memory_bytes was read, or why it was not"),
  EVALUATION_IMAGES_PER_S(
      Type.NUMBER, "images scored per second, everything but loading included, without the first"),
  EVALUATION_OVERHEAD_FRACTION(
      Type.NUMBER, "time of an evaluation outside its forward passes / time in them, fraction"),

  // What became of the cell.
  FAILURE_KIND(
      Type.TEXT,
      "what kept the cell from its value: out_of_memory, out_of_heap, killed, crashed, timeout,"
          + " disk_full, no_permission, missing, unsupported, wrong_result or error"),
  CELL_LIMIT_S(
      Type.INTEGER, "where the cell was stopped: seconds without progress that it was allowed"),
  TRIES(Type.INTEGER, "how often the cell was tried; empty for once"),

  // Published figures, never measured here.
  FAMILY(Type.TEXT, "architecture family"),
  INPUT_SIZE(Type.INTEGER, "side of the square input, pixels"),
  PUBLISHED_TOP1(Type.NUMBER, "published top-1 accuracy, fraction"),
  PUBLISHED_TOP5(Type.NUMBER, "published top-5 accuracy, fraction"),
  PUBLISHED_INPUT_SIZE(Type.INTEGER, "input side at which the accuracies were published, pixels"),
  PUBLISHED_SOURCE(Type.TEXT, "where the published figures stand"),

  // Provenance.
  TIME(Type.TEXT, "when the cell ended, ISO 8601 UTC"),
  DURATION_S(Type.NUMBER, "wall time of the cell with its process, seconds"),
  ENVIRONMENT(Type.TEXT, "the file in the run's folder that says on what the row was measured"),
  COMMIT(Type.TEXT, "commit of convbench"),
  JVM(Type.TEXT, "Java virtual machine"),
  OS(Type.TEXT, "operating system"),
  CPU_MODEL(Type.TEXT, "processor"),
  CORES(Type.INTEGER, "logical cores"),
  ENGINE_VERSION(Type.TEXT, "engine and native version"),
  MODEL_FORM(Type.TEXT, "plain (batch norms as they are) or optimized (folded into convolutions)"),
  WEIGHTS(Type.TEXT, "seeded, or the weight file's name"),
  WEIGHTS_SHA256(Type.TEXT, "hash of the weight file; empty for seeded"),
  DATASET(Type.TEXT, "the image folder's name"),
  DATASET_SHA256(Type.TEXT, "hash over labels, file names and file contents"),
  PROTOCOL(Type.TEXT, "resize and crop protocol"),
  SEED(Type.INTEGER, "seed of synthetic input"),
  GPU_MODEL(Type.TEXT, "the GPU's name; empty on the processor"),
  GPU_DRIVER(Type.TEXT, "version of NVIDIA's driver"),
  CUDA_VERSION(Type.TEXT, "the newest CUDA that the driver runs");

  /** What a column's values are. */
  public enum Type {
    /** Any text but the empty one. */
    TEXT("a text"),
    /** A whole number of 64 bits. */
    INTEGER("a whole number"),
    /** A finite number of double precision. */
    NUMBER("a finite number");

    private final String phrase;

    Type(String phrase) {
      this.phrase = phrase;
    }

    /** Its name in a sentence. */
    String phrase() {
      return phrase;
    }
  }

  /** The ten columns with which every {@code results.csv} starts, whatever its version. */
  private static final List<Column> LEADING = List.of(values()).subList(0, REASON.ordinal() + 1);

  private static final Map<String, Column> BY_HEADER =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(Column::header, Function.identity()));

  private final Type type;
  private final String description;
  private final String header;

  Column(Type type, String description) {
    this.type = type;
    this.description = description;
    this.header = name().toLowerCase(Locale.ROOT);
  }

  /** The name in CSV and journal, e.g. {@code latency_p50_ms}. */
  public String header() {
    return header;
  }

  /** What the values are. */
  public Type type() {
    return type;
  }

  /** One phrase with the unit, for the report's conventions. */
  public String description() {
    return description;
  }

  /** The column of this header, if there is one. */
  public static Optional<Column> ofHeader(String header) {
    return Optional.ofNullable(BY_HEADER.get(header));
  }

  /** All columns in CSV order. */
  public static List<Column> all() {
    return List.of(values());
  }

  /** The columns that every {@code results.csv} must have. */
  static List<Column> leading() {
    return LEADING;
  }
}
