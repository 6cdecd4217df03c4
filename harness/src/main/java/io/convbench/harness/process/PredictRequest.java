package io.convbench.harness.process;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.gpu.VisibleGpus;
import io.convbench.harness.temporary.TemporaryFiles;
import io.convbench.results.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Images to be classified by one model.
 *
 * @param architecture Keras's name
 * @param engine id of the engine
 * @param threads intra-op threads of the engine
 * @param side rows and columns of the input in pixels
 * @param protocol id of the resize and crop protocol
 * @param modelFile the engine's model file
 * @param images files, all of which can be decoded
 */
public record PredictRequest(
    String architecture,
    String engine,
    int threads,
    int side,
    String protocol,
    Path modelFile,
    List<Path> images) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static PredictRequest read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), PredictRequest.class);
  }

  static void writeLogits(List<float[]> logits, Path file) throws IOException {
    JSON.writeValue(file.toFile(), logits);
  }

  /**
   * Runs the model in a child JVM.
   *
   * @param folder for temporary files
   * @return the model's output for each image, in the images' order
   * @throws IOException when the engine fails, with its reason
   */
  public List<float[]> execute(WorkerLauncher jvm, Engine engine, Path folder)
      throws IOException, InterruptedException {
    Path request = folder.resolve("request.json");
    Path logits = folder.resolve("logits.json");
    TemporaryFiles.write(() -> Files.write(request, JSON.writeValueAsBytes(this)));
    Outcome outcome =
        jvm.run(
            engine,
            VisibleGpus.NONE,
            threads,
            PredictTask.class,
            List.of(request.toString(), logits.toString()),
            folder.resolve("predict.log"));
    Optional<Failure> failure = outcome.failure();
    if (failure.isPresent()) {
      throw new WorkerFailedException(failure.get().of(engine.id() + " failed"), outcome);
    }
    return JSON.readValue(logits.toFile(), new TypeReference<List<float[]>>() {});
  }
}
