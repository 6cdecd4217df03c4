package io.convbench.harness.process;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.datasets.protocol.Protocol;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.measurement.RequestJson;
import io.convbench.harness.temporary.TemporaryFiles;
import io.convbench.results.Failure;
import io.convbench.suites.architecture.Architecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Images to be classified by one model.
 *
 * @param architecture whose preprocessing images get
 * @param execution how the model is run
 * @param side rows and columns of the input in pixels
 * @param protocol how images become crops
 * @param modelFile the engine's model file
 * @param images files, all of which can be decoded
 */
public record PredictRequest(
    Architecture architecture,
    Execution execution,
    int side,
    Protocol protocol,
    Path modelFile,
    List<Path> images) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static void writeLogits(List<float[]> logits, Path file) throws IOException {
    TemporaryFiles.write(() -> JSON.writeValue(file.toFile(), logits));
  }

  static List<float[]> readLogits(Path file) throws IOException {
    return JSON.readValue(file.toFile(), new TypeReference<List<float[]>>() {});
  }

  /**
   * Runs the model in a child JVM.
   *
   * @param folder for temporary files
   * @return the model's output for each image, in the images' order
   * @throws IOException when the engine fails, with its reason
   */
  public List<float[]> execute(WorkerLauncher jvm, Path folder)
      throws IOException, InterruptedException {
    Path request = folder.resolve("request.json");
    Path logits = folder.resolve("logits.json");
    TemporaryFiles.write(() -> RequestJson.write(this, request));
    Outcome outcome =
        jvm.unmeasured()
            .run(
                execution,
                PredictTask.class,
                List.of(request.toString(), logits.toString()),
                folder.resolve("predict.log"),
                beat -> {});
    Optional<Failure> failure = outcome.failure();
    if (failure.isPresent()) {
      throw new WorkerFailedException(
          failure.get().of(execution.engine().id() + " failed"), outcome);
    }
    return readLogits(logits);
  }
}
