package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.cell.ImageSelection;
import io.convbench.harness.cell.Measurement.WeightsNeed;
import io.convbench.harness.measurement.SeededImages;
import io.convbench.harness.process.CellProcess;
import io.convbench.harness.process.OomDiagnosis;
import io.convbench.harness.process.WorkerLauncher;
import io.convbench.results.Column;
import io.convbench.results.FailureKind;
import io.convbench.results.Journal;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.suites.weights.SeededWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.io.FileUtils;

/**
 * Measures a plan's cells one after another, each in a child JVM, and journals every row: first
 * those that are not timed, then the timed ones round by round, then once more those that were
 * disturbed. Of the cells that have a row already it tries those again that {@link RetryPolicy}
 * says.
 */
final class Runner {

  private final RunSettings settings;
  private final RunFolder folder;
  private final WorkerLauncher jvm;
  private final Provenance provenance;
  private final Feasibility feasibility;
  private final ModelFileStore models;
  private final PreparedStore prepared;
  private final RetryPolicy retries;
  private final FittingCells fitting;
  private final Progress progress;
  private final Clock clock;
  private final Rounds rounds;
  private final Journal journal;

  /**
   * Cells that may be repeated, timed ones among them, halved batches included, in the order in
   * which they were first.
   */
  private final Map<String, Cell> repeated = new LinkedHashMap<>();

  /** Cells that have been tried since the run was started or resumed. */
  private final Set<String> tried = new HashSet<>();

  Runner(
      RunSettings settings,
      RunFolder folder,
      WorkerLauncher jvm,
      Provenance provenance,
      Feasibility feasibility,
      ModelFileStore models,
      PreparedStore prepared,
      RetryPolicy retries,
      Rounds rounds,
      FittingCells fitting,
      Progress progress,
      Clock clock,
      Journal journal) {
    this.settings = settings;
    this.folder = folder;
    this.jvm = jvm;
    this.provenance = provenance;
    this.feasibility = feasibility;
    this.models = models;
    this.prepared = prepared;
    this.retries = retries;
    this.rounds = rounds;
    this.fitting = fitting;
    this.progress = progress;
    this.clock = clock;
    this.journal = journal;
  }

  /**
   * Measures the cells that the journal does not hold yet, and those that are to be tried again, as
   * far as the budget allows: first all of them once, then what was left out and fits after all,
   * then the further rounds.
   *
   * @throws IOException when the run's folder can no longer be written
   */
  void run(Plan plan) throws IOException, InterruptedException {
    for (Cell cell : plan.cells()) {
      know(cell);
      Optional<Cell> half = ranInstead(cell);
      half.ifPresent(this::know);
      if (!cell.measurement().timed()) {
        take(cell);
        if (half.isPresent() && journal.isLost(half.get().id())) {
          take(half.get());
        }
      }
    }
    RoundOrder order = RoundOrder.ofRun(journal.runId());
    for (Cell cell : order.draw(1, timed())) {
      take(cell);
    }
    Optional<Cell> next = fitting.next(cell -> isSettled(cell, 1));
    while (next.isPresent()) {
      withProgress(next.get(), 1);
      next = fitting.next(cell -> isSettled(cell, 1));
    }
    for (int round = 2; round <= rounds.latency().rounds(); round++) {
      for (Cell cell : order.draw(round, timed())) {
        timeAgain(cell, round);
      }
    }
    repeat();
  }

  private void know(Cell cell) {
    if (cell.measurement().repeated()) {
      repeated.put(cell.id(), cell);
    }
  }

  private List<Cell> timed() {
    return repeated.values().stream().filter(cell -> cell.measurement().timed()).toList();
  }

  private void take(Cell cell) throws IOException, InterruptedException {
    if (!isSettled(cell, 1) && fitting.take(cell)) {
      withProgress(cell, 1);
    }
  }

  /** A further round of a cell that has been timed. */
  private void timeAgain(Cell cell, int round) throws IOException, InterruptedException {
    if (journal.rows().containsKey(cell.id())
        && !isSettled(cell, round)
        && fitting.takeAgain(cell)) {
      withProgress(cell, round);
    }
  }

  private void withProgress(Cell cell, int round) throws IOException, InterruptedException {
    progress.starts(cell, rounds.turn(cell, journal));
    Row row = row(cell, round);
    progress.ended(cell, rounds.judged(cell, row, journal));
  }

  /** The smaller batch that ran before the run was resumed. */
  private Optional<Cell> ranInstead(Cell cell) {
    Row row = journal.rows().get(cell.id());
    return row == null || row.integer(Column.BATCH_RAN).isEmpty()
        ? Optional.empty()
        : Optional.of(cell.withBatch((int) row.integer(Column.BATCH_RAN).getAsLong()));
  }

  /** Measures disturbed cells again, the worst first, while there is time for it. */
  private void repeat() throws IOException, InterruptedException {
    boolean again = true;
    while (again) {
      again = false;
      for (String id : rounds.toRepeat(journal)) {
        Cell cell = repeated.get(id);
        if (cell != null && fits(cell)) {
          again = true;
          progress.starts(cell, rounds.turn(cell, journal));
          Row row = measured(cell, 1, Optional.empty());
          progress.ended(cell, rounds.judged(cell, row, journal));
        }
      }
    }
  }

  private boolean fits(Cell cell) {
    double needed = journal.rows().get(cell.id()).number(Column.DURATION_S).orElse(0);
    return rounds.secondsLeft(journal) >= needed && fitting.takeAgain(cell);
  }

  private boolean isSettled(Cell cell, int round) {
    Row row = journal.rows().get(cell.id());
    if (row == null
        || journal.isLost(cell.id())
        || !(row.ok() || tried.contains(cell.id()) || !retries.again(row))) {
      return false;
    }
    boolean timesOn = cell.measurement().timed() && (row.ok() || rounds.makeRow(cell, journal));
    return !timesOn || rounds.has(round, cell, journal);
  }

  /** The journal's row of the cell, measured now unless it is there to stay. */
  private Row row(Cell cell, int round) throws IOException, InterruptedException {
    Row before = journal.rows().get(cell.id());
    if (isSettled(cell, round)) {
      return before;
    }
    Optional<Row> verdict = feasibility.verdict(cell);
    boolean lost = journal.isLost(cell.id());
    if (before != null && verdict.isPresent() && (lost || saysTheSame(before, verdict.get()))) {
      tried.add(cell.id());
      return before;
    }
    return measured(cell, round, verdict);
  }

  /**
   * Measures a cell once more.
   *
   * @param round of smaller batches, where this one does not fit in memory
   * @param verdict its row where it need not be tried
   */
  private Row measured(Cell cell, int round, Optional<Row> verdict)
      throws IOException, InterruptedException {
    tried.add(cell.id());
    Instant start = clock.instant();
    Row before = journal.rows().get(cell.id());
    Try next =
        Try.after(
            before,
            journal.attempts().getOrDefault(cell.id(), List.of()),
            cell.measurement().repeated() && verdict.isEmpty());
    Row values;
    if (verdict.isPresent()) {
      values = verdict.get();
    } else {
      BatchHalving.Trial trial = attempt(cell, next);
      values = new BatchHalving(half -> row(half, round)).row(cell, trial);
    }
    Row row = next.on(row(cell, values, start));
    if (cell.measurement().timed() && next.attempt() > 0) {
      row = row.with(Column.ORDER_SEED, RoundOrder.ofRun(journal.runId()).seed());
    }
    if (row.failureKind().equals(Optional.of(FailureKind.DISK_FULL))) {
      journal.addUnwritten(cell.id(), row);
    } else {
      journal.add(cell.id(), row);
    }
    if (row.ok()) {
      FileUtils.deleteDirectory(folder.checkpoints(cell.id()).toFile());
    }
    if (row.ok()) {
      know(cell);
    }
    return row;
  }

  /**
   * Which try of a cell this is.
   *
   * @param number of tries, which counts failed ones
   * @param attempt which process that times the cell, from 1; 0 for a cell that is not repeated
   */
  private record Try(long number, long attempt) {

    /**
     * @param before the cell's last row; null where there is none
     * @param attempts rows of the processes that timed it so far
     * @param counted whether a process times it now, of which there may be several
     */
    static Try after(Row before, List<Row> attempts, boolean counted) {
      long tries = before == null ? 0 : before.integer(Column.TRIES).orElse(1);
      boolean anotherRound =
          before != null && before.ok() && before.integer(Column.ATTEMPT).isPresent() && counted;
      long last =
          attempts.stream().mapToLong(row -> row.integer(Column.ATTEMPT).orElse(0)).max().orElse(0);
      return new Try(anotherRound ? tries : tries + 1, counted ? last + 1 : 0);
    }

    Row on(Row row) {
      Row with = number > 1 ? row.with(Column.TRIES, number) : row;
      return attempt > 0 ? with.with(Column.ATTEMPT, attempt) : with;
    }

    /** A try leaves the logs of those before it as they are. */
    String log(String cell) {
      if (attempt > 1) {
        return "%s-attempt%s.log".formatted(cell, attempt);
      }
      return number > 1 ? "%s-try%s.log".formatted(cell, number) : cell + ".log";
    }
  }

  /** Whatever the words. */
  static boolean saysTheSame(Row before, Row verdict) {
    return before.status().equals(verdict.status())
        && before.failureKind().equals(verdict.failureKind());
  }

  private BatchHalving.Trial attempt(Cell cell, Try next) throws IOException, InterruptedException {
    CellProcess.Measured measured = measure(cell, next);
    provenance.loaded(cell, measured.natives());
    // What has run once fits.
    boolean mayBeHalved = cell.batchIsFree() && !rounds.makeRow(cell, journal);
    return new BatchHalving.Trial(
        measured.row(), mayBeHalved ? measured.lackOfMemory() : Optional.empty());
  }

  private CellProcess.Measured measure(Cell cell, Try next)
      throws IOException, InterruptedException {
    String weights = weights(cell);
    Row origin = Row.empty();
    int side = side(cell);
    Optional<String> refusal =
        cell.execution().flatMap(how -> SeededImages.refusal(how.batch(), side));
    if (refusal.isPresent()) {
      return CellProcess.Measured.notTried(OomDiagnosis.of(refusal.get()));
    }
    Optional<CellRequest.PreparedImages> images = Optional.empty();
    if (cell.measurement().usesImages()) {
      ImageSelection selection = settings.images().orElseThrow();
      PreparedStore.Entry entry = prepared.of(selection, side, progress);
      if (entry.failure().isPresent()) {
        return CellProcess.Measured.notTried(entry.failure().get().of("no crops"));
      }
      images = Optional.of(new CellRequest.PreparedImages(selection, entry.folder()));
    }
    Optional<Path> modelFile = Optional.empty();
    if (cell.execution().isPresent()) {
      ModelFileStore.Entry entry = models.of(cell, side, weights);
      if (entry.failure().isPresent()) {
        return CellProcess.Measured.notTried(entry.failure().get().of("no model file"));
      }
      modelFile = Optional.of(entry.file());
      origin = provenance.weights(cell, weights).with(Column.MODEL_FORM, settings.folding().word());
    }
    CellRequest request =
        new CellRequest(
            cell,
            weights,
            settings.folding(),
            side,
            modelFile,
            folder,
            cell.measurement().timed() ? rounds.next(cell, journal) : settings.latency(),
            images,
            round(cell, next),
            settings.transfer());
    return new CellProcess(jvm)
        .measure(
            request,
            folder.logs().resolve(next.log(cell.id())),
            beat -> progress.reached(cell, beat.fraction()))
        .with(origin);
  }

  /** Of a timed cell with what the machine is calibrated, of others with what was found. */
  private CellRequest.Round round(Cell cell, Try next) throws IOException, InterruptedException {
    if (next.attempt() == 0) {
      return CellRequest.Round.ONLY;
    }
    boolean timed = cell.measurement().timed();
    boolean calibrated = timed && !cell.running().device().isGpu();
    return new CellRequest.Round(
        (int) next.attempt(),
        calibrated ? models.calibration(cell.running()) : Map.of(),
        timed ? Optional.empty() : rounds.before(cell, journal));
  }

  private Row row(Cell cell, Row values, Instant start) throws IOException {
    Instant end = clock.instant();
    int side = side(cell);
    Row row =
        cell.row()
            .with(provenance.row(cell))
            .with(provenance.device(cell))
            .with(Column.INPUT_SIZE, side)
            .with(Column.TIME, end.truncatedTo(ChronoUnit.SECONDS).toString());
    if (!end.isBefore(start)) {
      // Else the clock was set back meanwhile, and nobody knows.
      row = row.with(Column.DURATION_S, Duration.between(start, end).toMillis() / 1000.0);
    }
    if (cell.measurement().usesImages()) {
      row = row.with(provenance.images(side, prepared.datasetSha256(side)));
      if (settings.transfer().isPresent()) {
        String split = settings.transfer().get().split(settings.images().orElseThrow().dataset());
        row = row.with(Column.SPLIT, split);
      }
    }
    if (values.failureKind().equals(Optional.of(FailureKind.TIMEOUT))) {
      row = row.with(Column.CELL_LIMIT_S, jvm.limit().toSeconds());
    }
    return row.with(values);
  }

  /** {@code seeded}, or the cell's weight file. */
  private String weights(Cell cell) throws IOException {
    return cell.measurement().weightsNeed() == WeightsNeed.SEEDED
        ? SeededWeights.LABEL
        : settings
            .weights()
            .resolve(cell.architecture(), cell.trained())
            .map(Path::toString)
            .orElse(SeededWeights.LABEL);
  }

  /**
   * The protocol of an accuracy measurement may ask for another side than the default; a cut
   * network is timed at the side at which it learns.
   */
  private int side(Cell cell) {
    int inputSide = cell.architecture().inputSize();
    boolean ofImages = cell.measurement().usesImages() || cell.cut().isPresent();
    return ofImages && settings.images().isPresent()
        ? settings.images().get().side(inputSide)
        : inputSide;
  }
}
