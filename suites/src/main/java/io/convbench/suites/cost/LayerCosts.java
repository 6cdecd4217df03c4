package io.convbench.suites.cost;

import io.convbench.suites.graph.LayerVisitor;
import io.convbench.suites.graph.Layers;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.TensorSpec;
import io.convbench.suites.graph.Window;
import java.util.List;

/**
 * The cost formulas, one per kind of layer; a separable convolution yields two entries.
 *
 * <p>A convolution multiplies every element of its kernel once at every place of its output.
 */
final class LayerCosts implements LayerVisitor<List<LayerCost>> {

  @Override
  public List<LayerCost> conv2D(Node node, Layers.Conv2D layer) {
    return List.of(weighted(node.name(), kind(layer.window()), node.output(), node.tensors()));
  }

  @Override
  public List<LayerCost> depthwiseConv2D(Node node, Layers.DepthwiseConv2D layer) {
    return List.of(weighted(node.name(), LayerKind.DEPTHWISE, node.output(), node.tensors()));
  }

  @Override
  public List<LayerCost> separableConv2D(Node node, Layers.SeparableConv2D layer) {
    List<TensorSpec> tensors = node.tensors();
    return List.of(
        weighted(
            node.name() + "/depthwise",
            LayerKind.DEPTHWISE,
            SeparableHalves.depthwiseOutput(node),
            tensors.subList(0, 1)),
        weighted(
            node.name() + "/pointwise",
            LayerKind.POINTWISE,
            node.output(),
            tensors.subList(1, tensors.size())));
  }

  @Override
  public List<LayerCost> dense(Node node, Layers.Dense layer) {
    return List.of(weighted(node.name(), LayerKind.DENSE, node.output(), node.tensors()));
  }

  @Override
  public List<LayerCost> batchNormalization(Node node, Layers.BatchNormalization layer) {
    return List.of(
        new LayerCost(
            node.name(), LayerKind.NORMALISATION, node.output(), elements(node.tensors()), 0, 0));
  }

  @Override
  public List<LayerCost> activation(Node node, Layers.Activation layer) {
    return free(node, LayerKind.ACTIVATION);
  }

  @Override
  public List<LayerCost> maxPooling2D(Node node, Layers.MaxPooling2D layer) {
    return free(node, LayerKind.POOLING);
  }

  @Override
  public List<LayerCost> averagePooling2D(Node node, Layers.AveragePooling2D layer) {
    return free(node, LayerKind.POOLING);
  }

  @Override
  public List<LayerCost> globalAveragePooling2D(Node node, Layers.GlobalAveragePooling2D layer) {
    return free(node, LayerKind.POOLING);
  }

  @Override
  public List<LayerCost> concatenate(Node node, Layers.Concatenate layer) {
    return free(node, LayerKind.JOIN);
  }

  @Override
  public List<LayerCost> add(Node node, Layers.Add layer) {
    return free(node, LayerKind.JOIN);
  }

  @Override
  public List<LayerCost> scaledAdd(Node node, Layers.ScaledAdd layer) {
    return free(node, LayerKind.JOIN);
  }

  @Override
  public List<LayerCost> input(Node node, Layers.Input layer) {
    return free(node, LayerKind.OTHER);
  }

  @Override
  public List<LayerCost> zeroPadding2D(Node node, Layers.ZeroPadding2D layer) {
    return free(node, LayerKind.OTHER);
  }

  @Override
  public List<LayerCost> cropping2D(Node node, Layers.Cropping2D layer) {
    return free(node, LayerKind.OTHER);
  }

  @Override
  public List<LayerCost> flatten(Node node, Layers.Flatten layer) {
    return free(node, LayerKind.OTHER);
  }

  private static LayerKind kind(Window window) {
    return window.height() == 1 && window.width() == 1
        ? LayerKind.POINTWISE
        : LayerKind.CONVOLUTION;
  }

  private static LayerCost weighted(
      String name, LayerKind kind, Shape output, List<TensorSpec> tensors) {
    long kernel =
        elements(tensors.stream().filter(tensor -> tensor.role() != TensorRole.BIAS).toList());
    long places = output.elements() / output.channels();
    return new LayerCost(name, kind, output, elements(tensors), kernel * places, output.elements());
  }

  private static List<LayerCost> free(Node node, LayerKind kind) {
    return List.of(new LayerCost(node.name(), kind, node.output(), 0, 0, 0));
  }

  private static long elements(List<TensorSpec> tensors) {
    return tensors.stream().mapToLong(tensor -> tensor.shape().elements()).sum();
  }
}
