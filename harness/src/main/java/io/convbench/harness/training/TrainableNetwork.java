package io.convbench.harness.training;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import io.convbench.harness.modelfile.torchscript.ModuleUse;
import io.convbench.harness.modelfile.torchscript.TorchScriptWriter;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.WeightTensor;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network of PyTorch's whose weights are changed by gradients: a TorchScript module that was
 * written to be trained. For one thread, in a child JVM with PyTorch on its class path.
 */
public final class TrainableNetwork implements AutoCloseable {

  private static final int CHANNELS = 3;

  private final Model model;
  private final Block block;
  private final ParameterStore store;
  private final Map<WeightTensor, NDArray> learned = new LinkedHashMap<>();
  private final Map<WeightTensor, NDArray> velocities = new LinkedHashMap<>();
  private final int side;

  private TrainableNetwork(Model model, Graph graph, ModuleUse use) {
    this.model = model;
    this.block = model.getBlock();
    this.side = graph.input().output().height();
    this.store = new ParameterStore(model.getNDManager(), false);
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    block.getDirectParameters().forEach(pair -> parameters.put(pair.getKey(), pair.getValue()));
    for (WeightTensor tensor : graph.tensors()) {
      if (!use.learns(tensor)) {
        continue;
      }
      NDArray values = parameters.get(TorchScriptWriter.parameterName(tensor)).getArray();
      values.setRequiresGradient(true);
      learned.put(tensor, values);
      velocities.put(tensor, values.zerosLike());
    }
  }

  /**
   * Loads a module.
   *
   * @param graph that it was written from, lowered
   * @param use what it was written for
   * @throws IOException when PyTorch refuses the file
   */
  public static TrainableNetwork load(Graph graph, ModuleUse use, Path moduleFile)
      throws IOException {
    // TorchScript's optimiser would compile the backward pass of 56 layers for about 20 s.
    System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
    Model model = Model.newInstance("training", "PyTorch");
    try {
      model.load(
          moduleFile.getParent(),
          moduleFile.getFileName().toString(),
          Map.of("trainParam", "true"));
      TrainableNetwork network = new TrainableNetwork(model, graph, use);
      network.leaveTrainingMode();
      return network;
    } catch (MalformedModelException e) {
      model.close();
      throw new IOException("pytorch cannot load " + moduleFile.getFileName(), e);
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /**
   * DJL takes a loaded module for one in training mode, which it is not, and so would leave it as
   * it is; it switches where modes change.
   */
  private void leaveTrainingMode() {
    logits(FloatBuffer.allocate(side * side * CHANNELS), 1);
  }

  /** The weights that gradients change, from the image on. */
  public List<WeightTensor> learned() {
    return List.copyOf(learned.keySet());
  }

  /**
   * What a batch was found to be before the weights changed.
   *
   * @param loss mean cross entropy
   * @param hits images whose class got the highest logit
   */
  public record Batch(double loss, int hits) {}

  /**
   * The same of images with their classes.
   *
   * @see #backward(FloatBuffer, int[])
   */
  public Batch backward(TrainingImages.Examples examples) {
    return backward(examples.images(), examples.classes());
  }

  /**
   * Forward and backward pass of a batch; the gradients of the batch before are gone.
   *
   * @param images preprocessed, float32 (count, side, side, 3), row-major
   * @param classes the true ones
   */
  public Batch backward(FloatBuffer images, int[] classes) {
    learned.values().forEach(TrainableNetwork::clearGradient);
    try (NDManager step = model.getNDManager().newSubManager();
        GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      NDArray input = step.create(images, shape(classes.length));
      NDArray logits = block.forward(store, new NDList(input), true).singletonOrThrow();
      logits.attach(step);
      NDArray truth = step.create(classes);
      NDArray loss = Loss.softmaxCrossEntropyLoss().evaluate(new NDList(truth), new NDList(logits));
      collector.backward(loss);
      return new Batch(loss.getFloat(), hits(logits.toFloatArray(), classes));
    }
  }

  private static void clearGradient(NDArray values) {
    if (values.hasGradient()) {
      try (NDArray gradient = values.getGradient()) {
        gradient.muli(0);
      }
    }
  }

  /**
   * Changes the weights by the gradients: stochastic gradient descent with momentum.
   *
   * @param rate learning rate
   * @param momentum share of the change before in this one
   * @param decay of weights, times which they are added to their gradients
   */
  public void descend(double rate, double momentum, double decay) {
    learned.forEach(
        (tensor, values) -> {
          try (NDArray gradient = values.getGradient()) {
            values
                .getNDArrayInternal()
                .sgdUpdate(
                    new NDList(values, gradient, velocities.get(tensor)),
                    new NDList(values),
                    (float) rate,
                    (float) decay,
                    1,
                    -1,
                    (float) momentum,
                    true);
          }
        });
  }

  /**
   * A forward pass as after the training.
   *
   * @param images as of {@link #backward}
   * @return logits, row-major (count, classes)
   */
  public float[] logits(FloatBuffer images, int count) {
    try (NDManager step = model.getNDManager().newSubManager()) {
      NDArray input = step.create(images, shape(count));
      NDArray logits = block.forward(store, new NDList(input), false).singletonOrThrow();
      logits.attach(step);
      return logits.toFloatArray();
    }
  }

  /** Images whose true class got the highest logit, the first of equal ones. */
  public static int hits(float[] logits, int[] classes) {
    int width = logits.length / classes.length;
    int hits = 0;
    for (int image = 0; image < classes.length; image++) {
      int best = 0;
      for (int i = 1; i < width; i++) {
        if (logits[image * width + i] > logits[image * width + best]) {
          best = i;
        }
      }
      hits += best == classes[image] ? 1 : 0;
    }
    return hits;
  }

  /** The gradient of the last batch's loss, in the tensor's order in Keras. */
  public float[] gradient(WeightTensor tensor) {
    try (NDArray gradient = learned.get(tensor).getGradient()) {
      return inKerasOrder(tensor, gradient);
    }
  }

  /** Euclidean norm of the last batch's gradient of a weight. */
  public double gradientNorm(WeightTensor tensor) {
    try (NDArray gradient = learned.get(tensor).getGradient();
        NDArray norm = gradient.norm()) {
      return norm.getFloat();
    }
  }

  /** The values of a weight now, in its order in Keras. */
  public float[] values(WeightTensor tensor) {
    return inKerasOrder(tensor, learned.get(tensor));
  }

  /** What the next change of a weight goes on from, in its order in Keras; zeros at first. */
  public float[] velocities(WeightTensor tensor) {
    return inKerasOrder(tensor, velocities.get(tensor));
  }

  /**
   * Goes on from where another training of the network was.
   *
   * @param values of the weight, in its order in Keras
   * @param changed its velocities, likewise
   */
  public void resume(WeightTensor tensor, float[] values, float[] changed) {
    set(tensor, values, learned.get(tensor));
    set(tensor, changed, velocities.get(tensor));
  }

  private void set(WeightTensor tensor, float[] values, NDArray target) {
    try (NDManager step = model.getNDManager().newSubManager()) {
      if (tensor.shape().rank() == 1) {
        step.create(values, target.getShape()).copyTo(target);
      } else {
        long[] keras = tensor.shape().dimensions().stream().mapToLong(size -> size).toArray();
        step.create(values, new Shape(keras)).transpose(axesOfPyTorch(tensor)).copyTo(target);
      }
    }
  }

  private static float[] inKerasOrder(WeightTensor tensor, NDArray values) {
    if (tensor.shape().rank() == 1) {
      return values.toFloatArray();
    }
    try (NDArray ordered = values.transpose(axesOfKeras(tensor))) {
      return ordered.toFloatArray();
    }
  }

  /** Which axis of PyTorch's each of Keras's is. */
  private static int[] axesOfKeras(WeightTensor tensor) {
    if (tensor.role() == TensorRole.DEPTHWISE_KERNEL) {
      return new int[] {2, 3, 0, 1};
    }
    return tensor.shape().rank() == 2 ? new int[] {1, 0} : new int[] {2, 3, 1, 0};
  }

  /** Which axis of Keras's each of PyTorch's is. */
  private static int[] axesOfPyTorch(WeightTensor tensor) {
    int[] inverse = axesOfKeras(tensor);
    int[] axes = new int[inverse.length];
    for (int axis = 0; axis < axes.length; axis++) {
      axes[inverse[axis]] = axis;
    }
    return axes;
  }

  private Shape shape(int count) {
    return new Shape(count, side, side, CHANNELS);
  }

  @Override
  public void close() {
    model.close();
  }
}
