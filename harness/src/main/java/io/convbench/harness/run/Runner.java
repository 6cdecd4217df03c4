package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.engine.Hardware;
import io.convbench.harness.measurement.Measurement;
import io.convbench.harness.measurement.Measurement.WeightsNeed;
import io.convbench.harness.measurement.Measurements;
import io.convbench.harness.measurement.SeededImages;
import io.convbench.harness.process.CellProcess;
import io.convbench.harness.process.ChildJvm;
import io.convbench.harness.process.LackOfMemory;
import io.convbench.harness.process.LackOfRoom;
import io.convbench.harness.process.OutOfMemoryKills;
import io.convbench.results.Column;
import io.convbench.results.Journal;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.Status;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.weights.SeededWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Measures a plan's cells one after another, each in a child JVM, and journals every row. */
final class Runner {

  private final RunSettings settings;
  private final RunFolder folder;
  private final ChildJvm jvm;
  private final Provenance provenance;
  private final Hardware hardware;
  private final PreparedStore prepared;
  private final Progress progress;
  private final Clock clock;

  Runner(
      RunSettings settings,
      RunFolder folder,
      ChildJvm jvm,
      Provenance provenance,
      Hardware hardware,
      PreparedStore prepared,
      Progress progress,
      Clock clock) {
    this.settings = settings;
    this.folder = folder;
    this.jvm = jvm;
    this.provenance = provenance;
    this.hardware = hardware;
    this.prepared = prepared;
    this.progress = progress;
    this.clock = clock;
  }

  /**
   * Measures the cells that the journal does not hold yet.
   *
   * @throws IOException when the run's folder can no longer be written
   */
  void run(Plan plan, Journal journal) throws IOException, InterruptedException {
    Files.createDirectories(folder.logs());
    Feasibility feasibility = new Feasibility(settings.weights(), jvm, hardware);
    Path models = folder.path().resolve("models");
    try (ModelFileStore store = new ModelFileStore(jvm, settings.form(), models, folder.logs())) {
      for (Cell cell : plan.cells()) {
        if (journal.rows().containsKey(cell.id())) {
          continue;
        }
        progress.starts(cell);
        progress.ended(cell, row(cell, feasibility, store, journal));
      }
    }
  }

  /** The journal's row of the cell, measured now unless it is there. */
  private Row row(Cell cell, Feasibility feasibility, ModelFileStore store, Journal journal)
      throws IOException, InterruptedException {
    if (journal.rows().containsKey(cell.id())) {
      return journal.rows().get(cell.id());
    }
    Instant start = clock.instant();
    Optional<Row> verdict = feasibility.verdict(cell);
    BatchHalving halving = new BatchHalving(half -> row(half, feasibility, store, journal));
    Row values = verdict.isPresent() ? verdict.get() : halving.row(cell, attempt(cell, store));
    Row row = row(cell, values, start);
    if (LackOfRoom.in(row)) {
      journal.addUnwritten(cell.id(), row);
    } else {
      journal.add(cell.id(), row);
    }
    return row;
  }

  private BatchHalving.Trial attempt(Cell cell, ModelFileStore store)
      throws IOException, InterruptedException {
    OutOfMemoryKills kills = OutOfMemoryKills.sinceNow();
    Row row = measure(cell, store);
    boolean batchAsked = Measurements.named(cell.measurement()).ownBatch().isEmpty();
    return new BatchHalving.Trial(
        row,
        batchAsked && cell.usesEngine() && row.status().equals(Optional.of(Status.FAILED))
            ? LackOfMemory.in(row.text(Column.REASON).orElseThrow(), log(cell), kills)
            : Optional.empty());
  }

  private Row measure(Cell cell, ModelFileStore store) throws IOException, InterruptedException {
    Measurement measurement = Measurements.named(cell.measurement());
    String weights = weights(cell, measurement);
    Row origin = Row.empty();
    int side = side(cell, measurement);
    Optional<String> refusal = SeededImages.refusal(cell.batch(), side);
    if (refusal.isPresent()) {
      return Row.empty().with(Status.FAILED, refusal.get());
    }
    Path crops = null;
    if (measurement.usesImages()) {
      PreparedStore.Entry images = prepared.of(settings.images().orElseThrow(), side, progress);
      if (images.failure().isPresent()) {
        return Row.empty().with(Status.FAILED, "no crops: " + images.failure().get());
      }
      crops = images.folder();
    }
    Path modelFile = null;
    if (cell.usesEngine()) {
      ModelFileStore.Entry entry = store.of(cell, side, weights);
      if (entry.failure().isPresent()) {
        return Row.empty().with(Status.FAILED, "no model file: " + entry.failure().get());
      }
      modelFile = entry.file();
      origin = provenance.weights(cell, weights).with(Column.MODEL_FORM, settings.form().word());
    }
    CellRequest request =
        new CellRequest(
            cell,
            weights,
            settings.form(),
            side,
            modelFile,
            folder,
            settings.latency(),
            settings.images().orElse(null),
            crops);
    return origin.with(new CellProcess(jvm).measure(request, log(cell)));
  }

  private Path log(Cell cell) {
    return folder.logs().resolve(cell.id() + ".log");
  }

  private Row row(Cell cell, Row values, Instant start) throws IOException {
    Instant end = clock.instant();
    Measurement measurement = Measurements.named(cell.measurement());
    int side = side(cell, measurement);
    Row row =
        cell.row()
            .with(provenance.row(Architectures.named(cell.architecture())))
            .with(provenance.device(cell))
            .with(Column.INPUT_SIZE, side)
            .with(Column.TIME, end.truncatedTo(ChronoUnit.SECONDS).toString());
    if (!end.isBefore(start)) {
      // Else the clock was set back meanwhile, and nobody knows.
      row = row.with(Column.DURATION_S, Duration.between(start, end).toMillis() / 1000.0);
    }
    if (measurement.usesImages()) {
      row = row.with(provenance.images(side, prepared.datasetSha256(side)));
    }
    return row.with(values);
  }

  /** {@code seeded}, or the cell's weight file. */
  private String weights(Cell cell, Measurement measurement) throws IOException {
    return measurement.weightsNeed() == WeightsNeed.SEEDED
        ? SeededWeights.LABEL
        : settings
            .weights()
            .resolve(Architectures.named(cell.architecture()))
            .map(Path::toString)
            .orElse(SeededWeights.LABEL);
  }

  /** The protocol of an accuracy measurement may ask for another side than the default. */
  private int side(Cell cell, Measurement measurement) {
    Architecture architecture = Architectures.named(cell.architecture());
    return measurement.usesImages() && settings.images().isPresent()
        ? settings.images().get().side(architecture.inputSize())
        : architecture.inputSize();
  }
}
