package io.convbench.harness.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.harness.modelfile.ModelMetadata;
import io.convbench.harness.modelfile.Precision;
import io.convbench.harness.modelfile.torchscript.ModuleUse;
import io.convbench.harness.modelfile.torchscript.TorchScriptWriter;
import io.convbench.harness.training.TrainableNetwork;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.architecture.Preprocessing;
import io.convbench.suites.architecture.SmallImageNetwork;
import io.convbench.suites.architecture.SmallImageNetwork.Connections;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.WeightTensor;
import io.convbench.suites.weights.Weights;
import io.convbench.suites.weights.WeightsOrigin;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a child does that trains the networks of {@code gradients.py} for three steps. */
public final class GradientsTask implements WorkerTask {

  private static final int WIDTH = 2;
  private static final int SIDE = 8;
  private static final int CLASSES = 3;
  private static final int[] TRUTH = {0, 1, 2, 1};

  /** What a training showed, in the order of {@code gradients.json}. */
  record Trained(
      double[] losses,
      Map<String, float[]> gradients,
      Map<String, float[]> values,
      float[] logits) {}

  /**
   * @param arguments plain or residual, and the file to leave
   */
  @Override
  public void run(List<String> arguments, Heartbeat heartbeat) throws IOException {
    Path file = Path.of(arguments.get(1));
    Connections connections =
        arguments.get(0).equals("plain") ? Connections.PLAIN : Connections.RESIDUAL;
    Graph graph = new SmallImageNetwork(connections, 8, WIDTH).graph(SIDE, CLASSES).lowered();
    Path module = file.resolveSibling(arguments.get(0) + ".pt");
    new TorchScriptWriter().write(graph, waves(graph), metadata(), ModuleUse.TRAINING, module);
    new ObjectMapper().writeValue(file.toFile(), trained(graph, module));
  }

  private static Trained trained(Graph graph, Path module) throws IOException {
    double[] losses = new double[3];
    Map<String, float[]> gradients = new LinkedHashMap<>();
    Map<String, float[]> values = new LinkedHashMap<>();
    try (TrainableNetwork network = TrainableNetwork.load(graph, ModuleUse.TRAINING, module)) {
      List<WeightTensor> learned = network.learned();
      for (int step = 0; step < losses.length; step++) {
        losses[step] = network.backward(images(), TRUTH).loss();
        if (step == 0) {
          learned.forEach(one -> gradients.put(one.name(), network.gradient(one)));
        }
        network.descend(0.05, 0.9, 0.01);
      }
      learned.forEach(one -> values.put(one.name(), network.values(one)));
      return new Trained(losses, gradients, values, network.logits(images(), TRUTH.length));
    }
  }

  private static FloatBuffer images() {
    FloatBuffer images = FloatBuffer.allocate(TRUTH.length * SIDE * SIDE * 3);
    for (int i = 0; i < images.capacity(); i++) {
      images.put(i, (float) Math.sin(0.9 * i));
    }
    return images;
  }

  /** Numbered as they are read in {@code gradients.py}: layer by layer from the image on. */
  private static Weights waves(Graph graph) {
    return new Weights() {
      @Override
      public float[] read(WeightTensor tensor) {
        int place = graph.tensors().indexOf(tensor);
        float[] values = new float[Math.toIntExact(tensor.shape().elements())];
        boolean kernel = tensor.role() == TensorRole.KERNEL;
        double scale = kernel ? Math.sqrt(2.0 * tensor.shape().channels() / values.length) : 0.1;
        double centre = tensor.role().kind() == TensorRole.Kind.FACTOR ? 1 : 0;
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (centre + scale * Math.sin(0.7 * place + 1.3 * i + 0.1));
        }
        return values;
      }

      @Override
      public WeightsOrigin origin() {
        return new WeightsOrigin("waves", Optional.empty());
      }

      @Override
      public void close() {}
    };
  }

  private static ModelMetadata metadata() {
    return new ModelMetadata(
        "small",
        new Head.Own(CLASSES),
        BatchNormFolding.NONE,
        Precision.FP32,
        "waves",
        Optional.empty(),
        Preprocessing.TF,
        List.of());
  }
}
