package io.convbench.harness.process;

import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.engine.Session;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.harness.modelfile.ModelFiles;
import io.convbench.harness.modelfile.Precision;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.architecture.Pooling;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a child does that runs networks with several heads by one engine. */
public final class HeadsTask implements WorkerTask {

  /**
   * @param arguments the engine, and the folder of the requests and inputs, in which outputs are
   *     left
   */
  @Override
  public void run(List<String> arguments, Heartbeat heartbeat) throws IOException {
    Engine engine = Engines.named(arguments.get(0));
    Path folder = Path.of(arguments.get(1));
    List<String> requests = Files.readAllLines(folder.resolve("requests"));
    for (int i = 0; i < requests.size(); i++) {
      float[] output = output(engine, folder, i, requests.get(i).split("\t", -1), heartbeat);
      ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * output.length);
      bytes.asFloatBuffer().put(output);
      Files.write(folder.resolve(i + ".output"), bytes.array());
    }
  }

  private static float[] output(
      Engine engine, Path folder, int number, String[] request, Heartbeat heartbeat)
      throws IOException {
    Architecture architecture = Architectures.named(request[0]);
    int side = Integer.parseInt(request[1]);
    Path model = folder.resolve("model" + engine.writer().extension());
    ModelFiles.write(
        architecture,
        head(request[3], request[4], request[5]),
        WeightsSource.parse(request[2], folder),
        BatchNormFolding.FOLDED,
        Precision.FP32,
        side,
        engine.writer(),
        model,
        heartbeat);
    byte[] bytes = Files.readAllBytes(folder.resolve(number + ".input"));
    float[] images = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(images);
    int count = images.length / (3 * side * side);
    Execution execution = new Execution(engine, ComputeDevice.CPU, count, Precision.FP32, 1);
    try (Session session = Session.open(execution, model);
        Session.Batch batch = session.batch(images, count, side)) {
      return session.forward(batch);
    } finally {
      ModelFiles.delete(model);
    }
  }

  /**
   * @param layer of which features are taken; "classifier" for the architecture's own head, "top"
   *     for the last layer before that
   * @param classes of a classifier; 0 for none
   */
  private static Head head(String layer, String pooling, String classes) {
    int count = Integer.parseInt(classes);
    if (layer.equals("classifier")) {
      return new Head.Own(count);
    }
    Head.Features features =
        new Head.Features(
            Optional.of(layer).filter(name -> !name.equals("top")), Pooling.named(pooling));
    return count == 0 ? features : new Head.Linear(features, count);
  }
}
