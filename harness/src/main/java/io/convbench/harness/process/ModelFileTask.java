package io.convbench.harness.process;

import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.measurement.RequestJson;
import io.convbench.harness.modelfile.ModelFiles;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes a model file; there is no engine on the class path. */
final class ModelFileTask implements WorkerTask {

  /**
   * @param arguments the request's file
   */
  @Override
  public void run(List<String> arguments, Heartbeat heartbeat) throws IOException {
    ModelFileRequest request = RequestJson.read(Path.of(arguments.get(0)), ModelFileRequest.class);
    ModelFiles.write(
        request.architecture(),
        request.head(),
        source(request),
        request.folding(),
        request.precision(),
        request.side(),
        request.engine().writer(),
        request.file(),
        heartbeat);
  }

  /** A classifier on features is timed before anybody has trained it. */
  private static WeightsSource source(ModelFileRequest request) {
    return request.head() instanceof Head.Linear linear
        ? request
            .source()
            .withNewHead(linear.features().graph(request.architecture(), request.side()))
        : request.source();
  }
}
