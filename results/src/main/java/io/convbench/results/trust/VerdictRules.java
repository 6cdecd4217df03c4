package io.convbench.results.trust;

import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.statistics.EarlyStopping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules by which a timed row is judged. All thresholds stand here, with what they rest on; a
 * rule whose evidence a row does not have says nothing. The percentiles' need of passes is not
 * among them: a percentile without enough passes has no bound and is marked, the median stands.
 */
public final class VerdictRules {

  private static final double MEDIAN = 0.5;

  /** Without a slower pass to spare (t = 0) not even the slowest of the passes bounds a median. */
  private static final long FEWEST_PASSES = EarlyStopping.passesNeeded(MEDIAN, 0);

  /** What LoadGen asks for before it estimates a percentile (t = 1), here the median. */
  private static final long ENOUGH_PASSES = EarlyStopping.passesNeeded(MEDIAN, 1);

  /**
   * A pass is as slow as its slowest thread: 8 % of a thread's time taken is 8 % of the pass. A
   * quiet machine's own services take up to 6 % of two threads.
   */
  private static final double TAKEN_NOISY = 0.08;

  /** With a quarter taken, latencies that are off by a tenth are certain. */
  private static final double TAKEN_INVALID = 0.25;

  /** An engine's threads wait for each other, TensorFlow's for a fifth of the time. */
  private static final double WAITING_NOISY = 0.30;

  private static final double WAITING_INVALID = 0.50;

  /** Half of the threads or more had nothing to do or were held back. */
  private static final double IDLE = 0.55;

  /** With more threads than this small networks leave cores idle by themselves. */
  private static final long FEW_THREADS = 4;

  /** A tenth is what makes readers choose another engine. */
  private static final double SPREAD_NOISY = 1.10;

  /** Processes that differ by half did not measure the same thing. */
  private static final double SPREAD_INVALID = 1.5;

  /** Within a process passes on a quiet machine vary by 2 to 40 %, those of small networks most. */
  private static final double CV_NOISY = 0.5;

  /** From the first third of a process's passes to the last: the median is off by half of it. */
  private static final double DRIFT_NOISY = 1.15;

  /** Calibrations of a quiet machine are within a tenth of the best. */
  private static final double CALIBRATION_NOISY = 0.80;

  /**
   * Under load a processor holds its nominal frequency, and mostly more, unless heat, a power limit
   * or its governor lower it; wide vector units cost some on purpose.
   */
  private static final double FREQUENCY_NOISY = 0.80;

  /** What a GPU's clocks may be lowered by without being disturbed: a person set them. */
  private static final Set<String> CHOSEN_CLOCKS =
      Set.of("none", "gpu_idle", "applications_clocks_setting");

  /** A pass reads nothing from a disk; some of Java's own pages may. */
  private static final double MAJOR_FAULTS_NOISY = 10;

  /** 1 MiB in pages of 4 KiB: the machine lacks memory. */
  private static final double SWAPPED_NOISY = 256;

  /**
   * Processors' time is counted in ticks of 10 ms, some more or less: of a start or a training that
   * takes tenths of a second that may be much. Rounds of latencies last longer and are several.
   */
  private static final double TICKS_SECONDS = 0.05;

  private static final String PASSES = "passes";

  private final Row row;

  /** Part of the threads' time of which ticks do not tell whose it was. */
  private final double untold;

  private final List<String> reasons = new ArrayList<>();
  private Verdict verdict = Verdict.VALID;

  private VerdictRules(Row row) {
    this(row, 0);
  }

  private VerdictRules(Row row, double untold) {
    this.row = row;
    this.untold = untold;
  }

  /**
   * What the evidence of one process says.
   *
   * @param attempt its row
   * @param speed of the machine before or after its passes, the slower one, as a part of the
   *     engine's best of the run; empty where nothing was calibrated
   */
  static Judgement of(Row attempt, OptionalDouble speed) {
    VerdictRules rules = new VerdictRules(attempt);
    rules.evidence(speed);
    return rules.judgement();
  }

  /**
   * What a cell says.
   *
   * @param row with the worst evidence of its processes
   * @param speed of the slowest of them, as in {@link #of}
   * @param spread median of the slowest process / that of the fastest
   */
  static Judgement ofCell(Row row, OptionalDouble speed, double spread) {
    VerdictRules rules = new VerdictRules(row);
    rules.samples(Column.LATENCY_SAMPLES, PASSES);
    rules.spread(spread);
    rules.evidence(speed);
    return rules.judgement();
  }

  /**
   * The row of a cell that one process timed, with what its evidence says.
   *
   * @throws IllegalArgumentException when the row has no time, or a latency, which is judged with
   *     its run
   */
  public static Row onOneProcess(Row row) {
    return ofOneProcess(row).on(row);
  }

  /**
   * The same of a row that is not measured again whatever disturbed it.
   *
   * @param why not, which is the last reason of one that is not valid
   */
  public static Row onOnlyProcess(Row row, String why) {
    Judgement judgement = ofOneProcess(row);
    return judgement.verdict() == Verdict.VALID
        ? judgement.on(row)
        : new Judgement(
                judgement.verdict(),
                Stream.concat(judgement.reasons().stream(), Stream.of("not repeated: " + why))
                    .toList())
            .on(row);
  }

  private static Judgement ofOneProcess(Row row) {
    double threadSeconds =
        row.number(Column.THREADS).orElse(1) * row.number(Column.TIMED_S).orElse(0);
    VerdictRules rules =
        new VerdictRules(row, threadSeconds > 0 ? TICKS_SECONDS / threadSeconds : 0);
    rules.taken();
    rules.swapping();
    rules.lowerGpuClocks();
    switch (Timing.of(row).orElseThrow(() -> new IllegalArgumentException("no time in " + row))) {
      case LATENCY -> throw new IllegalArgumentException("a latency is judged with its run");
      case SCENARIO -> rules.scenario();
      case START -> rules.cv(Column.LOAD_WARM_CV, "loads");
      case JPEG_TO_CLASS -> rules.jpegToClass();
      case TRAINING, EVALUATION -> {
        // Which read images from the disk, and whose parts use the threads they can.
      }
    }
    return rules.judgement();
  }

  /** A server's threads have nothing to do between queries; times of queries vary by themselves. */
  private void scenario() {
    faults();
    if (value(Column.OFFERED_RATE_PER_S).isEmpty()) {
      idle();
      frequency();
    }
  }

  /** An image is decoded by one thread, however many the pass has. */
  private void jpegToClass() {
    samples(Column.END_TO_END_SAMPLES, "images");
    cv(Column.END_TO_END_CV, "images");
    drift(Column.END_TO_END_DRIFT, "images");
    faults();
  }

  /** Whether processes agree. */
  static Judgement ofSpread(double spread) {
    VerdictRules rules = new VerdictRules(Row.empty());
    rules.spread(spread);
    return rules.judgement();
  }

  private Judgement judgement() {
    return new Judgement(verdict, reasons);
  }

  private void evidence(OptionalDouble speed) {
    taken();
    idle();
    cv(Column.LATENCY_CV, PASSES);
    drift(Column.LATENCY_DRIFT, PASSES);
    calibration(speed);
    frequency();
    lowerGpuClocks();
    faults();
    swapping();
  }

  /** Whether a median has the samples that it needs. */
  private void samples(Column column, String what) {
    double samples = value(column).orElse(ENOUGH_PASSES);
    if (samples < ENOUGH_PASSES) {
      add(
          samples < FEWEST_PASSES ? Verdict.INVALID : Verdict.NOISY,
          "%.0f " + what + ", a median needs %.0f",
          samples,
          (double) ENOUGH_PASSES);
    }
  }

  /** What others took of the processors that the threads wanted. */
  private void taken() {
    double threads = value(Column.THREADS).orElse(1);
    ticks(
        Column.CONTENTION,
        1,
        "other processes took processors that the threads needed (%.0f %% of the threads)");
    if (value(Column.CONTENTION).isEmpty()) {
      // Without a system that tells who had the processors.
      share(
          Column.WAITING_CORES,
          threads,
          WAITING_NOISY,
          WAITING_INVALID,
          "threads waited for a processor %.0f %% of the time");
    }
    ticks(Column.STEAL_CORES, threads, "the hypervisor took %.0f %% of the threads' time");
    // Rows of older versions have the passes alone.
    double seconds =
        value(Column.TIMED_S)
            .orElse(
                value(Column.LATENCY_SAMPLES).orElse(0)
                    * value(Column.LATENCY_MEAN_MS).orElse(0)
                    / 1000);
    share(
        Column.THROTTLED_S,
        threads * seconds,
        TAKEN_NOISY,
        TAKEN_INVALID,
        "a CPU quota stopped the threads %.0f %% of the time");
  }

  private void ticks(Column column, double whole, String reason) {
    share(column, whole, TAKEN_NOISY + untold, TAKEN_INVALID + untold, reason);
  }

  private void share(Column column, double whole, double noisy, double invalid, String reason) {
    double taken = value(column).orElse(0);
    if (whole > 0 && taken / whole > noisy) {
      add(taken / whole > invalid ? Verdict.INVALID : Verdict.NOISY, reason, 100 * taken / whole);
    }
  }

  private void idle() {
    double threads = value(Column.THREADS).orElse(1);
    double used = value(Column.CORES_USED).orElse(threads);
    if (onProcessor() && threads > 1 && threads <= FEW_THREADS && used < IDLE * threads) {
      add(Verdict.NOISY, "%.2f of %.0f cores used", used, threads);
    }
  }

  private boolean onProcessor() {
    return row.text(Column.DEVICE).orElse("cpu").equals("cpu");
  }

  /** Of what works on all threads to its end; else a processor that rests may be seen. */
  private void frequency() {
    OptionalDouble now = value(Column.FREQUENCY_MHZ);
    OptionalDouble nominal = value(Column.FREQUENCY_NOMINAL_MHZ);
    if (onProcessor() && now.isPresent() && nominal.isPresent()) {
      double part = now.getAsDouble() / nominal.getAsDouble();
      if (part < FREQUENCY_NOISY) {
        add(
            Verdict.NOISY,
            "the processors ran at %.0f MHz, %.0f %% of their nominal frequency",
            now.getAsDouble(),
            100 * part);
      }
    }
  }

  private void lowerGpuClocks() {
    String lowered =
        row.text(Column.GPU_THROTTLE_REASONS).stream()
            .flatMap(reasons -> Stream.of(reasons.split(", ")))
            .filter(reason -> !CHOSEN_CLOCKS.contains(reason))
            .collect(Collectors.joining(", "));
    if (!lowered.isEmpty()) {
      add(Verdict.NOISY, "the GPU lowered its clocks (%s)", lowered);
    }
  }

  private void spread(double spread) {
    if (spread > SPREAD_NOISY) {
      add(
          spread > SPREAD_INVALID ? Verdict.INVALID : Verdict.NOISY,
          "the slowest process's median is %.2f times the fastest one's",
          spread);
    }
  }

  private void cv(Column column, String what) {
    double cv = value(column).orElse(0);
    if (cv > CV_NOISY) {
      add(Verdict.NOISY, what + " vary by %.0f %% (coefficient of variation)", 100 * cv);
    }
  }

  private void drift(Column column, String what) {
    double drift = value(column).orElse(1);
    if (Math.max(drift, 1 / drift) > DRIFT_NOISY) {
      add(Verdict.NOISY, "the last " + what + " took %.2f times as long as the first", drift);
    }
  }

  private void calibration(OptionalDouble speed) {
    if (speed.isPresent() && speed.getAsDouble() < CALIBRATION_NOISY) {
      add(
          Verdict.NOISY,
          "the machine ran at %.0f %% of its best speed in this run (calibration)",
          100 * speed.getAsDouble());
    }
  }

  private void faults() {
    double faults = value(Column.MAJOR_FAULTS).orElse(0);
    if (faults > MAJOR_FAULTS_NOISY) {
      add(Verdict.NOISY, "%.0f page faults read from a disk", faults);
    }
  }

  private void swapping() {
    double swapped = value(Column.SWAPPED_PAGES).orElse(0);
    if (swapped > SWAPPED_NOISY) {
      add(Verdict.NOISY, "the machine swapped %.0f pages", swapped);
    }
  }

  private OptionalDouble value(Column column) {
    return row.number(column);
  }

  private void add(Verdict at, String reason, Object... values) {
    verdict = verdict.or(at);
    reasons.add(String.format(Locale.ROOT, reason, values));
  }
}
