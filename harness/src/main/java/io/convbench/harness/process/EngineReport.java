package io.convbench.harness.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.foundation.text.ParserWords;
import io.convbench.foundation.text.VisibleText;
import io.convbench.harness.engine.CudaDevices;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.gpu.VisibleGpus;
import io.convbench.harness.temporary.TemporaryFiles;
import io.convbench.results.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an engine says of itself on this machine.
 *
 * @param version DJL's and the native library's
 * @param gpus CUDA devices that the engine computes on
 * @param natives SHA-256 by library that it loads
 */
public record EngineReport(String version, CudaDevices gpus, Map<String, String> natives) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Asks an engine in a child JVM.
   *
   * @throws IOException when it does not start, with its reason
   */
  static EngineReport of(Engine engine, WorkerLauncher jvm)
      throws IOException, InterruptedException {
    Path answer = TemporaryFiles.file("convbench-engine", ".json");
    Path log = TemporaryFiles.file("convbench-engine", ".log");
    try {
      Outcome outcome =
          jvm.unmeasured()
              .run(
                  engine,
                  VisibleGpus.ALL,
                  1,
                  EngineReportTask.class,
                  List.of(engine.id(), answer.toString()),
                  log);
      Optional<Failure> failure = outcome.failure();
      if (failure.isPresent()) {
        throw new WorkerFailedException(failure.get().of(engine.id() + " does not start"), outcome);
      }
      return read(answer);
    } finally {
      Files.deleteIfExists(answer);
      Files.deleteIfExists(log);
    }
  }

  static EngineReport read(Path file) throws IOException {
    try {
      EngineReport report = JSON.readValue(file.toFile(), EngineReport.class);
      if (report != null) {
        return report;
      }
    } catch (JsonProcessingException e) {
      throw new IOException(
          "an engine's report is damaged: "
              + VisibleText.shortened(ParserWords.of(e.getOriginalMessage())),
          e);
    }
    throw new IOException("an engine's report is empty");
  }

  void write(Path file) throws IOException {
    TemporaryFiles.write(() -> JSON.writeValue(file.toFile(), this));
  }
}
