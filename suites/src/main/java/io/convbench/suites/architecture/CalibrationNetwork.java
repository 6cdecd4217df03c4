package io.convbench.suites.architecture;

import io.convbench.suites.graph.ActivationFunction;
import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.Activated;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Layers.DepthwiseConv2D;
import io.convbench.suites.graph.Layers.Primitive;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Window;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a machine is calibrated with: networks that run into its two limits, that of computing and
 * that of moving activations (S. Williams et al. 2009, the roofline model). Nobody's architectures,
 * and not in the catalogue.
 */
public enum CalibrationNetwork {

  /**
   * Four 3x3 convolutions of 128 channels at 28x28, ResNet's second stage: 467 million
   * multiply-accumulates, which every engine computes near the processor's limit.
   */
  CONVOLUTIONS("CalibrationConvolutions", 112, CalibrationNetwork::convolutions),

  /**
   * Two inverted residuals at 112x112, MobileNetV2's first: 5.4 million activations with little to
   * compute, more than a core's own caches hold.
   */
  ACTIVATIONS("CalibrationActivations", 224, CalibrationNetwork::invertedResiduals);

  private static final int CHANNELS = 128;
  private static final int EXPANDED = 96;
  private static final int PROJECTED = 24;
  private static final int EXPANDED_AGAIN = 144;

  private final Architecture architecture;

  CalibrationNetwork(String name, int inputSize, Backbone backbone) {
    this.architecture =
        new Architecture(
            name,
            "Calibration",
            inputSize,
            Preprocessing.TF,
            Published.NONE,
            List.of("none"),
            backbone,
            Classifier.dense());
  }

  /** The network. */
  public Architecture architecture() {
    return architecture;
  }

  /** The network of this name. */
  public static Optional<Architecture> named(String name) {
    return Stream.of(values())
        .map(CalibrationNetwork::architecture)
        .filter(one -> one.name().equals(name))
        .findFirst();
  }

  private static Node convolutions(GraphBuilder graph) {
    Node x = graph.add("stem", new Conv2D(CHANNELS, Window.valid(4, 4), true), graph.input());
    for (int i = 1; i <= 4; i++) {
      x = activated(graph, "conv" + i, new Conv2D(CHANNELS, Window.same(3), true), x);
    }
    return x;
  }

  private static Node invertedResiduals(GraphBuilder graph) {
    Node x = graph.add("stem", new Conv2D(EXPANDED, Window.valid(2, 2), true), graph.input());
    x = activated(graph, "depthwise1", new DepthwiseConv2D(Window.same(3), true), x);
    x = activated(graph, "project1", new Conv2D(PROJECTED, Window.same(1), true), x);
    x = activated(graph, "expand2", new Conv2D(EXPANDED_AGAIN, Window.same(1), true), x);
    x = activated(graph, "depthwise2", new DepthwiseConv2D(Window.same(3), true), x);
    return activated(graph, "project2", new Conv2D(PROJECTED, Window.same(1), true), x);
  }

  private static Node activated(GraphBuilder graph, String name, Primitive layer, Node input) {
    return graph.add(name, new Activated(layer, ActivationFunction.RELU), input);
  }
}
