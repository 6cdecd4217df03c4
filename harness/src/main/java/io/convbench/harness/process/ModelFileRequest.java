package io.convbench.harness.process;

import io.convbench.foundation.hash.HashedFile;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.measurement.RequestJson;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.harness.modelfile.ModelFiles;
import io.convbench.harness.modelfile.Precision;
import io.convbench.harness.temporary.TemporaryFiles;
import io.convbench.results.Failure;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A model file to be written.
 *
 * @param architecture of which
 * @param head what the network ends in
 * @param engine that will load it
 * @param folding what is done to the graph
 * @param precision of weights and computation
 * @param side rows and columns of the input in pixels
 * @param weights {@code seeded}, a weight file or a folder of them
 * @param hashedWeights the weight file's hash; empty where it is seeded, or to be computed
 * @param file where to
 */
public record ModelFileRequest(
    Architecture architecture,
    Head head,
    Engine engine,
    BatchNormFolding folding,
    Precision precision,
    int side,
    String weights,
    Optional<HashedFile> hashedWeights,
    Path file) {

  public ModelFileRequest {
    // A plugin loads the files of the engine that it is in, and the child that writes knows none.
    engine = Engines.named(engine.jars());
  }

  WeightsSource source() {
    WeightsSource source = WeightsSource.parse(weights, Path.of(""));
    return hashedWeights.map(source::knowing).orElse(source);
  }

  /**
   * Writes the model file in a child JVM.
   *
   * @param log where the child's output goes
   * @return why it failed; empty when the file is there
   */
  public Optional<Failure> execute(WorkerLauncher jvm, Path log)
      throws IOException, InterruptedException {
    Path request = TemporaryFiles.file("convbench-model", ".json");
    try {
      TemporaryFiles.write(() -> RequestJson.write(this, request));
      return jvm.unmeasured().run(ModelFileTask.class, List.of(request.toString()), log).failure();
    } finally {
      Files.deleteIfExists(request);
    }
  }

  /** Writes a small model file of an engine's, and deletes it. */
  static void trial(Engine engine, WorkerLauncher jvm) throws IOException, InterruptedException {
    Path folder = TemporaryFiles.folder("convbench-trial");
    try {
      new ModelFileRequest(
              Architectures.named("MobileNet_0.25"),
              Head.IMAGENET,
              engine,
              BatchNormFolding.FOLDED,
              Precision.FP32,
              32,
              "seeded",
              Optional.empty(),
              folder.resolve("trial" + engine.writer().extension()))
          .execute(jvm, folder.resolve("log"));
    } finally {
      ModelFiles.delete(folder);
    }
  }
}
