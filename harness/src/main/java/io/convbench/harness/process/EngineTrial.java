package io.convbench.harness.process;

import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.engine.Session;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.harness.modelfile.ModelMetadata;
import io.convbench.harness.modelfile.Precision;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers;
import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.WeightTensor;
import io.convbench.suites.graph.Window;
import io.convbench.suites.weights.Weights;
import io.convbench.suites.weights.WeightsOrigin;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * All that convbench asks of an engine, on a network of two layers whose logits are computed by
 * hand: libraries that do not fit each other fail here, before a run begins.
 */
final class EngineTrial {

  private static final int SIDE = 2;
  private static final int CHANNELS = 3;
  private static final float WEIGHT = 0.5f;

  /** The mean of 0 to 11 over four places, summed over three channels: 66 / 4, times a half. */
  private static final float EXPECTED = 8.25f;

  private EngineTrial() {}

  /**
   * Runs it.
   *
   * @param folder for its model file
   * @throws IOException when the engine fails or computes something else
   */
  static void run(Engine engine, Path folder) throws IOException {
    Path model = folder.resolve("trial" + engine.writer().extension());
    engine.writer().write(graph().lowered(), new Halves(), metadata(), model);
    Execution execution = new Execution(engine, ComputeDevice.CPU, 1, Precision.FP32, 1);
    float[] image = new float[SIDE * SIDE * CHANNELS];
    ByteBuffer direct =
        ByteBuffer.allocateDirect(Float.BYTES * image.length).order(ByteOrder.nativeOrder());
    for (int i = 0; i < image.length; i++) {
      image[i] = i;
      direct.putFloat(Float.BYTES * i, i);
    }
    try (Session session = Session.open(execution, model);
        Session.Batch ofArray = session.batch(image, 1, SIDE);
        Session.Batch ofMemory = session.batch(direct, 1, SIDE)) {
      for (Session.Batch batch : List.of(ofArray, ofMemory)) {
        float[] logits = session.forward(batch);
        if (!Arrays.equals(logits, new float[] {EXPECTED, EXPECTED})) {
          throw new IOException(
              "%s computes %s for %s".formatted(engine.id(), Arrays.toString(logits), EXPECTED));
        }
      }
    }
  }

  private static Graph graph() {
    GraphBuilder builder = new GraphBuilder(Shape.of(SIDE, SIDE, CHANNELS));
    return builder.build(
        builder.add(
            new Layers.GlobalAveragePooling2D(false),
            builder.add("conv", new Layers.Conv2D(2, Window.valid(1), 1, false), builder.input())));
  }

  private static ModelMetadata metadata() {
    Architecture any = Architectures.named("MobileNetV2");
    return new ModelMetadata(
        "trial",
        Head.IMAGENET,
        BatchNormFolding.NONE,
        Precision.FP32,
        "halves",
        Optional.empty(),
        any.preprocessing(),
        List.of());
  }

  /** Every weight is a half. */
  private static final class Halves implements Weights {

    @Override
    public float[] read(WeightTensor tensor) {
      float[] values = new float[Math.toIntExact(tensor.shape().elements())];
      Arrays.fill(values, WEIGHT);
      return values;
    }

    @Override
    public WeightsOrigin origin() {
      return new WeightsOrigin("halves", Optional.empty());
    }

    @Override
    public void close() {}
  }
}
