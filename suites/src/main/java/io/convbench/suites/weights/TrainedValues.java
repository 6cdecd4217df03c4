package io.convbench.suites.weights;

import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.Layers.BatchNormalization;
import io.convbench.suites.graph.Layers.Normalization;
import io.convbench.suites.graph.WeightTensor;
import java.io.IOException;
import java.nio.file.Path;

/** What the values of a training can be. */
final class TrainedValues {

  private TrainedValues() {}

  /**
   * Refuses what no training leaves.
   *
   * @param file for the message
   * @param name what the file calls the tensor, as it can be shown
   * @throws IOException at the first value that is not finite, or a variance without square root
   */
  static void require(float[] values, WeightTensor tensor, Graph graph, Path file, String name)
      throws IOException {
    double lowest = lowest(tensor, graph);
    for (float value : values) {
      if (!Float.isFinite(value) || value <= lowest) {
        throw new IOException(
            "%s: %s holds %s, which is not a trained %s: fetch or train it again"
                .formatted(
                    file,
                    bothNames(name, tensor.name()),
                    value,
                    lowest == Double.NEGATIVE_INFINITY ? "weight" : "variance"));
      }
    }
  }

  /** The file's name, and the graph's unless the one ends in the other. */
  private static String bothNames(String inFile, String inGraph) {
    String plain = inFile.replaceFirst(":\\d+$", "");
    return plain.equals(inGraph) || plain.endsWith("/" + inGraph)
        ? inFile
        : "%s (the graph's %s)".formatted(inFile, inGraph);
  }

  /** The network takes the square root of a variance after adding epsilon. */
  private static double lowest(WeightTensor tensor, Graph graph) {
    return switch (tensor.role()) {
      case MOVING_VARIANCE -> -((BatchNormalization) graph.node(tensor.layer()).layer()).epsilon();
      case VARIANCE -> -Normalization.EPSILON;
      default -> Double.NEGATIVE_INFINITY;
    };
  }
}
