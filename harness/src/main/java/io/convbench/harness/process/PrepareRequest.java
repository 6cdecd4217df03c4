package io.convbench.harness.process;

import io.convbench.datasets.prepared.Preparation;
import io.convbench.datasets.prepared.PreparedCrops;
import io.convbench.harness.cell.ImageSelection;
import io.convbench.harness.heartbeat.Beat;
import io.convbench.harness.measurement.RequestJson;
import io.convbench.harness.temporary.TemporaryFiles;
import io.convbench.results.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A dataset to be decoded, or found decoded.
 *
 * @param images which images, and how they become crops
 * @param side rows and columns of the input in pixels
 * @param threads images decoded at once
 * @param cache folder of all prepared sets
 */
public record PrepareRequest(ImageSelection images, int side, int threads, Path cache) {

  /**
   * The work that is asked for; lists the images.
   *
   * @throws IOException when folder and labels are missing or do not match
   */
  public Preparation preparation() throws IOException {
    return new Preparation(images.load(), images.protocol(), side, cache);
  }

  /**
   * Decodes in a child JVM, which a broken image may crash, and waits for it.
   *
   * @param preparation what {@link #preparation} gave
   * @param log where the child's output goes
   * @param beats told how many images are decoded
   * @throws IOException when the images cannot be prepared, with the reason
   */
  public PreparedCrops execute(
      WorkerLauncher jvm, Preparation preparation, Path log, Consumer<Beat> beats)
      throws IOException, InterruptedException {
    Path request = TemporaryFiles.file("convbench-prepare", ".json");
    try {
      TemporaryFiles.write(() -> RequestJson.write(this, request));
      Outcome outcome = jvm.run(PrepareTask.class, List.of(request.toString()), log, beats);
      Optional<Failure> failure = outcome.failure();
      if (failure.isPresent()) {
        throw new WorkerFailedException(failure.get(), outcome);
      }
      return PreparedCrops.open(preparation.folder());
    } finally {
      Files.deleteIfExists(request);
    }
  }
}
