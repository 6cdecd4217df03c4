package io.convbench.harness.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.harness.modelfile.ModelMetadata;
import io.convbench.harness.modelfile.Precision;
import io.convbench.harness.modelfile.torchscript.ModuleUse;
import io.convbench.harness.modelfile.torchscript.TorchScriptWriter;
import io.convbench.harness.training.FineTuning;
import io.convbench.harness.training.TrainableNetwork;
import io.convbench.harness.training.TrainingImages;
import io.convbench.harness.training.TuningCheckpoint;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.architecture.Preprocessing;
import io.convbench.suites.architecture.SmallImageNetwork;
import io.convbench.suites.architecture.SmallImageNetwork.Connections;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.Layers;
import io.convbench.suites.graph.WeightTensor;
import io.convbench.suites.weights.InitialWeights;
import io.convbench.suites.weights.Weights;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** What a child does that trains the last layers of a small residual network. */
public final class FineTuningTask implements WorkerTask {

  private static final int SIDE = 8;
  private static final int CLASSES = 3;
  private static final int IMAGES = 24;
  private static final int EPOCHS = 5;
  private static final long SEED = 3;

  /** The change of a weight by which its gradient is estimated. */
  private static final float CHANGE = 5e-3f;

  /** Values of a tensor whose gradients are estimated. */
  private static final int ESTIMATED = 4;

  /**
   * What a training showed.
   *
   * @param learned names of the weights that are trained
   * @param gradients of some of their values, as PyTorch gives them
   * @param differences of the loss where such a value is changed, divided by the change
   * @param logitsBefore of the network as it was written
   * @param logitsTrained after some steps
   * @param logitsRestored with what was learned put back
   * @param epochs of the last progress: the epoch, the best one
   * @param weights of the last epoch, as no validation chooses another
   */
  record Shown(
      List<String> learned,
      List<Double> gradients,
      List<Double> differences,
      float[] logitsBefore,
      float[] logitsTrained,
      float[] logitsRestored,
      List<Integer> epochs,
      Map<String, float[]> weights) {}

  /**
   * @param arguments what to do, the file to leave, and the checkpoint
   */
  @Override
  public void run(List<String> arguments, Heartbeat heartbeat) throws IOException {
    Path file = Path.of(arguments.get(1));
    Graph graph = new SmallImageNetwork(Connections.RESIDUAL, 8, 2).graph(SIDE, CLASSES);
    List<WeightTensor> learned = learned(graph);
    ModuleUse use = ModuleUse.fineTuning(learned);
    Path module = file.resolveSibling(arguments.get(0) + ".pt");
    try (Weights weights = new InitialWeights(1)) {
      new TorchScriptWriter().write(graph.lowered(), weights, metadata(), use, module);
    }
    Path checkpoint = Path.of(arguments.get(2));
    try (TrainableNetwork network = TrainableNetwork.load(graph.lowered(), use, module)) {
      Shown shown =
          arguments.get(0).equals("gradients")
              ? gradients(network)
              : trained(network, checkpoint, arguments.get(0).equals("killed"));
      new ObjectMapper().writeValue(file.toFile(), shown);
    }
  }

  /** The last third of the network, without its batch norms. */
  private static List<WeightTensor> learned(Graph graph) {
    int from = graph.nodes().size() * 2 / 3;
    return graph.nodes().subList(from, graph.nodes().size()).stream()
        .filter(node -> !(node.layer() instanceof Layers.BatchNormalization))
        .flatMap(node -> graph.tensors(node).stream())
        .toList();
  }

  private static Shown gradients(TrainableNetwork network) throws IOException {
    TrainingImages images = new Waves(IMAGES);
    TrainingImages.Examples all = images.asTheyAre(images.inOrder(), 0, IMAGES);
    float[] before = network.logits(all.images(), IMAGES);
    Map<WeightTensor, float[]> start = new LinkedHashMap<>();
    Map<WeightTensor, float[]> slopes = new LinkedHashMap<>();
    network.backward(again(all));
    for (WeightTensor tensor : network.learned()) {
      start.put(tensor, network.values(tensor));
      slopes.put(tensor, network.gradient(tensor));
    }
    List<Double> gradients = new ArrayList<>();
    List<Double> differences = new ArrayList<>();
    for (WeightTensor tensor : network.learned()) {
      int step = Math.max(1, start.get(tensor).length / ESTIMATED);
      for (int i = 0; i < start.get(tensor).length; i += step) {
        gradients.add((double) slopes.get(tensor)[i]);
        double above = loss(network, tensor, start.get(tensor), i, CHANGE, all);
        double below = loss(network, tensor, start.get(tensor), i, -CHANGE, all);
        differences.add((above - below) / (2 * CHANGE));
      }
    }
    for (int step = 0; step < 3; step++) {
      network.backward(again(all));
      network.descend(0.1, 0.9, 0);
    }
    float[] trained = network.logits(again(all).images(), IMAGES);
    start.forEach((tensor, values) -> network.resume(tensor, values, values));
    float[] restored = network.logits(again(all).images(), IMAGES);
    return new Shown(
        network.learned().stream().map(WeightTensor::name).toList(),
        gradients,
        differences,
        before,
        trained,
        restored,
        List.of(),
        Map.of());
  }

  private static double loss(
      TrainableNetwork network,
      WeightTensor tensor,
      float[] start,
      int place,
      float change,
      TrainingImages.Examples all) {
    float[] changed = start.clone();
    changed[place] += change;
    float[] none = new float[start.length];
    network.resume(tensor, changed, none);
    double loss = network.backward(again(all)).loss();
    network.resume(tensor, start, none);
    return loss;
  }

  private static TrainingImages.Examples again(TrainingImages.Examples examples) {
    return new TrainingImages.Examples(examples.images().duplicate().rewind(), examples.classes());
  }

  /**
   * @param killed in the fourth epoch, as by a signal
   */
  private static Shown trained(TrainableNetwork network, Path checkpoint, boolean killed)
      throws IOException {
    Heartbeat heartbeat =
        (done, total, quiet) -> {
          if (killed && done > 3 * IMAGES) {
            Runtime.getRuntime().halt(1);
          }
        };
    FineTuning.Result result =
        new FineTuning(network, new Waves(IMAGES), new Waves(0), EPOCHS, SEED)
            .run(new TuningCheckpoint(checkpoint, "small"), heartbeat);
    Map<String, float[]> weights = new LinkedHashMap<>();
    result.weights().forEach((tensor, values) -> weights.put(tensor.name(), values));
    FineTuning.Progress end = result.progress();
    return new Shown(
        List.of(),
        List.of(),
        List.of(),
        new float[0],
        new float[0],
        new float[0],
        List.of(end.epoch(), end.bestEpoch()),
        weights);
  }

  /** Pictures of a wave, whose length is their class. */
  private record Waves(int size) implements TrainingImages {

    @Override
    public int side() {
      return SIDE;
    }

    @Override
    public int classOf(int image) {
      return image % CLASSES;
    }

    @Override
    public void put(int image, FloatBuffer batch) {
      wave(image, 0, batch);
    }

    @Override
    public void putVaried(int image, SplittableRandom chance, FloatBuffer batch) {
      wave(image, chance.nextDouble(), batch);
    }

    private void wave(int image, double phase, FloatBuffer batch) {
      double start = image * 1.7 + phase;
      for (int i = 0; i < SIDE * SIDE * CHANNELS; i++) {
        batch.put((float) Math.sin(start + i * (0.2 + 0.3 * classOf(image))));
      }
    }
  }

  private static ModelMetadata metadata() {
    return new ModelMetadata(
        "small",
        new Head.Own(CLASSES),
        BatchNormFolding.NONE,
        Precision.FP32,
        "initial",
        Optional.empty(),
        Preprocessing.TF,
        List.of());
  }
}
