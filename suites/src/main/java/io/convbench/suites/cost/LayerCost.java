package io.convbench.suites.cost;

import io.convbench.suites.graph.LayerKind;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.TensorSpec;
import java.util.List;

/**
 * The cost of one layer, or of one half of a separable convolution, for one image.
 *
 * @param name Keras's name; the halves of a separable convolution add {@code /depthwise} and {@code
 *     /pointwise}
 * @param kind what it does
 * @param output shape of the result: height, width, channels, or a vector's length
 * @param parameters elements of all weight tensors, non-trainable ones included
 * @param macs multiply-adds; biases are not counted
 * @param activations elements of the result of a convolution or dense layer, else 0
 */
public record LayerCost(
    String name, LayerKind kind, Shape output, long parameters, long macs, long activations) {

  /** The cost of a primitive. */
  static LayerCost of(Node node) {
    LayerKind kind = node.primitive().kind();
    List<TensorSpec> tensors = node.tensors();
    Shape output = node.output();
    if (!kind.multiplies()) {
      return new LayerCost(node.label(), kind, output, elements(tensors), 0, 0);
    }
    long kernel =
        elements(tensors.stream().filter(tensor -> tensor.role() != TensorRole.BIAS).toList());
    long places = output.elements() / output.channels();
    return new LayerCost(
        node.label(), kind, output, elements(tensors), kernel * places, output.elements());
  }

  /** The same with more parameters. */
  LayerCost andParameters(long more) {
    return new LayerCost(name, kind, output, parameters + more, macs, activations);
  }

  private static long elements(List<TensorSpec> tensors) {
    return tensors.stream().mapToLong(tensor -> tensor.shape().elements()).sum();
  }
}
