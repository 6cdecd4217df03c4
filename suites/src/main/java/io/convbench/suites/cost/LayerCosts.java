package io.convbench.suites.cost;

import io.convbench.suites.graph.Layers;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.PrimitiveVisitor;
import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.TensorSpec;
import io.convbench.suites.graph.Window;
import java.util.List;

/**
 * The cost formulas, one per kind of primitive.
 *
 * <p>A convolution multiplies every element of its kernel once at every place of its output.
 */
final class LayerCosts implements PrimitiveVisitor<LayerCost> {

  @Override
  public LayerCost conv2D(Node node, Layers.Conv2D layer) {
    return weighted(node, kind(layer.window()));
  }

  @Override
  public LayerCost depthwiseConv2D(Node node, Layers.DepthwiseConv2D layer) {
    return weighted(node, LayerKind.DEPTHWISE);
  }

  @Override
  public LayerCost dense(Node node, Layers.Dense layer) {
    return weighted(node, LayerKind.DENSE);
  }

  @Override
  public LayerCost batchNormalization(Node node, Layers.BatchNormalization layer) {
    return new LayerCost(
        node.label(), LayerKind.NORMALISATION, node.output(), elements(node.tensors()), 0, 0);
  }

  @Override
  public LayerCost activation(Node node, Layers.Activation layer) {
    return free(node, LayerKind.ACTIVATION);
  }

  @Override
  public LayerCost maxPooling2D(Node node, Layers.MaxPooling2D layer) {
    return free(node, LayerKind.POOLING);
  }

  @Override
  public LayerCost averagePooling2D(Node node, Layers.AveragePooling2D layer) {
    return free(node, LayerKind.POOLING);
  }

  @Override
  public LayerCost globalAveragePooling2D(Node node, Layers.GlobalAveragePooling2D layer) {
    return free(node, LayerKind.POOLING);
  }

  @Override
  public LayerCost concatenate(Node node, Layers.Concatenate layer) {
    return free(node, LayerKind.JOIN);
  }

  @Override
  public LayerCost add(Node node, Layers.Add layer) {
    return free(node, LayerKind.JOIN);
  }

  @Override
  public LayerCost scale(Node node, Layers.Scale layer) {
    return free(node, LayerKind.JOIN);
  }

  @Override
  public LayerCost input(Node node, Layers.Input layer) {
    return free(node, LayerKind.OTHER);
  }

  @Override
  public LayerCost zeroPadding2D(Node node, Layers.ZeroPadding2D layer) {
    return free(node, LayerKind.OTHER);
  }

  @Override
  public LayerCost cropping2D(Node node, Layers.Cropping2D layer) {
    return free(node, LayerKind.OTHER);
  }

  @Override
  public LayerCost flatten(Node node, Layers.Flatten layer) {
    return free(node, LayerKind.OTHER);
  }

  private static LayerKind kind(Window window) {
    return window.height() == 1 && window.width() == 1
        ? LayerKind.POINTWISE
        : LayerKind.CONVOLUTION;
  }

  private static LayerCost weighted(Node node, LayerKind kind) {
    List<TensorSpec> tensors = node.tensors();
    Shape output = node.output();
    long kernel =
        elements(tensors.stream().filter(tensor -> tensor.role() != TensorRole.BIAS).toList());
    long places = output.elements() / output.channels();
    return new LayerCost(
        node.label(), kind, output, elements(tensors), kernel * places, output.elements());
  }

  private static LayerCost free(Node node, LayerKind kind) {
    return new LayerCost(node.label(), kind, node.output(), 0, 0, 0);
  }

  private static long elements(List<TensorSpec> tensors) {
    return tensors.stream().mapToLong(tensor -> tensor.shape().elements()).sum();
  }
}
