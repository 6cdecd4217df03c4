package io.convbench.harness.process;

import io.convbench.harness.engine.Engines;
import io.convbench.harness.modelfile.ModelFiles;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.nio.file.Path;

/** The main class of the JVM that writes a model file; it has no engine on its class path. */
final class ModelFileMain {

  private ModelFileMain() {}

  /**
   * @param arguments the request's file
   */
  public static void main(String[] arguments) throws IOException {
    ParentWatch.begin();
    VisibleOutput.begin();
    ModelFileRequest request = ModelFileRequest.read(Path.of(arguments[0]));
    try {
      ModelFiles.write(
          Architectures.named(request.architecture()),
          WeightsSource.parse(request.weights(), Path.of("")),
          request.form(),
          request.precision(),
          request.side(),
          Engines.named(request.engine()).writer(),
          request.file());
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      System.err.println(OneLine.of(e));
      System.exit(1);
    }
  }
}
