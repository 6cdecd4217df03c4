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
  RUN_ID(TextRule.FILE_NAME, "the run"),
  ARCHITECTURE(TextRule.PART_OF_FILE_NAME, "the architecture's name in Keras, torchvision or timm"),
  ENGINE(TextRule.PART_OF_FILE_NAME, "the engine's name, e.g. pytorch; empty for cost"),
  DEVICE(TextRule.PART_OF_FILE_NAME, "cpu or gpu:<index>"),
  BATCH(
      Type.INTEGER,
      Range.POSITIVE,
      "images per forward pass; in offline rows the largest batch that was allowed"),
  PRECISION(TextRule.PART_OF_FILE_NAME, "fp32 (on GPUs without TF32), tf32, fp16 or bf16"),
  THREADS(Type.INTEGER, Range.POSITIVE, "intra-op threads"),
  MEASUREMENT(TextRule.PART_OF_FILE_NAME, "the measurement's name, e.g. latency"),
  STATUS(Type.TEXT, "ok, failed, skipped or unavailable"),
  REASON(Type.TEXT, "why a value is missing; empty when ok"),

  // Values.
  CONFORMANCE_ERROR(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "max |logit - reference logit| / standard deviation of the reference's logits"),
  LATENCY_P50_MS(
      Type.NUMBER,
      Range.MILLISECONDS,
      "median time of one forward pass of the batch, milliseconds"),
  LATENCY_P90_MS(Type.NUMBER, Range.MILLISECONDS, "90th percentile, milliseconds"),
  LATENCY_P99_MS(Type.NUMBER, Range.MILLISECONDS, "99th percentile, milliseconds"),
  LATENCY_MEAN_MS(Type.NUMBER, Range.MILLISECONDS, "mean, milliseconds"),
  LATENCY_CI95_LOW_MS(
      Type.NUMBER, Range.ANY, "lower end of the mean's 95 % interval, milliseconds"),
  LATENCY_CI95_HIGH_MS(
      Type.NUMBER, Range.MILLISECONDS, "upper end of the mean's 95 % interval, milliseconds"),
  THROUGHPUT_IMAGES_PER_S(
      Type.NUMBER,
      Range.POSITIVE,
      "batch / mean latency; of a scenario, images answered / time that took; images per second"),
  TOP1(Type.NUMBER, Range.FRACTION, "top-1 accuracy, fraction"),
  TOP5(Type.NUMBER, Range.FRACTION, "top-5 accuracy, fraction"),
  TOP1_CI95_LOW(Type.NUMBER, Range.FRACTION, "lower end of top-1's Wilson 95 % interval, fraction"),
  TOP1_CI95_HIGH(
      Type.NUMBER, Range.FRACTION, "upper end of top-1's Wilson 95 % interval, fraction"),
  IMAGES(Type.INTEGER, Range.NOT_NEGATIVE, "images scored"),
  PARAMETERS(
      Type.INTEGER,
      Range.NOT_NEGATIVE,
      "elements of all weight tensors, trainable or not: with the statistics of batch norms, as in"
          + " Keras's table"),
  MACS(
      Type.INTEGER,
      Range.NOT_NEGATIVE,
      "multiply-accumulates of convolutions and dense layers, one image"),
  FLOPS(Type.INTEGER, Range.NOT_NEGATIVE, "2 x MACs, one image"),
  ACTIVATIONS(
      Type.INTEGER,
      Range.NOT_NEGATIVE,
      "output elements of convolutions and dense layers, one image"),
  PEAK_RSS_BYTES(Type.INTEGER, Range.NOT_NEGATIVE, "peak resident set of the process, bytes"),
  MODEL_RSS_BYTES(
      Type.INTEGER, Range.NOT_NEGATIVE, "peak resident set minus that of the bare engine, bytes"),
  PEAK_ACTIVATION_BYTES(
      Type.INTEGER,
      Range.NOT_NEGATIVE,
      "largest sum of live activations of one image, bytes, from the graph: float32 in cost"
          + " rows, else"
          + " the row's precision"),
  GPU_MEMORY_BYTES(Type.INTEGER, Range.NOT_NEGATIVE, "device memory used by the process, bytes"),
  WEIGHT_BYTES(
      Type.INTEGER,
      Range.NOT_NEGATIVE,
      "parameters x bytes per parameter: 4 in cost rows, else those of the row's precision"),
  WEIGHTED_LAYERS(Type.INTEGER, Range.NOT_NEGATIVE, "layers that own weights"),
  MACS_CONVOLUTION(Type.INTEGER, Range.NOT_NEGATIVE, "MACs of convolutions larger than 1x1"),
  MACS_POINTWISE(
      Type.INTEGER,
      Range.NOT_NEGATIVE,
      "MACs of 1x1 convolutions, including those of separable convolutions"),
  MACS_DEPTHWISE(
      Type.INTEGER,
      Range.NOT_NEGATIVE,
      "MACs of depthwise convolutions, including those of separable convolutions"),
  MACS_DENSE(Type.INTEGER, Range.NOT_NEGATIVE, "MACs of dense layers"),
  TOP5_CI95_LOW(Type.NUMBER, Range.FRACTION, "lower end of top-5's Wilson 95 % interval, fraction"),
  TOP5_CI95_HIGH(
      Type.NUMBER, Range.FRACTION, "upper end of top-5's Wilson 95 % interval, fraction"),
  TOP1_HITS(Type.INTEGER, Range.NOT_NEGATIVE, "images whose truth is ranked first"),
  TOP5_HITS(Type.INTEGER, Range.NOT_NEGATIVE, "images whose truth is among the first five"),
  IMAGES_FAILED(
      Type.INTEGER, Range.NOT_NEGATIVE, "images that could not be decoded and are not scored"),
  CALIBRATION_ERROR(
      Type.NUMBER,
      Range.FRACTION,
      "expected calibration error over 15 equal-width bins, fraction; 0 is perfect"),
  LATENCY_SAMPLES(Type.INTEGER, Range.NOT_NEGATIVE, "timed forward passes"),
  WARMUP_S(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "time spent warming up before the first timed pass, seconds"),
  BASELINE_RSS_BYTES(
      Type.INTEGER,
      Range.NOT_NEGATIVE,
      "resident set of the bare engine before the model is loaded, bytes"),
  OWN_CLASSES(
      Type.INTEGER,
      Range.NOT_NEGATIVE,
      "classes of a dataset of class folders, where fewer than 1000"),
  TOP1_OWN_CLASSES(
      Type.NUMBER,
      Range.FRACTION,
      "top-1 accuracy when only the dataset's own classes can be answered, fraction"),
  TOP1_OWN_CLASSES_CI95_LOW(
      Type.NUMBER, Range.FRACTION, "lower end of its Wilson 95 % interval, fraction"),
  TOP1_OWN_CLASSES_CI95_HIGH(
      Type.NUMBER, Range.FRACTION, "upper end of its Wilson 95 % interval, fraction"),
  TOP1_OWN_CLASSES_HITS(
      Type.INTEGER,
      Range.NOT_NEGATIVE,
      "images whose truth is ranked first among the dataset's own classes"),
  REAL_TOP1(
      Type.NUMBER,
      Range.FRACTION,
      "share of images whose first class is among their ReaL labels, fraction"),
  REAL_TOP1_CI95_LOW(
      Type.NUMBER, Range.FRACTION, "lower end of its Wilson 95 % interval, fraction"),
  REAL_TOP1_CI95_HIGH(
      Type.NUMBER, Range.FRACTION, "upper end of its Wilson 95 % interval, fraction"),
  REAL_HITS(
      Type.INTEGER, Range.NOT_NEGATIVE, "images whose first class is among their ReaL labels"),
  REAL_IMAGES(Type.INTEGER, Range.NOT_NEGATIVE, "images scored that have ReaL labels"),
  CONFORMANCE_LIMIT(
      Type.NUMBER, Range.NOT_NEGATIVE, "the most that conformance_error may be in this precision"),
  CORES_USED(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "processor time of all threads / wall time of what was timed, in cores"),
  THROTTLED_S(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "time for which a CPU quota of the container stopped threads while something was timed, seconds"
          + " summed over processors"),
  BATCH_RAN(
      Type.INTEGER,
      Range.POSITIVE,
      "if the batch does not fit in memory: the smaller batch that ran; its row has the values"),
  GPU_MEMORY_SOURCE(Type.TEXT, "how gpu_memory_bytes was read, or why it was not"),
  EVALUATION_IMAGES_PER_S(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "images scored per second, including decoding and everything else but loading and the"
          + " first pass"),
  EVALUATION_OVERHEAD_FRACTION(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "time of an evaluation outside its forward passes / time in them, fraction"),
  IMAGES_WARNED(
      Type.INTEGER,
      Range.NOT_NEGATIVE,
      "images decoded with a warning (extraneous bytes), scored anyway"),
  FILES_LEFT_OUT(
      Type.INTEGER,
      Range.NOT_NEGATIVE,
      "files and folders that were skipped: not images, hidden, or made by an operating system;"
          + " named in the"
          + " cell's log"),
  CAUTION(
      Type.TEXT, "what to check before trusting the row's figures; empty if nothing was noticed"),
  SCENARIO(
      TextRule.PART_OF_FILE_NAME,
      "offline, multi-stream or server, as MLPerf Inference names them; empty for single-stream,"
          + " which latency measures"),
  STREAMS(
      Type.INTEGER,
      Range.POSITIVE,
      "sessions that ran at the same time, among which the threads were divided"),
  OFFERED_RATE_PER_S(
      Type.NUMBER,
      Range.POSITIVE,
      "server: rate of the Poisson arrivals, queries per second; under a latency bound the largest"
          + " that was found"),
  ACHIEVED_RATE_PER_S(Type.NUMBER, Range.NOT_NEGATIVE, "queries answered per second"),
  QUERY_P50_MS(
      Type.NUMBER,
      Range.MILLISECONDS,
      "median time of a query from its scheduled arrival to its answer, milliseconds"),
  QUERY_P90_MS(Type.NUMBER, Range.MILLISECONDS, "its 90th percentile, milliseconds"),
  QUERY_P99_MS(Type.NUMBER, Range.MILLISECONDS, "its 99th percentile, milliseconds"),
  LATENCY_BOUND_MS(
      Type.NUMBER,
      Range.MILLISECONDS,
      "server: what the 99th percentile had to stay within, milliseconds"),
  SAMPLES_PER_QUERY(Type.INTEGER, Range.POSITIVE, "images of one query"),
  BATCH_FOUND(Type.INTEGER, Range.POSITIVE, "offline: the batch with the most images per second"),
  QUERIES(Type.INTEGER, Range.NOT_NEGATIVE, "queries of the scenario"),
  QUERIES_UNANSWERED(
      Type.INTEGER,
      Range.NOT_NEGATIVE,
      "queries that had no answer when twice the scenario's duration was over"),
  QUERIES_NEEDED(
      Type.INTEGER,
      Range.POSITIVE,
      "queries that the 99th percentile needs at 99 % confidence, by MLPerf's early-stopping bound"),
  SCENARIO_DURATION_S(
      Type.NUMBER, Range.POSITIVE, "time in which queries of the scenario arrive, seconds"),
  ARRIVAL_SEED(Type.INTEGER, Range.ANY, "server: seed of the Poisson arrivals"),
  GPU_POWER_W(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "power of the GPU's board during the timed passes, watts: from its energy counter, else the"
          + " mean of readings"),
  GPU_POWER_LIMIT_W(Type.NUMBER, Range.NOT_NEGATIVE, "power that the board may draw, watts"),
  GPU_SM_CLOCK_MHZ(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "clock of the streaming multiprocessors, mean of readings during the timed passes, MHz"),
  GPU_MEMORY_CLOCK_MHZ(Type.NUMBER, Range.NOT_NEGATIVE, "the same of the GPU's memory, MHz"),
  GPU_TEMPERATURE_C(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "highest temperature of the GPU read during the timed passes, degrees Celsius"),
  GPU_THROTTLE_REASONS(
      Type.TEXT,
      "what lowered the GPU's clocks during the timed passes, by nvidia-smi's names, or none;"
          + " empty where it is not told"),
  GPU_ENERGY_PER_PASS_J(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "energy of the GPU's board / timed passes, joules; by the board's own counter"),
  GPU_STATE_SOURCE(
      Type.TEXT, "how power, clocks, temperature and energy were read, or why they were not"),
  PACKAGE_POWER_W(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "power of the processor packages during the timed passes, watts, by their energy counters"
          + " (RAPL): all that they computed, memory, disks and losses of the power supply left out"),
  PACKAGE_ENERGY_PER_PASS_J(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "energy of the processor packages / timed passes, joules; by the same counters"),
  PACKAGE_ENERGY_SOURCE(
      Type.TEXT, "how power and energy of the packages were read, or why they were not"),
  LOAD_FIRST_MS(
      Type.NUMBER,
      Range.MILLISECONDS,
      "first load of the model in a process whose engine has started, its file in Linux's cache,"
          + " milliseconds"),
  FIRST_PASS_MS(
      Type.NUMBER,
      Range.MILLISECONDS,
      "first forward pass after that load, of one image, milliseconds"),
  LOAD_WARM_MS(
      Type.NUMBER,
      Range.MILLISECONDS,
      "a later load with the model's file in Linux's cache, median, milliseconds"),
  LOAD_COLD_MS(
      Type.NUMBER,
      Range.MILLISECONDS,
      "a later load with the model's file on the disk alone, median, milliseconds"),
  LOAD_COLD_SOURCE(
      Type.TEXT, "how the model's file was taken out of Linux's cache, or why it was not"),
  END_TO_END_P50_MS(
      Type.NUMBER,
      Range.MILLISECONDS,
      "median time from the bytes of one JPEG to its class: decoding, resizing, cropping,"
          + " normalising, the pass and the best class, milliseconds"),
  END_TO_END_P90_MS(Type.NUMBER, Range.MILLISECONDS, "its 90th percentile, milliseconds"),
  END_TO_END_CROP_P50_MS(
      Type.NUMBER,
      Range.MILLISECONDS,
      "median of its part from the JPEG's bytes to the crop, milliseconds"),
  END_TO_END_PASS_P50_MS(
      Type.NUMBER,
      Range.MILLISECONDS,
      "median of its part in the forward pass alone, milliseconds"),
  END_TO_END_SAMPLES(Type.INTEGER, Range.NOT_NEGATIVE, "images timed from bytes to class"),
  END_TO_END_IMAGE(Type.TEXT, "the JPEG that was timed, and how it became a crop"),
  VERDICT(TextRule.VERDICT, "valid, noisy or invalid: how far the times in the row can be trusted"),
  VERDICT_REASONS(Type.TEXT, "why the verdict is not valid; empty when it is"),
  ROUNDS(Type.INTEGER, Range.POSITIVE, "processes, spread over the run, of which the row is made"),
  ATTEMPTS(
      Type.INTEGER,
      Range.POSITIVE,
      "processes that timed the cell, disturbed and failed ones included"),
  ATTEMPT(
      Type.INTEGER,
      Range.POSITIVE,
      "which process of the cell a row of attempts.csv is, from 1; empty in results.csv"),
  ORDER_SEED(Type.INTEGER, Range.ANY, "seed from which the order of timed cells was drawn"),
  LATENCY_P50_PI95_LOW_MS(
      Type.NUMBER,
      Range.MILLISECONDS,
      "lower end of the interval in which the median of the next run is expected in 95 of 100"
          + " cases, at the least a thousandth of the median, milliseconds"),
  LATENCY_P50_PI95_HIGH_MS(
      Type.NUMBER,
      Range.MILLISECONDS,
      "upper end of that interval, at the most 1,000 times the median, milliseconds"),
  LATENCY_P50_AT_PEAK_MS(
      Type.NUMBER,
      Range.MILLISECONDS,
      "median after the machine's drift is taken out: as if the calibration had always been at"
          + " its best of the run, milliseconds"),
  LATENCY_P90_BOUND_MS(
      Type.NUMBER,
      Range.MILLISECONDS,
      "MLPerf's early-stopping estimate of the 90th percentile, not exceeded with 99 %"
          + " confidence; empty below 64 passes, milliseconds"),
  LATENCY_P99_BOUND_MS(
      Type.NUMBER,
      Range.MILLISECONDS,
      "the same of the 99th percentile; empty below 662 passes, milliseconds"),
  LATENCY_CV(
      Type.NUMBER, Range.NOT_NEGATIVE, "standard deviation of the passes / mean, largest round"),
  LATENCY_DRIFT(
      Type.NUMBER,
      Range.POSITIVE,
      "median of the last third of the passes / that of the first, round that drifted most"),
  ROUND_SPREAD(Type.NUMBER, Range.POSITIVE, "median of the slowest round / that of the fastest"),
  OTHERS_CORES(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "processor time of other processes on the processors that the run may use / wall time of"
          + " what was timed, in cores"),
  CONTENTION(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "cores by which threads and other processes exceed the processors that the run may use /"
          + " threads"),
  WAITING_CORES(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "time for which the process's threads were ready and had no processor / wall time of what"
          + " was timed"),
  STEAL_CORES(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "processor time that the hypervisor gave to other guests / wall time of what was timed"),
  CPU_PRESSURE(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "time for which any task waited for a processor (PSI, some) / wall time of what was"
          + " timed"),
  MAJOR_FAULTS(
      Type.INTEGER,
      Range.NOT_NEGATIVE,
      "page faults of the process that read from a disk while something was timed"),
  SWAPPED_PAGES(
      Type.INTEGER,
      Range.NOT_NEGATIVE,
      "pages that the machine swapped in or out while something was timed"),
  FREQUENCY_MHZ(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "frequency as Linux states it right behind what was timed, mean of the fastest processors, as"
          + " many as threads, of those that the run may use, MHz"),
  CALIBRATION_BEFORE_GMACS_PER_S(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "speed of the calibration's convolutions on the cell's engine and threads before the"
          + " passes, 1e9 multiply-accumulates per second"),
  CALIBRATION_AFTER_GMACS_PER_S(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "the same after the passes, 1e9 multiply-accumulates per second"),
  MEMORY_COPY_GB_PER_S(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "speed of copying memory by one thread, the better of before and after the passes, 1e9"
          + " bytes per second"),
  PEAK_GMACS_PER_S(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "the machine's measured peak: the fastest calibration of the run in this precision with"
          + " these threads, 1e9 multiply-accumulates per second"),
  EFFICIENCY(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "multiply-accumulates of the passes per second / the machine's measured peak"),
  CALIBRATION_BEFORE_GACTIVATIONS_PER_S(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "speed of the calibration's network that moves activations more than it computes, before"
          + " the passes, 1e9 output elements of its convolutions per second"),
  CALIBRATION_AFTER_GACTIVATIONS_PER_S(
      Type.NUMBER, Range.NOT_NEGATIVE, "the same after the passes, 1e9 output elements per second"),
  MODEL_FILE_BYTES(Type.INTEGER, Range.NOT_NEGATIVE, "size of the engine's model file, bytes"),
  LAYER(
      TextRule.PART_OF_FILE_NAME,
      "the layer that the network is cut at, by its name in Keras; empty for a whole network"),
  FEATURES(Type.INTEGER, Range.POSITIVE, "numbers that the cut network gives of an image"),
  CLASSES(Type.INTEGER, Range.POSITIVE, "classes that the head on a cut network tells apart"),
  TRAIN_IMAGES(
      Type.INTEGER,
      Range.POSITIVE,
      "images that were learned from: of fine tuning without the validation images; of folds the mean"),
  SPLIT(Type.TEXT, "which images were held out: folders, or the fraction or folds and their seed"),
  L2_STRENGTH(
      Type.NUMBER,
      Range.POSITIVE,
      "strength of the head's L2 penalty, chosen by validation images or else cross-validation:"
          + " scikit-learn's 1 / C; of folds the geometric mean"),
  VALIDATION_ACCURACY(
      Type.NUMBER,
      Range.FRACTION,
      "accuracy on the images by which the penalty was chosen, while they were not learned from,"
          + " or the epoch, fraction"),
  EXTRACTION_S(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "loading the network and forward passes of the images whose features were not cached,"
          + " seconds"),
  FEATURES_CACHED(Type.INTEGER, Range.NOT_NEGATIVE, "images whose features were cached"),
  TRAINING_S(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "training of heads, those by which the penalty was chosen included, and of the network's own"
          + " layers, seconds"),
  DEPTH(
      Type.INTEGER,
      Range.NOT_NEGATIVE,
      "convolutions and dense layers on the path from the image that has most of them"),
  TUNED_FROM(
      TextRule.PART_OF_FILE_NAME,
      "the first layer of the network whose weights were trained with the head, by its name in"
          + " Keras; empty where the head alone was"),
  TRAINED_LAYERS(
      Type.INTEGER, Range.POSITIVE, "layers whose weights were trained, the head included"),
  TRAINED_PARAMETERS(
      Type.INTEGER, Range.POSITIVE, "elements of the weight tensors that were trained"),
  EPOCHS(Type.INTEGER, Range.NOT_NEGATIVE, "passes over the images to learn from"),
  BEST_EPOCH(
      Type.INTEGER,
      Range.NOT_NEGATIVE,
      "epoch whose weights were kept, chosen by validation images; 0 for those before the first"),
  TRAINING_SEED(
      Type.INTEGER,
      Range.ANY,
      "seed of validation part, folds, order and variation of the images that were learned from"),
  TIMED_S(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "wall time of what was timed: passes, loads, images from JPEG to class, queries, a training"
          + " or an evaluation, seconds; cores_used and what disturbed it were counted over it"),
  LOAD_WARM_CV(
      Type.NUMBER,
      Range.NOT_NEGATIVE,
      "standard deviation of the later loads with the model's file in Linux's cache / mean"),
  END_TO_END_P90_BOUND_MS(
      Type.NUMBER,
      Range.MILLISECONDS,
      "MLPerf's early-stopping estimate of end_to_end_p90_ms; empty below 64 images, milliseconds"),
  END_TO_END_CV(
      Type.NUMBER, Range.NOT_NEGATIVE, "standard deviation of the times from JPEG to class / mean"),
  END_TO_END_DRIFT(
      Type.NUMBER,
      Range.POSITIVE,
      "median of the last third of the times from JPEG to class / that of the first"),
  FREQUENCY_NOMINAL_MHZ(
      Type.NUMBER,
      Range.POSITIVE,
      "nominal frequency of the processors that the run may use, by cpufreq or ACPI, that of the"
          + " slowest, MHz; empty where neither tells, as in virtual machines"),
  CONFORMANCE_REFERENCE(
      Type.TEXT, "whose logits conformance_error compares with, e.g. Keras or torchvision"),

  // What became of the cell.
  FAILURE_KIND(
      Type.TEXT,
      "why the cell has no value: out_of_memory, out_of_heap, killed, crashed, timeout,"
          + " disk_full, no_permission, missing, unsupported, wrong_result, bug or error"),
  CELL_LIMIT_S(
      Type.INTEGER,
      Range.POSITIVE,
      "limit under which the cell was stopped for lack of progress, seconds"),
  TRIES(Type.INTEGER, Range.POSITIVE, "number of tries; empty if the cell was tried once"),

  // Published figures, never measured here.
  FAMILY(Type.TEXT, "architecture family"),
  INPUT_SIZE(Type.INTEGER, Range.POSITIVE, "side of the square input, pixels"),
  PUBLISHED_TOP1(Type.NUMBER, Range.FRACTION, "published top-1 accuracy, fraction"),
  PUBLISHED_TOP5(Type.NUMBER, Range.FRACTION, "published top-5 accuracy, fraction"),
  PUBLISHED_INPUT_SIZE(
      Type.INTEGER, Range.POSITIVE, "input side at which the accuracies were published, pixels"),
  PUBLISHED_SOURCE(Type.TEXT, "source of the published figures"),
  PUBLISHED_PROTOCOL(
      Type.TEXT,
      "crop rule of the published accuracies, unknown where their source does not say it in full"),

  // Provenance.
  TIME(Type.TEXT, "when the cell ended, ISO 8601 UTC"),
  DURATION_S(Type.NUMBER, Range.NOT_NEGATIVE, "wall time of the cell with its process, seconds"),
  ENVIRONMENT(
      TextRule.FILE_NAME,
      "the file in the run's folder that describes the machine and versions of the row"),
  COMMIT(Type.TEXT, "commit of convbench"),
  JVM(Type.TEXT, "Java virtual machine"),
  OS(Type.TEXT, "operating system"),
  CPU_MODEL(Type.TEXT, "processor"),
  CORES(
      Type.INTEGER,
      Range.NOT_NEGATIVE,
      "logical cores that the run may use, by affinity and CPU quota (rounded up)"),
  MEMORY_BYTES(
      Type.INTEGER,
      Range.NOT_NEGATIVE,
      "memory that the run may use: the machine's or its container's limit, bytes"),
  ENGINE_VERSION(Type.TEXT, "engine and native version"),
  MODEL_FORM(Type.TEXT, "plain (batch norms as they are) or optimized (folded into convolutions)"),
  CUDNN_AUTOTUNE(
      TextRule.PART_OF_FILE_NAME,
      "how the engine chose among cuDNN's algorithms: on (timed them) or off (cuDNN's heuristics);"
          + " empty on the processor"),
  WEIGHTS(Type.TEXT, "seeded, or the weight file's name"),
  WEIGHTS_SHA256(Type.TEXT, "hash of the weight file; empty for seeded"),
  DATASET(Type.TEXT, "the image folder's name"),
  DATASET_SHA256(Type.TEXT, "hash over labels, file names and file contents"),
  DATASET_PART(
      Type.TEXT, "which images were selected, e.g. 1-325 of 650; empty for the whole dataset"),
  PROTOCOL(Type.TEXT, "resize and crop protocol"),
  SEED(Type.INTEGER, Range.ANY, "seed of synthetic input"),
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

  /** Which numbers a column may hold. */
  public enum Range {
    /** All of its type. */
    ANY(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, ""),
    /** From 0. */
    NOT_NEGATIVE(0, Double.POSITIVE_INFINITY, " of 0 or more"),
    /** Above 0. */
    POSITIVE(Double.MIN_VALUE, Double.POSITIVE_INFINITY, " above 0"),
    /**
     * Times that a pass can take, in milliseconds: from a thousandth of a clock's tick to decades.
     */
    MILLISECONDS(1e-9, 1e12, " of 1e-9 to 1e12"),
    /** From 0 to 1. */
    FRACTION(0, 1, " of 0 to 1, a fraction");

    private final double least;
    private final double most;
    private final String phrase;

    Range(double least, double most, String phrase) {
      this.least = least;
      this.most = most;
      this.phrase = phrase;
    }

    /** Whether the number is within it; NaN never is. */
    boolean holds(double number) {
      return number >= least && number <= most;
    }
  }

  /** The ten columns with which every {@code results.csv} starts, whatever its version. */
  private static final List<Column> LEADING = List.of(values()).subList(0, REASON.ordinal() + 1);

  private static final Map<String, Column> BY_HEADER =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(Column::header, Function.identity()));

  private final Type type;
  private final Range range;
  private final String description;
  private final TextRule rule;
  private final String header;

  /** A column of texts. */
  Column(Type type, String description) {
    this(type, Range.ANY, TextRule.ANY, description);
  }

  Column(TextRule rule, String description) {
    this(Type.TEXT, Range.ANY, rule, description);
  }

  Column(Type type, Range range, String description) {
    this(type, range, TextRule.ANY, description);
  }

  Column(Type type, Range range, TextRule rule, String description) {
    this.type = type;
    this.range = range;
    this.description = description;
    this.rule = rule;
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

  /** Which numbers it may hold; any where the values are texts. */
  public Range range() {
    return range;
  }

  /** True for a text that the column can hold. */
  boolean allows(String text) {
    return rule.allows(text);
  }

  /** What a value must be, in a sentence, e.g. {@code a whole number of 0 or more}. */
  String phrase() {
    if (this == STATUS) {
      return "one of " + Status.words();
    }
    if (rule != TextRule.ANY) {
      return rule.phrase();
    }
    return type.phrase() + (type == Type.TEXT ? " without control characters" : range.phrase);
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
