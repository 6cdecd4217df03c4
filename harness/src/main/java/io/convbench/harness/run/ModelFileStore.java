package io.convbench.harness.run;

import io.convbench.foundation.file.DiskSpace;
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
import io.convbench.suites.architecture.CalibrationNetwork;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.weights.SeededWeights;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.io.file.PathUtils;

/**
 * The model files of a run: each written once, by a child JVM, and kept for the rounds to come
 * while all of them take no more than half of the disk space that was free. Those used longest ago
 * are deleted first, and written again when they are needed; never that of the cell that is being
 * measured, nor those that the machine is calibrated with.
 */
final class ModelFileStore implements AutoCloseable {

  /** What distinguishes two model files of a run. */
  private record Key(
      Architecture architecture,
      Head head,
      Engine engine,
      Precision precision,
      int side,
      String weights) {}

  /** A model file, or why there is none. */
  record Entry(Path file, Optional<Failure> failure, long bytes) {

    /** A writer that was killed is not a reason to skip the other cells of its file. */
    boolean isToBeKept() {
      return failure.isEmpty() || failure.get().kind() != FailureKind.KILLED;
    }
  }

  /** Writes a model file, and says why it could not. */
  interface Writing {
    Optional<Failure> write(ModelFileRequest request, Path log)
        throws IOException, InterruptedException;
  }

  private final Writing writing;
  private final BatchNormFolding folding;
  private final WeightsSource source;
  private final Path folder;
  private final Path logs;

  /** The one used longest ago first. */
  private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  private final long mostBytes;
  private Optional<Key> measured = Optional.empty();
  private int written;

  /**
   * @param source of the run's weights, which knows their hashes
   * @param folder for the files; only this store writes there
   * @param logs where the children's output goes
   */
  ModelFileStore(
      WorkerLauncher jvm, BatchNormFolding folding, WeightsSource source, Path folder, Path logs) {
    this(
        (request, log) -> request.execute(jvm, log),
        folding,
        source,
        folder,
        logs,
        DiskSpace.usableBytes(folder) / 2);
  }

  /**
   * @param mostBytes that all files may take together
   */
  ModelFileStore(
      Writing writing,
      BatchNormFolding folding,
      WeightsSource source,
      Path folder,
      Path logs,
      long mostBytes) {
    this.writing = writing;
    this.folding = folding;
    this.source = source;
    this.folder = folder;
    this.logs = logs;
    this.mostBytes = mostBytes;
  }

  /**
   * The model file of the cell that is measured next, for this input side and these weights,
   * written now unless it exists.
   */
  Entry of(Cell cell, int side, String weights) throws IOException, InterruptedException {
    Execution execution = cell.running();
    Key key =
        new Key(
            cell.architecture(),
            cell.head(),
            execution.engine(),
            execution.precision().stored(),
            side,
            weights);
    measured = Optional.of(key);
    return of(key);
  }

  /** The model files that the machine is calibrated with; without those that cannot be written. */
  Map<CalibrationNetwork, Path> calibration(Execution execution)
      throws IOException, InterruptedException {
    Map<CalibrationNetwork, Path> files = new EnumMap<>(CalibrationNetwork.class);
    for (CalibrationNetwork network : CalibrationNetwork.values()) {
      Architecture architecture = network.architecture();
      Entry entry =
          of(
              new Key(
                  architecture,
                  Head.IMAGENET,
                  execution.engine(),
                  execution.precision().stored(),
                  architecture.inputSize(),
                  SeededWeights.LABEL));
      if (entry.failure().isEmpty()) {
        files.put(network, entry.file());
      }
    }
    return files;
  }

  private Entry of(Key key) throws IOException, InterruptedException {
    Entry entry = entries.get(key);
    if (entry == null) {
      entry = write(key);
      if (entry.failure().map(Failure::kind).equals(Optional.of(FailureKind.DISK_FULL))) {
        if (isMeasured(key)) {
          close();
        } else {
          deleteDownTo(0);
        }
        entry = write(key);
      }
      if (entry.isToBeKept()) {
        entries.put(key, entry);
      }
      deleteDownTo(mostBytes);
    }
    return entry;
  }

  private boolean isMeasured(Key key) {
    return measured.equals(Optional.of(key));
  }

  /** Deletes files that are not needed now until all take no more than this. */
  private void deleteDownTo(long most) throws IOException {
    long bytes = entries.values().stream().mapToLong(Entry::bytes).sum();
    for (Key key : List.copyOf(entries.keySet())) {
      boolean isProbe = CalibrationNetwork.named(key.architecture().name()).isPresent();
      if (bytes > most && !isMeasured(key) && !isProbe) {
        Entry entry = entries.get(key);
        ModelFiles.delete(entry.file());
        entries.remove(key);
        bytes -= entry.bytes();
      }
    }
  }

  private Entry write(Key key) throws IOException, InterruptedException {
    String name = "%s-%s-%s".formatted(key.architecture().name(), key.engine().id(), written++);
    Path file = Files.createDirectories(folder).resolve(name + key.engine().writer().extension());
    ModelFileRequest request =
        new ModelFileRequest(
            key.architecture(),
            key.head(),
            key.engine(),
            folding,
            key.precision(),
            key.side(),
            key.weights(),
            source.known(Path.of(key.weights())),
            file);
    Path log = logs.resolve(name + "-model-file.log");
    Optional<Failure> failure =
        writing.write(request, log).map(reason -> Bug.withTrace(reason, log));
    return new Entry(file, failure, failure.isPresent() ? 0 : bytes(file));
  }

  private static long bytes(Path file) throws IOException {
    return Files.isDirectory(file) ? PathUtils.sizeOfDirectory(file) : Files.size(file);
  }

  /** Deletes all files, and what an interrupted run left. */
  @Override
  public void close() throws IOException {
    entries.clear();
    ModelFiles.delete(folder);
  }
}
