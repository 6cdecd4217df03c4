package io.convbench.harness.run;

import io.convbench.datasets.prepared.Preparation;
import io.convbench.datasets.prepared.PreparedCrops;
import io.convbench.harness.cell.ImageSelection;
import io.convbench.harness.machine.LimitsProbe;
import io.convbench.harness.process.Bug;
import io.convbench.harness.process.PrepareRequest;
import io.convbench.harness.process.ThrowableOutcome;
import io.convbench.harness.process.WorkerLauncher;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The images of a run as crops: decoded once for each input side, before the first cell that wants
 * them, and read by all others.
 */
final class PreparedStore {

  /** A prepared set with its dataset's hash, or why there is none. */
  record Entry(Path folder, String datasetSha256, Optional<Failure> failure) {

    /** What was decoded before a kill stays, so that the next cell continues from there. */
    boolean isToBeKept() {
      return failure.isEmpty() || failure.get().kind() != FailureKind.KILLED;
    }
  }

  private final WorkerLauncher jvm;
  private final Path cache;
  private final Path logs;
  private final Map<Integer, Entry> entries = new HashMap<>();

  /**
   * @param cache folder of all prepared sets
   * @param logs where the children's output goes
   */
  PreparedStore(WorkerLauncher jvm, Path cache, Path logs) {
    this.jvm = jvm;
    this.cache = cache;
    this.logs = logs;
  }

  /** The images for this input side, decoded now unless they were before. */
  Entry of(ImageSelection images, int side, Progress progress) throws InterruptedException {
    Entry entry = entries.get(side);
    if (entry == null) {
      entry = prepare(images, side, progress);
      if (entry.isToBeKept()) {
        entries.put(side, entry);
      }
    }
    return entry;
  }

  /** The dataset's hash, if its images were prepared for this side. */
  Optional<String> datasetSha256(int side) {
    return Optional.ofNullable(entries.get(side))
        .filter(entry -> entry.failure().isEmpty())
        .map(Entry::datasetSha256);
  }

  private Entry prepare(ImageSelection images, int side, Progress progress)
      throws InterruptedException {
    PrepareRequest request = new PrepareRequest(images, side, LimitsProbe.probe().cores(), cache);
    Path log = logs.resolve("prepare-%s.log".formatted(side));
    try {
      Preparation preparation = request.preparation();
      PreparedCrops crops =
          request.execute(
              jvm, preparation, log, beat -> progress.prepares(side, beat.done(), beat.total()));
      return new Entry(crops.path(), crops.datasetSha256(), Optional.empty());
    } catch (IOException failure) {
      return new Entry(
          cache, "", Optional.of(Bug.withTrace(ThrowableOutcome.failure(failure), log)));
    }
  }
}
