package io.convbench.suites.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.suites.graph.ActivationFunction;
import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.LayerKind;
import io.convbench.suites.graph.Layers;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Networks small enough to count by hand. */
class CostTest {

  private final GraphBuilder builder = new GraphBuilder(Shape.of(4, 4, 3));

  @Test
  void convolutionMultipliesItsKernelAtEveryPlace() {
    Node conv = builder.add("conv", new Layers.Conv2D(5, Window.same(3, 2), true), builder.input());
    LayerCost expected =
        new LayerCost("conv", LayerKind.CONVOLUTION, Shape.of(2, 2, 5), 135 + 5, 135 * 4, 20);
    assertEquals(expected, cost(conv).layers().get(1));
  }

  @Test
  void oneByOneConvolutionIsAKindOfItsOwn() {
    Node conv = builder.add("conv", new Layers.Conv2D(2, Window.same(1), false), builder.input());
    LayerCost expected =
        new LayerCost("conv", LayerKind.POINTWISE, Shape.of(4, 4, 2), 6, 6 * 16, 32);
    assertEquals(expected, cost(conv).layers().get(1));
  }

  @Test
  void oneBySevenConvolutionIsNotPointwise() {
    Window window = Window.sameRectangle(1, 7);
    Node conv = builder.add("conv", new Layers.Conv2D(2, window, false), builder.input());
    assertEquals(LayerKind.CONVOLUTION, cost(conv).layers().get(1).kind());
  }

  @Test
  void depthwiseConvolutionHasOneFilterAChannel() {
    Node conv =
        builder.add("conv", new Layers.DepthwiseConv2D(Window.same(3), true), builder.input());
    LayerCost expected =
        new LayerCost("conv", LayerKind.DEPTHWISE, Shape.of(4, 4, 3), 27 + 3, 27 * 16, 48);
    assertEquals(expected, cost(conv).layers().get(1));
  }

  @Test
  void separableConvolutionIsSplitInTwo() {
    Layers.SeparableConv2D layer = new Layers.SeparableConv2D(10, Window.valid(3), true);
    Node conv = builder.add("conv", layer, builder.input());
    List<LayerCost> expected =
        List.of(
            new LayerCost("conv/depthwise", LayerKind.DEPTHWISE, Shape.of(2, 2, 3), 27, 27 * 4, 12),
            new LayerCost(
                "conv/pointwise", LayerKind.POINTWISE, Shape.of(2, 2, 10), 40, 30 * 4, 40));
    assertEquals(expected, cost(conv).layers().subList(1, 3));
    assertEquals(1, cost(conv).weightedLayers());
  }

  @Test
  void batchNormalisationCountsNonTrainableTensors() {
    Node norm = builder.add("bn", new Layers.BatchNormalization(1e-3, true), builder.input());
    LayerCost expected = new LayerCost("bn", LayerKind.NORMALISATION, Shape.of(4, 4, 3), 12, 0, 0);
    assertEquals(expected, cost(norm).layers().get(1));
  }

  @Test
  void batchNormalisationWithoutGammaHasThreeTensors() {
    Node norm = builder.add("bn", new Layers.BatchNormalization(1e-3, false), builder.input());
    assertEquals(9, cost(norm).parameters());
  }

  @Test
  void sumsAWholeNetwork() {
    Cost cost = cost(network());
    assertEquals(56 + 8 + 30, cost.parameters());
    assertEquals(54 * 16 + 2 * 10, cost.macs());
    assertEquals(2 * (54 * 16 + 2 * 10), cost.flops());
    assertEquals(32 + 10, cost.activations());
    assertEquals(4 * 94, cost.weightBytes());
    assertEquals(3, cost.weightedLayers());
  }

  @Test
  void splitsANetworkByKind() {
    assertEquals(
        List.of(
            new KindCost(LayerKind.CONVOLUTION, 1, 56, 54 * 16, 32),
            new KindCost(LayerKind.POINTWISE, 0, 0, 0, 0),
            new KindCost(LayerKind.DEPTHWISE, 0, 0, 0, 0),
            new KindCost(LayerKind.DENSE, 1, 30, 20, 10),
            new KindCost(LayerKind.NORMALISATION, 1, 8, 0, 0),
            new KindCost(LayerKind.ACTIVATION, 1, 0, 0, 0),
            new KindCost(LayerKind.POOLING, 1, 0, 0, 0),
            new KindCost(LayerKind.JOIN, 0, 0, 0, 0),
            new KindCost(LayerKind.OTHER, 1, 0, 0, 0)),
        cost(network()).byKind());
  }

  @Test
  void depthIsThatOfTheLongerBranch() {
    Node branch =
        builder.add("branch", new Layers.Conv2D(5, Window.same(1), true), builder.input());
    Node x = builder.add("first", new Layers.Conv2D(4, Window.same(3), true), builder.input());
    x = builder.add("relu", new Layers.Activation(ActivationFunction.RELU), x);
    x = builder.add("second", new Layers.SeparableConv2D(5, Window.same(3), true), x);
    x = builder.add("sum", new Layers.Add(), x, branch);
    assertEquals(3, cost(x).depth());
    assertEquals(1, cost(branch).depth());
    assertEquals(0, cost(builder.input()).depth());
  }

  private Node network() {
    Node x = builder.add(new Layers.Conv2D(2, Window.same(3), true), builder.input());
    x = builder.add(new Layers.BatchNormalization(1e-3, true), x);
    x = builder.add(new Layers.Activation(ActivationFunction.RELU), x);
    x = builder.add(new Layers.GlobalAveragePooling2D(false), x);
    return builder.add(new Layers.Dense(10, true), x);
  }

  private Cost cost(Node output) {
    return Cost.of(builder.build(output));
  }
}
