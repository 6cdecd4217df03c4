package io.convbench.harness.process;

import io.convbench.datasets.image.ImageDecoder;
import io.convbench.harness.engine.Session;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.measurement.RequestJson;
import io.convbench.suites.architecture.Architecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Classifies single images. */
final class PredictTask implements WorkerTask {

  /**
   * @param arguments the request's file, and the file for the logits
   */
  @Override
  public void run(List<String> arguments, Heartbeat heartbeat) throws IOException {
    PredictRequest request = RequestJson.read(Path.of(arguments.get(0)), PredictRequest.class);
    PredictRequest.writeLogits(logits(request, heartbeat), Path.of(arguments.get(1)));
  }

  private static List<float[]> logits(PredictRequest request, Heartbeat heartbeat)
      throws IOException {
    Architecture architecture = request.architecture();
    int side = request.side();
    List<float[]> logits = new ArrayList<>();
    try (Session session = Session.open(request.execution(), request.modelFile())) {
      for (Path image : request.images()) {
        byte[] pixels = request.protocol().apply(ImageDecoder.decode(image), side).pixels();
        float[] input = new float[pixels.length];
        architecture.preprocessing().apply(pixels, input, 0);
        try (Session.Batch batch = session.batch(input, 1, side)) {
          logits.add(session.forward(batch));
        }
        heartbeat.at(logits.size(), request.images().size());
      }
    }
    return logits;
  }
}
