package io.convbench.suites.architecture;

import io.convbench.suites.graph.ActivationFunction;
import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.Activated;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Window;
import java.util.List;

/**
 * What a machine is calibrated with: four 3x3 convolutions of 128 channels at 28x28, ResNet's
 * second stage, which every engine computes near the processor's limit. Nobody's architecture, and
 * not in the catalogue.
 */
public final class CalibrationNetwork {

  private static final int CONVOLUTIONS = 4;
  private static final int CHANNELS = 128;

  /** 467 million multiply-accumulates, a few milliseconds. */
  public static final Architecture ARCHITECTURE =
      new Architecture(
          "Calibration",
          "Calibration",
          112,
          Preprocessing.TF,
          Published.NONE,
          List.of("none"),
          CalibrationNetwork::build,
          Classifier.dense());

  private CalibrationNetwork() {}

  private static Node build(GraphBuilder graph) {
    Node x = graph.add("stem", new Conv2D(CHANNELS, Window.valid(4, 4), true), graph.input());
    for (int i = 1; i <= CONVOLUTIONS; i++) {
      Conv2D convolution = new Conv2D(CHANNELS, Window.same(3), true);
      x = graph.add("conv" + i, new Activated(convolution, ActivationFunction.RELU), x);
    }
    return x;
  }
}
