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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.tensorflow.proto.DataType;

/**
 * A graph as TensorFlow operations. Maps are NHWC, and a table of places and channels from a dense
 * layer to the next layer that is not element-wise; kernels are as Keras stores them and borders
 * are TensorFlow's own 'SAME' and 'VALID', since Keras took all three from it. The operation that
 * gives a layer's output has the layer's name.
 */
final class GraphOperations implements PrimitiveVisitor<NodeDefBuilder> {

  /** Name of the operation that takes the images. */
  static final String IMAGES = "images";

  private final Graph graph;
  private final Precision precision;
  private final Map<Node, String> names = new HashMap<>();
  private final Set<Node> tables = new HashSet<>();
  private final Map<Node, String> maps = new HashMap<>();
  private final List<NodeDefBuilder> operations = new ArrayList<>();

  private GraphOperations(Graph graph, Precision precision) {
    this.graph = graph;
    this.precision = precision;
  }

  /**
   * What the last operation is called: as the signature's output, unless a layer is called so.
   *
   * @param output the signature's name
   */
  static String last(Graph graph, String output) {
    return graph.find(output).isPresent() ? output + "/output" : output;
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
    String last = visitor.map(graph.output());
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
    String input = map(node.input());
    if (layer.groups() > 1 && layer.groups() == node.input().output().channels()) {
      return grouped(node, layer, input, kernel);
    }
    return biased(node, layer.bias(), "Conv2D", List.of(input, kernel), layer.window());
  }

  /** One channel a group is a depthwise convolution, for which TensorFlow has its fast kernels. */
  private NodeDefBuilder grouped(Node node, Layers.Conv2D layer, String input, String kernel) {
    Window window = layer.window();
    int channels = node.input().output().channels();
    String depthwise =
        reshaped(
            node.name() + "/depthwise_kernel",
            kernel,
            List.of(window.height(), window.width(), channels, layer.filters() / channels));
    return biased(node, layer.bias(), "DepthwiseConv2dNative", List.of(input, depthwise), window);
  }

  @Override
  public NodeDefBuilder depthwiseConv2D(Node node, Layers.DepthwiseConv2D layer) {
    String kernel = weight(node, TensorRole.DEPTHWISE_KERNEL);
    String input = map(node.input());
    return biased(
        node, layer.bias(), "DepthwiseConv2dNative", List.of(input, kernel), layer.window());
  }

  @Override
  public NodeDefBuilder dense(Node node, Layers.Dense layer) {
    Node input = node.input();
    String rows = isMap(input) ? table(input, node) : names.get(input);
    if (isMap(node)) {
      tables.add(node);
    }
    List<String> inputs = List.of(rows, weight(node, TensorRole.KERNEL));
    return layer.bias()
        ? bias(node, floats(node.name() + "/MatMul", "MatMul", inputs))
        : floats(node.name(), "MatMul", inputs);
  }

  @Override
  public NodeDefBuilder batchNormalization(Node node, Layers.BatchNormalization layer) {
    String gamma = layer.scale() ? weight(node, TensorRole.GAMMA) : constant(node, "gamma", 1);
    String beta = layer.centre() ? weight(node, TensorRole.BETA) : constant(node, "beta", 0);
    return floats(
            node.name(),
            "FusedBatchNormV3",
            List.of(
                map(node.input()),
                gamma,
                beta,
                weight(node, TensorRole.MOVING_MEAN),
                weight(node, TensorRole.MOVING_VARIANCE)))
        .type("U", DataType.DT_FLOAT)
        .real("epsilon", (float) layer.epsilon())
        .flag("is_training", false);
  }

  /** A value for all channels of a batch norm. */
  private String constant(Node node, String word, float value) {
    List<Integer> shape = List.of(node.output().channels());
    return add(NodeDefBuilder.constant(node.name() + "/" + word, Precision.FP32, shape, value));
  }

  /** In float32, since squares pass the range of fp16; TensorFlow does not divide by the size. */
  @Override
  public NodeDefBuilder localResponseNormalization(
      Node node, Layers.LocalResponseNormalization layer) {
    return computing(
        node,
        Precision.FP32,
        "LRN",
        (name, x) ->
            floats(name, "LRN", List.of(x), Precision.FP32)
                .integer("depth_radius", layer.size() / 2)
                .real("bias", (float) layer.k())
                .real("alpha", (float) (layer.alpha() / layer.size()))
                .real("beta", (float) layer.beta()));
  }

  @Override
  public NodeDefBuilder activation(Node node, Layers.Activation layer) {
    if (tables.contains(node.input())) {
      tables.add(node);
    }
    String input = names.get(node.input());
    List<String> inputs = List.of(input);
    return switch (layer.function()) {
      case RELU -> floats(node.name(), "Relu", inputs);
      case RELU6 -> floats(node.name(), "Relu6", inputs);
      case SWISH -> {
        String gate = add(floats(node.name() + "/Sigmoid", "Sigmoid", inputs));
        yield floats(node.name(), "Mul", List.of(input, gate));
      }
      case HARD_SWISH -> {
        String shifted = add(binary(node, "AddV2", input, number(node, "three", 3)));
        String clipped = add(floats(node.name() + "/Relu6", "Relu6", List.of(shifted)));
        String gate = add(binary(node, "Mul", clipped, number(node, "sixth", 1 / 6.0)));
        yield floats(node.name(), "Mul", List.of(input, gate));
      }
      case SIGMOID -> floats(node.name(), "Sigmoid", inputs);
      case GELU -> gelu(node, input);
      case LINEAR -> floats(node.name(), "Identity", inputs);
    };
  }

  /** As Keras computes it, in the form in which the optimiser knows it. */
  private NodeDefBuilder gelu(Node node, String input) {
    String scaled = add(binary(node, "Mul", input, number(node, "root_half", Math.sqrt(0.5))));
    String erf = add(floats(node.name() + "/Erf", "Erf", List.of(scaled)));
    String gate = add(binary(node, "AddV2", erf, number(node, "one", 1)));
    String half =
        add(floats(node.name() + "/half_input", "Mul", List.of(input, number(node, "half", 0.5))));
    return floats(node.name(), "Mul", List.of(half, gate));
  }

  private NodeDefBuilder binary(Node node, String type, String a, String b) {
    return floats(node.name() + "/" + type, type, List.of(a, b));
  }

  private String number(Node node, String word, double value) {
    return numbers(node, word, List.of(value), precision);
  }

  /** Constants, one for all or each channel's. */
  private String numbers(Node node, String word, List<Double> values, Precision stored) {
    List<Integer> shape = values.size() == 1 ? List.of() : List.of(values.size());
    return add(NodeDefBuilder.constant(node.name() + "/" + word, stored, shape, values));
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

  /**
   * In float32 for fp16, whose sums TensorFlow rounds on processors: of large maps they overflow.
   */
  @Override
  public NodeDefBuilder globalAveragePooling2D(Node node, Layers.GlobalAveragePooling2D layer) {
    String axes = integers(node, "axes", List.of(2), List.of(1, 2));
    Precision computed = precision == Precision.FP16 ? Precision.FP32 : precision;
    return computing(
        node,
        computed,
        "mean",
        (name, x) ->
            floats(name, "Mean", List.of(x, axes), computed)
                .type("Tidx", DataType.DT_INT32)
                .flag("keep_dims", layer.keepDimensions()));
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
    return floats(node.name(), "Pad", List.of(map(node.input()), paddings))
        .type("Tpaddings", DataType.DT_INT32);
  }

  @Override
  public NodeDefBuilder cropping2D(Node node, Layers.Cropping2D layer) {
    Pads pads = layer.pads();
    Shape output = node.output();
    String begin = integers(node, "begin", List.of(4), List.of(0, pads.top(), pads.left(), 0));
    String size =
        integers(node, "size", List.of(4), List.of(-1, output.height(), output.width(), -1));
    return floats(node.name(), "Slice", List.of(map(node.input()), begin, size))
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
  public NodeDefBuilder multiply(Node node, Layers.Multiply layer) {
    List<String> inputs = inputs(node);
    String product = inputs.get(0);
    for (int i = 1; i < inputs.size() - 1; i++) {
      product = add(floats(node.name() + "/Mul_" + i, "Mul", List.of(product, inputs.get(i))));
    }
    return floats(node.name(), "Mul", List.of(product, inputs.get(inputs.size() - 1)));
  }

  @Override
  public NodeDefBuilder rescaling(Node node, Layers.Rescaling layer) {
    Precision computed = node.rescalesImages() ? Precision.FP32 : precision;
    return computing(
        node, computed, "rescaled", (name, x) -> rescaled(node, layer, name, x, computed));
  }

  private NodeDefBuilder rescaled(
      Node node, Layers.Rescaling layer, String name, String x, Precision computed) {
    if (layer.isScaleAlone()) {
      String scale = numbers(node, "scale", layer.scale(), computed);
      return floats(name, "Mul", List.of(x, scale), computed);
    }
    String scaled = x;
    if (layer.scale().stream().anyMatch(scale -> scale != 1)) {
      String scale = numbers(node, "scale", layer.scale(), computed);
      scaled = add(floats(node.name() + "/Mul", "Mul", List.of(x, scale), computed));
    }
    String offset = numbers(node, "offset", layer.offset(), computed);
    return floats(name, "AddV2", List.of(scaled, offset), computed);
  }

  /** TensorFlow has no operation for it; in the form in which Keras computes it. */
  @Override
  public NodeDefBuilder layerNormalization(Node node, Layers.LayerNormalization layer) {
    String x = map(node.input());
    String axes = integers(node, "axes", List.of(1), List.of(node.output().rank()));
    String mean = add(mean(node, "mean", x, axes));
    String squares = add(binary(node, "SquaredDifference", x, mean));
    String variance = add(mean(node, "variance", squares, axes));
    String shifted = add(binary(node, "AddV2", variance, number(node, "epsilon", layer.epsilon())));
    String root = add(floats(node.name() + "/Rsqrt", "Rsqrt", List.of(shifted)));
    String scale =
        add(floats(node.name() + "/scale", "Mul", List.of(root, weight(node, TensorRole.GAMMA))));
    String product = add(floats(node.name() + "/scaled", "Mul", List.of(x, scale)));
    String scaledMean = add(floats(node.name() + "/scaled_mean", "Mul", List.of(mean, scale)));
    String offset = add(binary(node, "Sub", weight(node, TensorRole.BETA), scaledMean));
    return floats(node.name(), "AddV2", List.of(product, offset));
  }

  private NodeDefBuilder mean(Node node, String word, String x, String axes) {
    return floats(node.name() + "/" + word, "Mean", List.of(x, axes))
        .type("Tidx", DataType.DT_INT32)
        .flag("keep_dims", true);
  }

  @Override
  public NodeDefBuilder layerScale(Node node, Layers.LayerScale layer) {
    if (tables.contains(node.input())) {
      tables.add(node);
    }
    return floats(
        node.name(), "Mul", List.of(names.get(node.input()), weight(node, TensorRole.LAYER_SCALE)));
  }

  @Override
  public NodeDefBuilder flatten(Node node, Layers.Flatten layer) {
    String shape = integers(node, "shape", List.of(2), List.of(-1, node.output().channels()));
    return floats(node.name(), "Reshape", List.of(map(node.input()), shape))
        .type("Tshape", DataType.DT_INT32);
  }

  @Override
  public NodeDefBuilder reshape(Node node, Layers.Reshape layer) {
    String shape = integers(node, "shape", List.of(4), List.of(-1, 1, 1, node.output().channels()));
    return floats(node.name(), "Reshape", List.of(names.get(node.input()), shape))
        .type("Tshape", DataType.DT_INT32);
  }

  private static boolean isMap(Node node) {
    return node.output().rank() == 3;
  }

  /** A node's value, a map as NHWC. */
  private String map(Node node) {
    return tables.contains(node)
        ? maps.computeIfAbsent(
            node, n -> reshaped(n.name() + "/map", names.get(n), batchOf(n.output())))
        : names.get(node);
  }

  /** A map's value as places times channels, for a reader. */
  private String table(Node node, Node reader) {
    return tables.contains(node)
        ? names.get(node)
        : reshaped(
            reader.name() + "/table", names.get(node), List.of(-1, node.output().channels()));
  }

  private String reshaped(String name, String value, List<Integer> dimensions) {
    String shape =
        add(NodeDefBuilder.constant(name + "/shape", List.of(dimensions.size()), dimensions));
    return add(floats(name, "Reshape", List.of(value, shape)).type("Tshape", DataType.DT_INT32));
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
    return floats(name, type, inputs, precision);
  }

  private static NodeDefBuilder floats(
      String name, String type, List<String> inputs, Precision computed) {
    return new NodeDefBuilder(name, type, inputs).type("T", NodeDefBuilder.type(computed));
  }

  /**
   * A node that computes in a precision of its own, with casts around it where that is not the
   * graph's.
   *
   * @param word for the operation between the casts
   * @param operation by its name and its input
   */
  private NodeDefBuilder computing(
      Node node,
      Precision computed,
      String word,
      BiFunction<String, String, NodeDefBuilder> operation) {
    String x = map(node.input());
    if (computed == precision) {
      return operation.apply(node.name(), x);
    }
    String cast = add(cast(node.name() + "/float", x, precision, computed));
    String output = add(operation.apply(node.name() + "/" + word, cast));
    return cast(node.name(), output, computed, precision);
  }

  private static NodeDefBuilder cast(String name, String input, Precision from, Precision to) {
    return new NodeDefBuilder(name, "Cast", List.of(input))
        .type("SrcT", NodeDefBuilder.type(from))
        .type("DstT", NodeDefBuilder.type(to));
  }

  private List<String> inputs(Node node) {
    return node.inputs().stream().map(this::map).toList();
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
