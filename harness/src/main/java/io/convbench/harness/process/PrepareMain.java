package io.convbench.harness.process;

import io.convbench.datasets.image.ImageDecoder;
import io.convbench.datasets.prepared.Preparation;
import java.io.IOException;
import java.nio.file.Path;

/** The main class of the JVM that decodes a dataset; it has no engine on its class path. */
final class PrepareMain {

  private PrepareMain() {}

  /**
   * @param arguments the request's file
   */
  public static void main(String[] arguments) throws IOException {
    ParentWatch.begin();
    VisibleOutput.begin();
    PrepareRequest request = PrepareRequest.read(Path.of(arguments[0]));
    try {
      Preparation.Outcome outcome = request.preparation().run(request.threads(), done -> {});
      System.out.printf(
          "%s images decoded now (JPEGs by %s), %s in %s%n",
          outcome.decoded(),
          ImageDecoder.jpegLibrary(),
          outcome.crops().images().size(),
          outcome.crops().path());
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      System.err.println(OneLine.of(e));
      System.exit(1);
    }
  }
}
