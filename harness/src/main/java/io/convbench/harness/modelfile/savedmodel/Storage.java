package io.convbench.harness.modelfile.savedmodel;

import io.convbench.harness.modelfile.Precision;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.Layers;
import io.convbench.suites.graph.WeightTensor;
import java.util.Set;
import java.util.stream.Collectors;
import org.tensorflow.proto.DataType;

/** The precision in which each tensor of a graph is stored. */
final class Storage {

  private final Precision precision;
  private final Set<WeightTensor> statistics;

  /**
   * @param precision in which the graph is computed
   */
  Storage(Graph graph, Precision precision) {
    this.precision = precision;
    this.statistics =
        graph.nodes().stream()
            .filter(node -> node.layer() instanceof Layers.BatchNormalization)
            .flatMap(node -> graph.tensors(node).stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** TensorFlow's batch norm takes its parameters as float32 whatever it normalises. */
  Precision of(WeightTensor tensor) {
    return statistics.contains(tensor) ? Precision.FP32 : precision;
  }

  /** TensorFlow's type of a tensor. */
  DataType type(WeightTensor tensor) {
    return NodeDefBuilder.type(of(tensor));
  }
}
