package io.convbench.harness.modelfile.savedmodel;

import io.convbench.harness.modelfile.Precision;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.Layers;
import io.convbench.suites.graph.Layers.PrimitiveVisitor;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Padding;
import io.convbench.suites.graph.Pads;
import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.DataType;

/**
 * A graph as TensorFlow operations. Maps are NHWC, kernels are as Keras stores them and borders are
 * TensorFlow's own 'SAME' and 'VALID', since Keras took all three from it. The operation that gives
 * a layer's output has the layer's name.
 */
final class GraphOperations implements PrimitiveVisitor<NodeDefBuilder> {

  /** Name of the operation that takes the images. */
  static final String IMAGES = "images";

  private final Graph graph;
  private final Precision precision;
  private final Map<Node, String> names = new HashMap<>();
  private final List<NodeDefBuilder> operations = new ArrayList<>();

  private GraphOperations(Graph graph, Precision precision) {
    this.graph = graph;
    this.precision = precision;
  }

  /**
   * The graph's operations, inputs before their readers; weights are read from variables.
   *
   * @param output name of the last operation
   */
  static List<NodeDefBuilder> of(Graph graph, Precision precision, String output) {
    GraphOperations visitor = new GraphOperations(graph, precision);
    for (Node node : graph.nodes()) {
      visitor.names.put(node, visitor.add(node.accept(visitor)));
    }
    String last = visitor.names.get(graph.output());
    visitor.add(
        precision == Precision.FP32
            ? visitor.floats(output, "Identity", List.of(last))
            : cast(output, last, precision, Precision.FP32));
    return List.copyOf(visitor.operations);
  }

  @Override
  public NodeDefBuilder input(Node node, Layers.Input layer) {
    NodeDefBuilder images =
        new NodeDefBuilder(IMAGES, "Placeholder", List.of())
            .type("dtype", DataType.DT_FLOAT)
            .shape("shape", batchOf(layer.shape()));
    return precision == Precision.FP32
        ? images
        : cast(IMAGES + "/Cast", add(images), Precision.FP32, precision);
  }

  @Override
  public NodeDefBuilder conv2D(Node node, Layers.Conv2D layer) {
    String kernel = weight(node, TensorRole.KERNEL);
    String input = names.get(node.input());
    return biased(node, layer.bias(), "Conv2D", List.of(input, kernel), layer.window());
  }

  @Override
  public NodeDefBuilder depthwiseConv2D(Node node, Layers.DepthwiseConv2D layer) {
    String kernel = weight(node, TensorRole.DEPTHWISE_KERNEL);
    String input = names.get(node.input());
    return biased(
        node, layer.bias(), "DepthwiseConv2dNative", List.of(input, kernel), layer.window());
  }

  @Override
  public NodeDefBuilder dense(Node node, Layers.Dense layer) {
    List<String> inputs = List.of(names.get(node.input()), weight(node, TensorRole.KERNEL));
    return layer.bias()
        ? bias(node, floats(node.name() + "/MatMul", "MatMul", inputs))
        : floats(node.name(), "MatMul", inputs);
  }

  @Override
  public NodeDefBuilder batchNormalization(Node node, Layers.BatchNormalization layer) {
    String gamma =
        layer.scale()
            ? weight(node, TensorRole.GAMMA)
            : add(
                NodeDefBuilder.constant(
                    node.name() + "/gamma", Precision.FP32, List.of(node.output().channels()), 1f));
    return floats(
            node.name(),
            "FusedBatchNormV3",
            List.of(
                names.get(node.input()),
                gamma,
                weight(node, TensorRole.BETA),
                weight(node, TensorRole.MOVING_MEAN),
                weight(node, TensorRole.MOVING_VARIANCE)))
        .type("U", DataType.DT_FLOAT)
        .real("epsilon", (float) layer.epsilon())
        .flag("is_training", false);
  }

  /** In float32, since squares pass the range of fp16; TensorFlow does not divide by the size. */
  @Override
  public NodeDefBuilder localResponseNormalization(
      Node node, Layers.LocalResponseNormalization layer) {
    boolean casts = precision != Precision.FP32;
    String input = names.get(node.input());
    NodeDefBuilder normalised =
        new NodeDefBuilder(
                casts ? node.name() + "/LRN" : node.name(),
                "LRN",
                List.of(
                    casts
                        ? add(cast(node.name() + "/float", input, precision, Precision.FP32))
                        : input))
            .type("T", DataType.DT_FLOAT)
            .integer("depth_radius", layer.size() / 2)
            .real("bias", (float) layer.k())
            .real("alpha", (float) (layer.alpha() / layer.size()))
            .real("beta", (float) layer.beta());
    return casts ? cast(node.name(), add(normalised), Precision.FP32, precision) : normalised;
  }

  @Override
  public NodeDefBuilder activation(Node node, Layers.Activation layer) {
    return switch (layer.function()) {
      case RELU -> floats(node.name(), "Relu", inputs(node));
      case RELU6 -> floats(node.name(), "Relu6", inputs(node));
      case SWISH -> {
        String gate = add(floats(node.name() + "/Sigmoid", "Sigmoid", inputs(node)));
        yield floats(node.name(), "Mul", List.of(names.get(node.input()), gate));
      }
    };
  }

  @Override
  public NodeDefBuilder maxPooling2D(Node node, Layers.MaxPooling2D layer) {
    return pooling(node, "MaxPool", layer.window());
  }

  @Override
  public NodeDefBuilder averagePooling2D(Node node, Layers.AveragePooling2D layer) {
    if (layer.window().padding() == Padding.EXPLICIT) {
      throw new UnsupportedOperationException(
          node.name() + ": TensorFlow has no explicit border around an average");
    }
    return pooling(node, "AvgPool", layer.window());
  }

  @Override
  public NodeDefBuilder globalAveragePooling2D(Node node, Layers.GlobalAveragePooling2D layer) {
    String axes = integers(node, "axes", List.of(2), List.of(1, 2));
    return floats(node.name(), "Mean", List.of(names.get(node.input()), axes))
        .type("Tidx", DataType.DT_INT32)
        .flag("keep_dims", layer.keepDimensions());
  }

  @Override
  public NodeDefBuilder zeroPadding2D(Node node, Layers.ZeroPadding2D layer) {
    Pads pads = layer.pads();
    String paddings =
        integers(
            node,
            "paddings",
            List.of(4, 2),
            List.of(0, 0, pads.top(), pads.bottom(), pads.left(), pads.right(), 0, 0));
    return floats(node.name(), "Pad", List.of(names.get(node.input()), paddings))
        .type("Tpaddings", DataType.DT_INT32);
  }

  @Override
  public NodeDefBuilder cropping2D(Node node, Layers.Cropping2D layer) {
    Pads pads = layer.pads();
    Shape output = node.output();
    String begin = integers(node, "begin", List.of(4), List.of(0, pads.top(), pads.left(), 0));
    String size =
        integers(node, "size", List.of(4), List.of(-1, output.height(), output.width(), -1));
    return floats(node.name(), "Slice", List.of(names.get(node.input()), begin, size))
        .type("Index", DataType.DT_INT32);
  }

  @Override
  public NodeDefBuilder concatenate(Node node, Layers.Concatenate layer) {
    List<String> inputs = new ArrayList<>(inputs(node));
    inputs.add(integers(node, "axis", List.of(), List.of(3)));
    return floats(node.name(), "ConcatV2", inputs)
        .integer("N", node.inputs().size())
        .type("Tidx", DataType.DT_INT32);
  }

  @Override
  public NodeDefBuilder add(Node node, Layers.Add layer) {
    List<String> inputs = inputs(node);
    return inputs.size() == 2
        ? floats(node.name(), "AddV2", inputs)
        : floats(node.name(), "AddN", inputs).integer("N", inputs.size());
  }

  @Override
  public NodeDefBuilder scale(Node node, Layers.Scale layer) {
    String factor =
        add(
            NodeDefBuilder.constant(
                node.name() + "/factor", precision, List.of(), (float) layer.factor()));
    return floats(node.name(), "Mul", List.of(names.get(node.input()), factor));
  }

  @Override
  public NodeDefBuilder flatten(Node node, Layers.Flatten layer) {
    String shape = integers(node, "shape", List.of(2), List.of(-1, node.output().channels()));
    return floats(node.name(), "Reshape", List.of(names.get(node.input()), shape))
        .type("Tshape", DataType.DT_INT32);
  }

  /** The dimensions of a batch of any number of such tensors. */
  static List<Integer> batchOf(Shape shape) {
    List<Integer> dimensions = new ArrayList<>(List.of(-1));
    dimensions.addAll(shape.dimensions());
    return dimensions;
  }

  private NodeDefBuilder biased(
      Node node, boolean bias, String type, List<String> inputs, Window window) {
    return bias
        ? bias(node, windowed(node.name() + "/" + type, type, inputs, window))
        : windowed(node.name(), type, inputs, window);
  }

  private NodeDefBuilder bias(Node node, NodeDefBuilder product) {
    return floats(node.name(), "BiasAdd", List.of(add(product), weight(node, TensorRole.BIAS)));
  }

  private NodeDefBuilder pooling(Node node, String type, Window window) {
    return windowed(node.name(), type, inputs(node), window)
        .integers("ksize", List.of(1, window.height(), window.width(), 1));
  }

  private NodeDefBuilder windowed(String name, String type, List<String> inputs, Window window) {
    NodeDefBuilder operation =
        floats(name, type, inputs)
            .integers("strides", List.of(1, window.stride(), window.stride(), 1))
            .text("padding", window.padding().name());
    int cells = window.cells();
    return window.padding() == Padding.EXPLICIT
        ? operation.integers("explicit_paddings", List.of(0, 0, cells, cells, cells, cells, 0, 0))
        : operation;
  }

  private NodeDefBuilder floats(String name, String type, List<String> inputs) {
    return new NodeDefBuilder(name, type, inputs).type("T", NodeDefBuilder.type(precision));
  }

  private static NodeDefBuilder cast(String name, String input, Precision from, Precision to) {
    return new NodeDefBuilder(name, "Cast", List.of(input))
        .type("SrcT", NodeDefBuilder.type(from))
        .type("DstT", NodeDefBuilder.type(to));
  }

  private List<String> inputs(Node node) {
    return node.inputs().stream().map(names::get).toList();
  }

  private String weight(Node node, TensorRole role) {
    return Variables.value(graph.tensor(node, role));
  }

  private String integers(Node node, String suffix, List<Integer> shape, List<Integer> values) {
    return add(NodeDefBuilder.constant(node.name() + "/" + suffix, shape, values));
  }

  private String add(NodeDefBuilder operation) {
    operations.add(operation);
    return operation.name();
  }
}
