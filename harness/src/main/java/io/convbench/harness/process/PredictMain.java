package io.convbench.harness.process;

import io.convbench.datasets.image.ImageDecoder;
import io.convbench.datasets.protocol.Protocols;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.engine.Session;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The main class of the JVM that classifies single images. */
final class PredictMain {

  private PredictMain() {}

  /**
   * @param arguments the request's file, and the file for the logits
   */
  public static void main(String[] arguments) throws IOException {
    ParentWatch.begin();
    VisibleOutput.begin();
    PredictRequest request = PredictRequest.read(Path.of(arguments[0]));
    try {
      PredictRequest.writeLogits(logits(request), Path.of(arguments[1]));
      System.exit(0);
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      System.err.println(OneLine.of(e));
      System.exit(1);
    }
  }

  private static List<float[]> logits(PredictRequest request) throws IOException {
    Architecture architecture = Architectures.named(request.architecture());
    int side = request.side();
    List<float[]> logits = new ArrayList<>();
    try (Session session =
        Session.open(
            Engines.named(request.engine()),
            ComputeDevice.CPU,
            request.modelFile(),
            request.threads())) {
      for (Path image : request.images()) {
        byte[] pixels =
            Protocols.parse(request.protocol()).apply(ImageDecoder.decode(image), side).pixels();
        float[] input = new float[pixels.length];
        architecture.preprocessing().apply(pixels, input, 0);
        try (Session.Batch batch = session.batch(input, 1, side)) {
          logits.add(session.forward(batch));
        }
      }
    }
    return logits;
  }
}
