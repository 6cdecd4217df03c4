package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.harness.modelfile.ModelFiles;
import io.convbench.harness.modelfile.Precision;
import io.convbench.harness.process.Bug;
import io.convbench.harness.process.ModelFileRequest;
import io.convbench.harness.process.WorkerLauncher;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The model files of a run: each written once, by a child JVM, and deleted when the run has left
 * its architecture, so that the disk never holds more than one architecture's.
 */
final class ModelFileStore implements AutoCloseable {

  /** What distinguishes two model files of a run. */
  private record Key(
      Architecture architecture, Engine engine, Precision precision, int side, String weights) {}

  /** A model file, or why there is none. */
  record Entry(Path file, Optional<Failure> failure) {

    /** A writer that was killed is not a reason to skip the other cells of its file. */
    boolean isToBeKept() {
      return failure.isEmpty() || failure.get().kind() != FailureKind.KILLED;
    }
  }

  private final WorkerLauncher jvm;
  private final BatchNormFolding folding;
  private final WeightsSource source;
  private final Path folder;
  private final Path logs;
  private final Map<Key, Entry> entries = new HashMap<>();
  private Optional<Architecture> architecture = Optional.empty();
  private int attempts;

  /**
   * @param source of the run's weights, which knows their hashes
   * @param folder for the files; only this store writes there
   * @param logs where the children's output goes
   */
  ModelFileStore(
      WorkerLauncher jvm, BatchNormFolding folding, WeightsSource source, Path folder, Path logs) {
    this.jvm = jvm;
    this.folding = folding;
    this.source = source;
    this.folder = folder;
    this.logs = logs;
  }

  /** The cell's model file for this input side and these weights, written now unless it exists. */
  Entry of(Cell cell, int side, String weights) throws IOException, InterruptedException {
    if (!architecture.equals(Optional.of(cell.architecture()))) {
      close();
      architecture = Optional.of(cell.architecture());
    }
    Execution execution = cell.running();
    Key key =
        new Key(
            cell.architecture(), execution.engine(), execution.precision().stored(), side, weights);
    Entry entry = entries.get(key);
    if (entry == null) {
      entry = write(key);
      if (entry.isToBeKept()) {
        entries.put(key, entry);
      }
    }
    return entry;
  }

  private Entry write(Key key) throws IOException, InterruptedException {
    String name = "%s-%s-%s".formatted(key.architecture().name(), key.engine().id(), attempts++);
    Path file = Files.createDirectories(folder).resolve(name + key.engine().writer().extension());
    ModelFileRequest request =
        new ModelFileRequest(
            key.architecture(),
            key.engine(),
            folding,
            key.precision(),
            key.side(),
            key.weights(),
            source.known(Path.of(key.weights())),
            file);
    Path log = logs.resolve(name + "-model-file.log");
    return new Entry(file, request.execute(jvm, log).map(failure -> Bug.withTrace(failure, log)));
  }

  /** Deletes the files of the current architecture, and what an interrupted run left of another. */
  @Override
  public void close() throws IOException {
    entries.clear();
    attempts = 0;
    ModelFiles.delete(folder);
  }
}
