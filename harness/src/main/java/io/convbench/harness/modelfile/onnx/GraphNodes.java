package io.convbench.harness.modelfile.onnx;

import static java.util.Collections.nCopies;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.convbench.harness.modelfile.Precision;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.Layers;
import io.convbench.suites.graph.Layers.PrimitiveVisitor;
import io.convbench.suites.graph.Node;
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

/**
 * A graph as ONNX nodes, and the tensors that they read. Maps are (N, channels, rows, columns), as
 * most of ONNX's operators want them, and (N, rows, columns, channels) from a layer that works on
 * the last dimension to the next that does not. A value is called by the Keras layer that computes
 * it, a layer's inner value by the layer and a word after a slash.
 */
final class GraphNodes implements PrimitiveVisitor<String> {

  private final Graph graph;
  private final Precision precision;
  private final String images;
  private final String modelOutput;
  private final Map<Node, String> values = new HashMap<>();
  private final Set<Node> channelsLast = new HashSet<>();
  private final Map<Node, String> channelsFirst = new HashMap<>();
  private final List<NodeProto> nodes = new ArrayList<>();
  private final Constants constants = new Constants();
  private final List<Initializer> weights = new ArrayList<>();

  /**
   * @param precision in which it is computed, between casts from and to float32
   * @param images the model's input, (N, height, width, 3)
   * @param modelOutput the model's output, (N, values) or (N, height, width, channels)
   */
  GraphNodes(Graph graph, Precision precision, String images, String modelOutput) {
    this.graph = graph;
    this.precision = precision;
    this.images = images;
    this.modelOutput = modelOutput;
    for (Node node : graph.nodes()) {
      values.put(node, node.accept(this));
    }
    String last = values.get(graph.output());
    if (isMap(graph.output())) {
      String map = precision == Precision.FP32 ? modelOutput : modelOutput + "/map";
      last =
          channelsLast.contains(graph.output())
              ? emit(map, "Identity", List.of(last), List.of())
              : channelsLast(last, map);
    }
    if (precision != Precision.FP32) {
      cast(last, Precision.FP32, modelOutput);
    }
  }

  /** The nodes, each after those whose values it reads. */
  List<NodeProto> nodes() {
    return List.copyOf(nodes);
  }

  /** Type and shape of every layer's output but the model's, for viewers and optimisers. */
  List<ValueInfoProto> layerOutputs() {
    return graph.nodes().stream()
        .filter(node -> !values.get(node).equals(modelOutput))
        .map(node -> Values.of(values.get(node), precision, dimensions(node)))
        .toList();
  }

  private List<Integer> dimensions(Node node) {
    return channelsLast.contains(node)
        ? node.output().dimensions()
        : Values.channelsFirst(node.output());
  }

  /** Tensors that are not weights. */
  List<TensorProto> constants() {
    return constants.tensors();
  }

  /** Weights in order of their use. */
  List<Initializer> weights() {
    return List.copyOf(weights);
  }

  @Override
  public String input(Node node, Layers.Input layer) {
    return emit(
        output(node),
        "Transpose",
        List.of(
            precision == Precision.FP32 ? images : cast(images, precision, inner(node, "cast"))),
        List.of(Attributes.integers("perm", 0, 3, 1, 2)));
  }

  @Override
  public String conv2D(Node node, Layers.Conv2D layer) {
    String kernel = add(Initializer.kernel(graph.tensor(node, TensorRole.KERNEL), precision));
    return convolution(
        withBias(node, layer.bias(), value(node), kernel), layer.window(), node, layer.groups());
  }

  @Override
  public String depthwiseConv2D(Node node, Layers.DepthwiseConv2D layer) {
    String kernel = depthwiseKernel(node);
    return convolution(
        withBias(node, layer.bias(), value(node), kernel),
        layer.window(),
        node,
        node.input().output().channels());
  }

  @Override
  public String dense(Node node, Layers.Dense layer) {
    String kernel = add(Initializer.asItLies(graph.tensor(node, TensorRole.KERNEL), precision));
    if (!isMap(node)) {
      return emit(
          output(node), "Gemm", withBias(node, layer.bias(), value(node), kernel), List.of());
    }
    List<String> inputs = List.of(lastValue(node), kernel);
    channelsLast.add(node);
    if (!layer.bias()) {
      return emit(output(node), "MatMul", inputs, List.of());
    }
    String product = emit(inner(node, "product"), "MatMul", inputs, List.of());
    return emit(output(node), "Add", List.of(product, vector(node, TensorRole.BIAS)), List.of());
  }

  @Override
  public String batchNormalization(Node node, Layers.BatchNormalization layer) {
    int channels = node.output().channels();
    String gamma = layer.scale() ? vector(node, TensorRole.GAMMA) : numbers(channels, 1);
    String beta = layer.centre() ? vector(node, TensorRole.BETA) : numbers(channels, 0);
    return emit(
        output(node),
        "BatchNormalization",
        List.of(
            value(node),
            gamma,
            beta,
            vector(node, TensorRole.MOVING_MEAN),
            vector(node, TensorRole.MOVING_VARIANCE)),
        List.of(Attributes.number("epsilon", layer.epsilon())));
  }

  /** In float32, since ONNX Runtime has no other and squares pass the range of fp16. */
  @Override
  public String localResponseNormalization(Node node, Layers.LocalResponseNormalization layer) {
    boolean casts = precision != Precision.FP32;
    String normalised =
        emit(
            casts ? inner(node, "normalised") : output(node),
            "LRN",
            List.of(casts ? cast(value(node), Precision.FP32, inner(node, "float")) : value(node)),
            List.of(
                Attributes.integer("size", layer.size()),
                Attributes.number("alpha", layer.alpha()),
                Attributes.number("beta", layer.beta()),
                Attributes.number("bias", layer.k())));
    return casts ? cast(normalised, precision, output(node)) : normalised;
  }

  @Override
  public String activation(Node node, Layers.Activation layer) {
    String input = asItLies(node);
    return switch (layer.function()) {
      case RELU -> emit(output(node), "Relu", List.of(input), List.of());
      case RELU6 -> emit(output(node), "Clip", List.of(input, number(0), number(6)), List.of());
      case SWISH -> gated(node, input, "Sigmoid", List.of());
      case HARD_SWISH ->
          gated(
              node,
              input,
              "HardSigmoid",
              List.of(Attributes.number("alpha", 1 / 6.0), Attributes.number("beta", 0.5)));
      case SIGMOID -> emit(output(node), "Sigmoid", List.of(input), List.of());
      case GELU -> gelu(node, input);
      case LINEAR -> emit(output(node), "Identity", List.of(input), List.of());
    };
  }

  /** x times a function of x. */
  private String gated(Node node, String input, String operator, List<AttributeProto> attributes) {
    String gate = emit(inner(node, "gate"), operator, List.of(input), attributes);
    return emit(output(node), "Mul", List.of(input, gate), List.of());
  }

  /** In the form in which optimisers know it, since the operator Gelu came with opset 20. */
  private String gelu(Node node, String input) {
    String x = binary(node, "Div", input, number(Math.sqrt(2)));
    x = emit(inner(node, "Erf"), "Erf", List.of(x), List.of());
    x = binary(node, "Add", x, number(1));
    x = binary(node, "Mul", input, x);
    return emit(output(node), "Mul", List.of(x, number(0.5)), List.of());
  }

  private String binary(Node node, String operator, String a, String b) {
    return emit(inner(node, operator), operator, List.of(a, b), List.of());
  }

  @Override
  public String maxPooling2D(Node node, Layers.MaxPooling2D layer) {
    return emit(output(node), "MaxPool", List.of(value(node)), poolWindow(node, layer.window()));
  }

  @Override
  public String averagePooling2D(Node node, Layers.AveragePooling2D layer) {
    List<AttributeProto> attributes = new ArrayList<>(poolWindow(node, layer.window()));
    attributes.add(Attributes.integer("count_include_pad", 0));
    return emit(output(node), "AveragePool", List.of(value(node)), attributes);
  }

  @Override
  public String globalAveragePooling2D(Node node, Layers.GlobalAveragePooling2D layer) {
    String operator = "GlobalAveragePool";
    if (layer.keepDimensions()) {
      return emit(output(node), operator, List.of(value(node)), List.of());
    }
    String map = emit(inner(node, "map"), operator, List.of(value(node)), List.of());
    return emit(output(node), "Flatten", List.of(map), List.of());
  }

  @Override
  public String zeroPadding2D(Node node, Layers.ZeroPadding2D layer) {
    Pads pads = layer.pads();
    String ends =
        constants.integers(0, 0, pads.top(), pads.left(), 0, 0, pads.bottom(), pads.right());
    return emit(output(node), "Pad", List.of(value(node), ends), List.of());
  }

  @Override
  public String cropping2D(Node node, Layers.Cropping2D layer) {
    Pads pads = layer.pads();
    Shape shape = node.output();
    return emit(
        output(node),
        "Slice",
        List.of(
            value(node),
            constants.integers(pads.top(), pads.left()),
            constants.integers(pads.top() + shape.height(), pads.left() + shape.width()),
            constants.integers(2, 3)),
        List.of());
  }

  @Override
  public String concatenate(Node node, Layers.Concatenate layer) {
    return emit(output(node), "Concat", inputs(node), List.of(Attributes.integer("axis", 1)));
  }

  @Override
  public String add(Node node, Layers.Add layer) {
    // Sum takes any number, but optimisers know Add.
    String operator = node.inputs().size() == 2 ? "Add" : "Sum";
    return emit(output(node), operator, inputs(node), List.of());
  }

  @Override
  public String multiply(Node node, Layers.Multiply layer) {
    List<String> inputs = inputs(node);
    String product = inputs.get(0);
    for (int i = 1; i < inputs.size(); i++) {
      String name = i == inputs.size() - 1 ? output(node) : inner(node, String.valueOf(i));
      product = emit(name, "Mul", List.of(product, inputs.get(i)), List.of());
    }
    return product;
  }

  @Override
  public String rescaling(Node node, Layers.Rescaling layer) {
    Precision computed = node.rescalesImages() ? Precision.FP32 : precision;
    boolean casts = computed != precision;
    String x = casts ? cast(value(node), computed, inner(node, "float")) : value(node);
    boolean moves = !layer.isScaleAlone();
    if (moves && layer.scale().stream().anyMatch(scale -> scale != 1)) {
      x = binary(node, "Mul", x, constant(node, layer.scale(), computed));
    }
    String rescaled =
        emit(
            casts ? inner(node, "rescaled") : output(node),
            moves ? "Add" : "Mul",
            List.of(x, constant(node, moves ? layer.offset() : layer.scale(), computed)),
            List.of());
    return casts ? cast(rescaled, precision, output(node)) : rescaled;
  }

  /** Constants, one for all or each channel's. */
  private String constant(Node node, List<Double> values, Precision stored) {
    if (values.size() == 1) {
      return constants.number(values.get(0), stored);
    }
    return isMap(node) ? constants.ofChannels(values, stored) : constants.numbers(values, stored);
  }

  private String number(double value) {
    return constants.number(value, precision);
  }

  private String numbers(int count, double value) {
    return constants.numbers(nCopies(count, value), precision);
  }

  @Override
  public String layerNormalization(Node node, Layers.LayerNormalization layer) {
    String input = lastValue(node);
    channelsLast.add(node);
    return emit(
        output(node),
        "LayerNormalization",
        List.of(input, vector(node, TensorRole.GAMMA), vector(node, TensorRole.BETA)),
        List.of(Attributes.integer("axis", -1), Attributes.number("epsilon", layer.epsilon())));
  }

  @Override
  public String layerScale(Node node, Layers.LayerScale layer) {
    String input = lastValue(node);
    channelsLast.add(node);
    return emit(
        output(node), "Mul", List.of(input, vector(node, TensorRole.LAYER_SCALE)), List.of());
  }

  @Override
  public String flatten(Node node, Layers.Flatten layer) {
    String map = channelsLast(value(node), inner(node, "rows_columns_channels"));
    return emit(output(node), "Flatten", List.of(map), List.of());
  }

  @Override
  public String reshape(Node node, Layers.Reshape layer) {
    return emit(
        output(node), "Unsqueeze", List.of(value(node), constants.integers(2, 3)), List.of());
  }

  private String convolution(List<String> inputs, Window window, Node node, int groups) {
    List<AttributeProto> attributes = new ArrayList<>(window(node, window));
    attributes.add(Attributes.integer("group", groups));
    return emit(output(node), "Conv", inputs, attributes);
  }

  /**
   * ONNX Runtime (up to 1.30) merges zero padding into a pool that states its pads, though a pool
   * ignores its own padding; it leaves one alone that is said to have none.
   */
  private static List<AttributeProto> poolWindow(Node node, Window window) {
    return window.pads(node.input().output()).none() && zerosCount(node)
        ? Attributes.validWindow(window)
        : window(node, window);
  }

  /** True when a pool reads added zeros, unless they are the least of the values it takes. */
  private static boolean zerosCount(Node pool) {
    Node padding = pool.input();
    return padding.layer() instanceof Layers.ZeroPadding2D
        && !(pool.layer() instanceof Layers.MaxPooling2D && padding.input().isNonNegative());
  }

  private static List<AttributeProto> window(Node node, Window window) {
    return Attributes.window(window, window.pads(node.input().output()));
  }

  /** Adds a node and returns the name of its value. */
  private String emit(
      String output, String operator, List<String> inputs, List<AttributeProto> attributes) {
    nodes.add(
        NodeProto.newBuilder()
            .setName(output)
            .setOpType(operator)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(attributes)
            .build());
    return output;
  }

  private String output(Node node) {
    if (node == graph.output() && precision == Precision.FP32 && !isMap(node)) {
      return modelOutput;
    }
    // MobileNetV3 has a layer called logits
    return node.name().equals(modelOutput) ? inner(node, "layer") : node.name();
  }

  private static boolean isMap(Node node) {
    return node.output().rank() == 3;
  }

  private String channelsLast(String map, String output) {
    return emit(
        output, "Transpose", List.of(map), List.of(Attributes.integers("perm", 0, 2, 3, 1)));
  }

  private String cast(String value, Precision to, String output) {
    return emit(
        output,
        "Cast",
        List.of(value),
        List.of(Attributes.integer("to", ElementType.of(to).getNumber())));
  }

  private static String inner(Node node, String word) {
    return node.name() + "/" + word;
  }

  /** The input's value; of a map with channels before rows. */
  private String value(Node node) {
    return firstValue(node.input());
  }

  private String firstValue(Node node) {
    if (!channelsLast.contains(node) || !isMap(node)) {
      return values.get(node);
    }
    return channelsFirst.computeIfAbsent(
        node,
        map ->
            emit(
                inner(map, "channels_first"),
                "Transpose",
                List.of(values.get(map)),
                List.of(Attributes.integers("perm", 0, 3, 1, 2))));
  }

  /** The input's value with channels as its last dimension. */
  private String lastValue(Node node) {
    Node input = node.input();
    return channelsLast.contains(input) || !isMap(input)
        ? values.get(input)
        : channelsLast(values.get(input), inner(node, "channels_last"));
  }

  /** The input's value for an element-wise layer, whose value then has channels where it has. */
  private String asItLies(Node node) {
    if (channelsLast.contains(node.input())) {
      channelsLast.add(node);
    }
    return values.get(node.input());
  }

  private List<String> inputs(Node node) {
    return node.inputs().stream().map(this::firstValue).toList();
  }

  private List<String> withBias(Node node, boolean bias, String input, String kernel) {
    return bias ? List.of(input, kernel, vector(node, TensorRole.BIAS)) : List.of(input, kernel);
  }

  private String depthwiseKernel(Node node) {
    return add(
        Initializer.depthwiseKernel(graph.tensor(node, TensorRole.DEPTHWISE_KERNEL), precision));
  }

  private String vector(Node node, TensorRole role) {
    return add(Initializer.asItLies(graph.tensor(node, role), precision));
  }

  private String add(Initializer weight) {
    weights.add(weight);
    return weight.name();
  }
}
