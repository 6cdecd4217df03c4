package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.cell.ImageSelection;
import io.convbench.harness.cell.Measurement.WeightsNeed;
import io.convbench.harness.engine.Hardware;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Measures a plan's cells one after another, each in a child JVM, and journals every row. Of the
 * cells that have a row already it tries those again that {@link RetryPolicy} says.
 */
final class Runner {

  private final RunSettings settings;
  private final RunFolder folder;
  private final WorkerLauncher jvm;
  private final Provenance provenance;
  private final Hardware hardware;
  private final PreparedStore prepared;
  private final RetryPolicy retries;
  private final FittingCells fitting;
  private final Progress progress;
  private final Clock clock;

  /** Cells that have been tried since the run was started or resumed. */
  private final Set<String> tried = new HashSet<>();

  Runner(
      RunSettings settings,
      RunFolder folder,
      WorkerLauncher jvm,
      Provenance provenance,
      Hardware hardware,
      PreparedStore prepared,
      RetryPolicy retries,
      FittingCells fitting,
      Progress progress,
      Clock clock) {
    this.settings = settings;
    this.folder = folder;
    this.jvm = jvm;
    this.provenance = provenance;
    this.hardware = hardware;
    this.prepared = prepared;
    this.retries = retries;
    this.fitting = fitting;
    this.progress = progress;
    this.clock = clock;
  }

  /**
   * Measures the cells that the journal does not hold yet, and those that are to be tried again, as
   * far as the budget allows: first in the plan's order, then what was left out and fits after all.
   *
   * @throws IOException when the run's folder can no longer be written
   */
  void run(Plan plan, Journal journal) throws IOException, InterruptedException {
    Files.createDirectories(folder.logs());
    Feasibility feasibility = new Feasibility(settings.weights(), jvm, hardware);
    Path models = folder.path().resolve("models");
    try (ModelFileStore store =
        new ModelFileStore(jvm, settings.folding(), settings.weights(), models, folder.logs())) {
      for (Cell cell : plan.cells()) {
        if (!isSettled(cell, journal) && fitting.take(cell)) {
          take(cell, feasibility, store, journal);
        }
      }
      Optional<Cell> next = fitting.next(cell -> isSettled(cell, journal));
      while (next.isPresent()) {
        take(next.get(), feasibility, store, journal);
        next = fitting.next(cell -> isSettled(cell, journal));
      }
    }
  }

  private void take(Cell cell, Feasibility feasibility, ModelFileStore store, Journal journal)
      throws IOException, InterruptedException {
    progress.starts(cell);
    progress.ended(cell, row(cell, feasibility, store, journal));
  }

  private boolean isSettled(Cell cell, Journal journal) {
    Row row = journal.rows().get(cell.id());
    return row != null && (tried.contains(cell.id()) || !retries.again(row));
  }

  /** The journal's row of the cell, measured now unless it is there to stay. */
  private Row row(Cell cell, Feasibility feasibility, ModelFileStore store, Journal journal)
      throws IOException, InterruptedException {
    Row before = journal.rows().get(cell.id());
    if (isSettled(cell, journal)) {
      return before;
    }
    tried.add(cell.id());
    Instant start = clock.instant();
    Optional<Row> verdict = feasibility.verdict(cell);
    if (before != null && verdict.isPresent() && saysTheSame(before, verdict.get())) {
      return before;
    }
    long tries = before == null ? 1 : before.integer(Column.TRIES).orElse(1) + 1;
    BatchHalving halving = new BatchHalving(half -> row(half, feasibility, store, journal));
    Row values =
        verdict.isPresent() ? verdict.get() : halving.row(cell, attempt(cell, tries, store));
    Row row = row(cell, tries, values, start);
    if (row.failureKind().equals(Optional.of(FailureKind.DISK_FULL))) {
      journal.addUnwritten(cell.id(), row);
    } else {
      journal.add(cell.id(), row);
    }
    return row;
  }

  /** Whatever the words. */
  static boolean saysTheSame(Row before, Row verdict) {
    return before.status().equals(verdict.status())
        && before.failureKind().equals(verdict.failureKind());
  }

  private BatchHalving.Trial attempt(Cell cell, long tries, ModelFileStore store)
      throws IOException, InterruptedException {
    CellProcess.Measured measured = measure(cell, tries, store);
    provenance.loaded(cell, measured.natives());
    return new BatchHalving.Trial(
        measured.row(), cell.batchIsFree() ? measured.lackOfMemory() : Optional.empty());
  }

  private CellProcess.Measured measure(Cell cell, long tries, ModelFileStore store)
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
      ModelFileStore.Entry entry = store.of(cell, side, weights);
      if (entry.failure().isPresent()) {
        return CellProcess.Measured.notTried(entry.failure().get().of("no model file"));
      }
      modelFile = Optional.of(entry.file());
      origin = provenance.weights(cell, weights).with(Column.MODEL_FORM, settings.folding().word());
    }
    CellRequest request =
        new CellRequest(
            cell, weights, settings.folding(), side, modelFile, folder, settings.latency(), images);
    return new CellProcess(jvm)
        .measure(request, log(cell, tries), beat -> progress.reached(cell, beat.fraction()))
        .with(origin);
  }

  /** A try leaves the logs of those before it as they are. */
  private Path log(Cell cell, long tries) {
    return folder.logs().resolve(cell.id() + (tries > 1 ? "-try" + tries : "") + ".log");
  }

  private Row row(Cell cell, long tries, Row values, Instant start) throws IOException {
    Instant end = clock.instant();
    int side = side(cell);
    Row row =
        cell.row()
            .with(provenance.row(cell.architecture()))
            .with(provenance.device(cell))
            .with(Column.INPUT_SIZE, side)
            .with(Column.TIME, end.truncatedTo(ChronoUnit.SECONDS).toString());
    if (!end.isBefore(start)) {
      // Else the clock was set back meanwhile, and nobody knows.
      row = row.with(Column.DURATION_S, Duration.between(start, end).toMillis() / 1000.0);
    }
    if (cell.measurement().usesImages()) {
      row = row.with(provenance.images(side, prepared.datasetSha256(side)));
    }
    if (tries > 1) {
      row = row.with(Column.TRIES, tries);
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
            .resolve(cell.architecture())
            .map(Path::toString)
            .orElse(SeededWeights.LABEL);
  }

  /** The protocol of an accuracy measurement may ask for another side than the default. */
  private int side(Cell cell) {
    int inputSide = cell.architecture().inputSize();
    return cell.measurement().usesImages() && settings.images().isPresent()
        ? settings.images().get().side(inputSide)
        : inputSide;
  }
}
