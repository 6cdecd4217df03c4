package io.convbench.suites.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.graph.ActivationFunction;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layer;
import io.convbench.suites.graph.Layers.Activation;
import io.convbench.suites.graph.Layers.Add;
import io.convbench.suites.graph.Layers.BatchNormalization;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Layers.Dense;
import io.convbench.suites.graph.Layers.DepthwiseConv2D;
import io.convbench.suites.graph.Layers.Flatten;
import io.convbench.suites.graph.Layers.LayerScale;
import io.convbench.suites.graph.Layers.SeparableConv2D;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Padding;
import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.WeightTensor;
import io.convbench.suites.graph.Window;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldedBatchNormTest {

  private static final double EPSILON = 1e-3;

  /** Two rows, one column: a window of that size sees both rows and yields one position. */
  private static final Window TWO_TAPS = new Window(2, 1, 1, Padding.VALID);

  private static final double[][] IMAGE = {{0.3, -1.2, 2.0}, {0.7, 0.1, -0.4}};

  /** Any numbers; seeded ones have variances about 1 and no gamma of exactly 1. */
  private final Weights seeded = SeededWeights.of(Architectures.named("MobileNet"));

  private static Graph normAfter(Layer layer, boolean scale) {
    GraphBuilder graph = new GraphBuilder(Shape.of(2, 1, 3));
    Node x = layer instanceof Dense ? graph.add(new Flatten(), graph.input()) : graph.input();
    x = graph.add("linear", layer, x);
    return graph.build(graph.add("norm", new BatchNormalization(EPSILON, scale), x));
  }

  private float[] values(Graph graph, Weights weights, String layer, TensorRole role)
      throws IOException {
    for (WeightTensor tensor : graph.tensors(graph.node(layer))) {
      if (tensor.role() == role) {
        return weights.read(tensor);
      }
    }
    throw new AssertionError(layer + " has no " + role);
  }

  /** By definition of the layers, with row-major kernels (rows, columns, in, out). */
  private double[] linear(Graph graph, Weights weights, Layer layer, boolean bias)
      throws IOException {
    double[] y = new double[graph.node("linear").output().channels()];
    if (layer instanceof DepthwiseConv2D) {
      float[] kernel = values(graph, weights, "linear", TensorRole.DEPTHWISE_KERNEL);
      for (int c = 0; c < 3; c++) {
        y[c] = IMAGE[0][c] * kernel[c] + IMAGE[1][c] * kernel[3 + c];
      }
    } else if (layer instanceof SeparableConv2D) {
      float[] depthwise = values(graph, weights, "linear", TensorRole.DEPTHWISE_KERNEL);
      float[] pointwise = values(graph, weights, "linear", TensorRole.POINTWISE_KERNEL);
      for (int c = 0; c < 3; c++) {
        double middle = IMAGE[0][c] * depthwise[c] + IMAGE[1][c] * depthwise[3 + c];
        for (int o = 0; o < y.length; o++) {
          y[o] += middle * pointwise[c * y.length + o];
        }
      }
    } else {
      // a convolution over the whole image, or a dense layer over it flattened: the same sum
      float[] kernel = values(graph, weights, "linear", TensorRole.KERNEL);
      for (int i = 0; i < 6; i++) {
        for (int o = 0; o < y.length; o++) {
          y[o] += IMAGE[i / 3][i % 3] * kernel[i * y.length + o];
        }
      }
    }
    if (bias) {
      float[] b = values(graph, weights, "linear", TensorRole.BIAS);
      Arrays.setAll(y, o -> y[o] + b[o]);
    }
    return y;
  }

  private double[] normalized(Graph graph, double[] x, boolean scale) throws IOException {
    float[] beta = values(graph, seeded, "norm", TensorRole.BETA);
    float[] mean = values(graph, seeded, "norm", TensorRole.MOVING_MEAN);
    float[] variance = values(graph, seeded, "norm", TensorRole.MOVING_VARIANCE);
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      double gamma = scale ? values(graph, seeded, "norm", TensorRole.GAMMA)[i] : 1;
      y[i] = gamma * (x[i] - mean[i]) / Math.sqrt(variance[i] + EPSILON) + beta[i];
    }
    return y;
  }

  private void assertSameFunction(Layer layer, boolean bias, boolean scale) throws IOException {
    Graph graph = normAfter(layer, scale);
    FoldedBatchNorm folded = FoldedBatchNorm.of(graph, seeded);
    double[] expected = normalized(graph, linear(graph, seeded, layer, bias), scale);
    double[] actual = linear(folded.graph(), folded.weights(), layer, true);
    assertEquals(List.of("linear"), weightedNames(folded.graph()));
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 1e-6, "channel " + i);
    }
  }

  private static List<String> weightedNames(Graph graph) {
    return graph.weightedNodes().stream().map(Node::name).toList();
  }

  private static List<String> norms(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> node.layer() instanceof BatchNormalization)
        .map(Node::name)
        .toList();
  }

  @Test
  void foldsIntoAConvolution() throws IOException {
    assertSameFunction(new Conv2D(4, TWO_TAPS, false), false, true);
  }

  @Test
  void foldsIntoAConvolutionWithBias() throws IOException {
    assertSameFunction(new Conv2D(4, TWO_TAPS, true), true, true);
  }

  @Test
  void foldsANormWithoutGamma() throws IOException {
    assertSameFunction(new Conv2D(4, TWO_TAPS, false), false, false);
  }

  @Test
  void foldsIntoADepthwiseConvolution() throws IOException {
    assertSameFunction(new DepthwiseConv2D(TWO_TAPS, false), false, true);
  }

  @Test
  void foldsIntoThePointwiseHalfOfASeparableConvolution() throws IOException {
    assertSameFunction(new SeparableConv2D(4, TWO_TAPS, false), false, true);
  }

  @Test
  void foldsIntoADenseLayer() throws IOException {
    assertSameFunction(new Dense(5, true), true, true);
  }

  @Test
  void foldsALayerScaleIntoADenseLayer() throws IOException {
    GraphBuilder builder = new GraphBuilder(Shape.of(2, 1, 3));
    Layer dense = new Dense(5, true);
    Node x = builder.add(new Flatten(), builder.input());
    x = builder.add("scale", new LayerScale(), builder.add("linear", dense, x));
    Graph graph = builder.build(x);
    FoldedBatchNorm folded = FoldedBatchNorm.of(graph, seeded);
    float[] scale = values(graph, seeded, "scale", TensorRole.LAYER_SCALE);
    double[] expected = linear(graph, seeded, dense, true);
    double[] actual = linear(folded.graph(), folded.weights(), dense, true);
    assertEquals(List.of("linear"), weightedNames(folded.graph()));
    for (int i = 0; i < expected.length; i++) {
      assertEquals(scale[i] * expected[i], actual[i], 1e-7, "channel " + i);
    }
  }

  @Test
  void leavesAConvolutionThatSomebodyElseReads() {
    GraphBuilder builder = new GraphBuilder(Shape.of(2, 2, 3));
    Node conv = builder.add("conv", new Conv2D(3, Window.same(1), false), builder.input());
    Node norm = builder.add("norm", new BatchNormalization(EPSILON, true), conv);
    Graph graph = builder.build(builder.add("sum", new Add(), norm, conv));
    assertEquals(List.of("conv", "norm"), weightedNames(FoldedBatchNorm.of(graph, seeded).graph()));
  }

  @Test
  void leavesANormAfterAnActivation() {
    GraphBuilder builder = new GraphBuilder(Shape.of(2, 2, 3));
    Node x = builder.add("conv", new Conv2D(3, Window.same(1), false), builder.input());
    x = builder.add("relu", new Activation(ActivationFunction.RELU), x);
    Graph graph = builder.build(builder.add("norm", new BatchNormalization(EPSILON, true), x));
    assertEquals(List.of("norm"), norms(FoldedBatchNorm.of(graph, seeded).graph()));
  }

  @Test
  void leavesNothingOfTheNormsOfPostActivationNetworks() {
    for (String name : new String[] {"ResNet50", "MobileNet", "MobileNetV2", "Xception"}) {
      Graph graph = Architectures.named(name).graph();
      Graph folded = FoldedBatchNorm.of(graph, seeded).graph();
      assertEquals(List.of(), norms(folded), name);
      assertEquals(graph.nodes().size() - norms(graph).size(), folded.nodes().size(), name);
      assertEquals(graph.output().name(), folded.output().name(), name);
      assertEquals(graph.output().output(), folded.output().output(), name);
    }
  }

  /** He et al. 2016, arXiv:1603.05027: one norm before each of 16 blocks and one after the last. */
  @Test
  void leavesTheNormsBeforeResNetV2Blocks() {
    Graph folded = FoldedBatchNorm.of(Architectures.named("ResNet50V2").graph(), seeded).graph();
    assertEquals(17, norms(folded).size());
    assertTrue(
        norms(folded).stream().allMatch(n -> n.endsWith("_preact_bn") || n.equals("post_bn")));
  }

  @Test
  void readsTensorsThatAreNotFoldedAsTheyAre() throws IOException {
    Graph graph = TinyModel.graph();
    FoldedBatchNorm folded = FoldedBatchNorm.of(graph, seeded);
    for (TensorRole role : new TensorRole[] {TensorRole.KERNEL, TensorRole.BIAS}) {
      assertTrue(
          Arrays.equals(
              values(graph, seeded, "predictions", role),
              values(folded.graph(), folded.weights(), "predictions", role)));
    }
  }

  @Test
  void keepsTheOrigin() {
    FoldedBatchNorm folded = FoldedBatchNorm.of(TinyModel.graph(), seeded);
    assertEquals(seeded.origin(), folded.weights().origin());
  }

  @Test
  void leavesAGraphWithoutNormsAlone() {
    Graph graph = Architectures.named("VGG16").graph();
    Graph folded = FoldedBatchNorm.of(graph, seeded).graph();
    assertEquals(
        graph.nodes().stream().map(Node::toString).toList(),
        folded.nodes().stream().map(Node::toString).toList());
    assertSame(graph.node("fc1").layer(), folded.node("fc1").layer());
  }
}
