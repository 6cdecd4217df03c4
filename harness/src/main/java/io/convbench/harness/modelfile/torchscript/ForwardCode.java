package io.convbench.harness.modelfile.torchscript;

import io.convbench.harness.modelfile.Precision;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.Layers;
import io.convbench.suites.graph.Layers.PrimitiveVisitor;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Pads;
import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.WeightTensor;
import io.convbench.suites.graph.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The body of {@code forward} in TorchScript, and the tensor attributes that it reads. Maps are (N,
 * channels, rows, columns) in channels-last memory, so that the NHWC image and Keras's flatten
 * order need no copy. Element-wise layers work in place where nothing reads their input later,
 * which a backward pass may.
 */
final class ForwardCode implements PrimitiveVisitor<String> {

  private static final String NO_BIAS = "None";

  private final Graph graph;
  private final Precision precision;
  private final ModuleUse use;
  private final Map<Node, String> names = new HashMap<>();
  private final Set<Node> scaledAddends = new HashSet<>();
  private final Map<Node, Node> lastReaders = new HashMap<>();
  private final Set<Node> viewed = new HashSet<>();
  private final List<String> lines = new ArrayList<>();
  private final List<Attribute> attributes = new ArrayList<>();

  ForwardCode(Graph graph, Precision precision, ModuleUse use) {
    this.graph = graph;
    this.precision = precision;
    this.use = use;
    for (Node node : graph.nodes()) {
      scaledAddend(node).ifPresent(scaledAddends::add);
    }
    graph.nodes().forEach(this::read);
    for (Node node : graph.nodes()) {
      names.put(
          node, scaledAddends.contains(node) ? names.get(node.input()) : assign(node.accept(this)));
    }
  }

  private void read(Node node) {
    for (Node input : node.inputs()) {
      lastReaders.put(input, node);
      if (scaledAddends.contains(input)) {
        lastReaders.put(input.input(), node);
      }
      if (node.layer().isView()) {
        viewed.add(input);
      }
    }
  }

  /** Statements without indentation; the last one returns the output, a map as NHWC. */
  List<String> lines() {
    List<String> all = new ArrayList<>(lines);
    String output = names.get(graph.output());
    if (isMap(graph.output())) {
      output = "torch.contiguous(%s)".formatted(channelsLast(output));
    }
    all.add("return " + cast(output, Precision.FP32));
    return all;
  }

  /** Attributes in order of their use. */
  List<Attribute> attributes() {
    return List.copyOf(attributes);
  }

  @Override
  public String input(Node node, Layers.Input layer) {
    return channelsFirst(cast("images", precision));
  }

  @Override
  public String conv2D(Node node, Layers.Conv2D layer) {
    String kernel = add(Attribute.kernel(graph.tensor(node, TensorRole.KERNEL)));
    return convolution(node, kernel, bias(node, layer.bias()), layer.window(), layer.groups());
  }

  @Override
  public String depthwiseConv2D(Node node, Layers.DepthwiseConv2D layer) {
    String kernel = add(Attribute.depthwiseKernel(graph.tensor(node, TensorRole.DEPTHWISE_KERNEL)));
    int groups = node.input().output().channels();
    return convolution(node, kernel, bias(node, layer.bias()), layer.window(), groups);
  }

  @Override
  public String dense(Node node, Layers.Dense layer) {
    String kernel = add(Attribute.denseKernel(graph.tensor(node, TensorRole.KERNEL)));
    return overChannels(
        node, x -> "torch.linear(%s, %s, %s)".formatted(x, kernel, bias(node, layer.bias())));
  }

  @Override
  public String batchNormalization(Node node, Layers.BatchNormalization layer) {
    String gamma = layer.scale() ? vector(node, TensorRole.GAMMA) : "None";
    return String.format(
        Locale.ROOT,
        "torch.batch_norm(%s, %s, %s, %s, %s, %s, %s, %s, True)",
        names.get(node.input()),
        gamma,
        layer.centre() ? vector(node, TensorRole.BETA) : "None",
        vector(node, TensorRole.MOVING_MEAN),
        vector(node, TensorRole.MOVING_VARIANCE),
        use.fromBatches(),
        use.statisticsMomentum(),
        layer.epsilon());
  }

  /**
   * Of the map as (N, rows x columns, channels), which is how it lies in memory, the mean of the
   * squares of neighbours; in float32, since squares pass the range of fp16.
   */
  @Override
  public String localResponseNormalization(Node node, Layers.LocalResponseNormalization layer) {
    String map = channelsLast(names.get(node.input()));
    Shape shape = node.output();
    String x = assign(cast(map, Precision.FP32));
    String rows =
        assign(
            "torch.reshape(torch.mul(%s, %s), [-1, %s, %s])"
                .formatted(x, x, shape.height() * shape.width(), shape.channels()));
    String means =
        assign(
            "torch.avg_pool1d(%s, [%s], [1], [%s], False, True)"
                .formatted(rows, layer.size(), layer.size() / 2));
    String divisor =
        assign(
            String.format(
                Locale.ROOT,
                "torch.pow(torch.add(torch.mul(%s, %s), %s), %s)",
                means,
                layer.alpha(),
                layer.k(),
                layer.beta()));
    String normalised =
        assign(
            "torch.div(%s, torch.reshape(%s, [-1, %s, %s, %s]))"
                .formatted(x, divisor, shape.height(), shape.width(), shape.channels()));
    return channelsFirst(cast(normalised, precision));
  }

  @Override
  public String activation(Node node, Layers.Activation layer) {
    String suffix = inPlace(node.input(), node) ? "_" : "";
    String input = names.get(node.input());
    return switch (layer.function()) {
      case RELU -> "torch.relu%s(%s)".formatted(suffix, input);
      case RELU6 -> "torch.hardtanh%s(%s, 0., 6.)".formatted(suffix, input);
      case SWISH -> "torch.silu%s(%s)".formatted(suffix, input);
      case HARD_SWISH -> "torch.hardswish%s(%s)".formatted(suffix, input);
      case SIGMOID -> "torch.sigmoid%s(%s)".formatted(suffix, input);
      case GELU -> "torch.gelu%s(%s)".formatted(suffix, input);
      case LINEAR -> input;
    };
  }

  @Override
  public String maxPooling2D(Node node, Layers.MaxPooling2D layer) {
    Window window = layer.window();
    Pads pads = window.pads(node.input().output());
    String input = names.get(node.input());
    if (!pads.symmetric()) {
      // A padding that never wins.
      input = assign(pad(input, pads, "-" + precision.largest()));
      pads = Pads.NONE;
    }
    return "torch.max_pool2d(%s, %s, %s, %s, [1, 1], False)"
        .formatted(input, kernelSize(window), strides(window.stride()), padding(pads));
  }

  @Override
  public String averagePooling2D(Node node, Layers.AveragePooling2D layer) {
    Window window = layer.window();
    Pads pads = window.pads(node.input().output());
    if (!pads.symmetric()) {
      throw new UnsupportedOperationException(
          node.name() + ": PyTorch cannot leave an asymmetric border out of an average");
    }
    return "torch.avg_pool2d(%s, %s, %s, %s, False, False)"
        .formatted(
            names.get(node.input()), kernelSize(window), strides(window.stride()), padding(pads));
  }

  @Override
  public String globalAveragePooling2D(Node node, Layers.GlobalAveragePooling2D layer) {
    return "torch.mean(%s, [2, 3], %s)"
        .formatted(names.get(node.input()), layer.keepDimensions() ? "True" : "False");
  }

  @Override
  public String zeroPadding2D(Node node, Layers.ZeroPadding2D layer) {
    return pad(names.get(node.input()), layer.pads(), "0.");
  }

  @Override
  public String cropping2D(Node node, Layers.Cropping2D layer) {
    Pads pads = layer.pads();
    String rows =
        assign(slice(names.get(node.input()), 2, pads.top(), pads.top() + node.output().height()));
    return slice(rows, 3, pads.left(), pads.left() + node.output().width());
  }

  @Override
  public String concatenate(Node node, Layers.Concatenate layer) {
    return "torch.cat([%s], 1)"
        .formatted(node.inputs().stream().map(names::get).collect(Collectors.joining(", ")));
  }

  @Override
  public String add(Node node, Layers.Add layer) {
    String sum = names.get(node.inputs().get(0));
    Optional<Node> scaled = scaledAddend(node);
    String alpha =
        scaled
            .map(scale -> ", alpha=" + ((Layers.Rescaling) scale.layer()).scale().get(0))
            .orElse("");
    boolean own = inPlace(node.inputs().get(0), node) && distinct(node);
    for (int i = 1; i < node.inputs().size(); i++) {
      String call =
          "torch.add%s(%s, %s%s)"
              .formatted(own ? "_" : "", sum, names.get(node.inputs().get(i)), alpha);
      if (i == node.inputs().size() - 1) {
        return call;
      }
      sum = assign(call);
      own = use.isInPlace();
    }
    throw new IllegalStateException(node.name() + " adds a single input");
  }

  @Override
  public String multiply(Node node, Layers.Multiply layer) {
    String product = names.get(node.inputs().get(0));
    boolean own = inPlace(node.inputs().get(0), node) && distinct(node);
    for (Node factor : node.inputs().subList(1, node.inputs().size() - 1)) {
      product = assign(product(own, product, names.get(factor)));
      own = use.isInPlace();
    }
    return product(own, product, names.get(node.inputs().get(node.inputs().size() - 1)));
  }

  private static String product(boolean own, String a, Object b) {
    return String.format(Locale.ROOT, "torch.mul%s(%s, %s)", own ? "_" : "", a, b);
  }

  /** Numbers in the code are float32 in any precision, and so are the constants of channels. */
  @Override
  public String rescaling(Node node, Layers.Rescaling layer) {
    String input = names.get(node.input());
    if (layer.isUniform()) {
      double scale = layer.scale().get(0);
      // offset - (-scale) x, in one pass
      return layer.isScaleAlone()
          ? product(inPlace(node.input(), node), input, scale)
          : String.format(
              Locale.ROOT, "torch.rsub(%s, %s, %s)", input, layer.offset().get(0), -scale);
    }
    String scale = add(Attribute.constants(node.name() + "/scale", layer.scale()));
    String x = cast(input, Precision.FP32);
    String rescaled =
        layer.isScaleAlone()
            ? product(inPlace(node.input(), node), x, scale)
            : "torch.addcmul(%s, %s, %s)"
                .formatted(
                    add(Attribute.constants(node.name() + "/offset", layer.offset())), x, scale);
    return cast(rescaled, precision);
  }

  @Override
  public String layerNormalization(Node node, Layers.LayerNormalization layer) {
    String gamma = vector(node, TensorRole.GAMMA);
    String beta = vector(node, TensorRole.BETA);
    return overChannels(
        node,
        x ->
            String.format(
                Locale.ROOT,
                "torch.layer_norm(%s, [%s], %s, %s, %s, True)",
                x,
                node.output().channels(),
                gamma,
                beta,
                layer.epsilon()));
  }

  @Override
  public String layerScale(Node node, Layers.LayerScale layer) {
    WeightTensor factors = graph.tensor(node, TensorRole.LAYER_SCALE);
    String gamma = add(isMap(node) ? Attribute.ofChannels(factors) : Attribute.vector(factors));
    return product(inPlace(node.input(), node), names.get(node.input()), gamma);
  }

  @Override
  public String flatten(Node node, Layers.Flatten layer) {
    String nhwc = assign(channelsLast(names.get(node.input())));
    return "torch.reshape(%s, [-1, %s])".formatted(nhwc, node.output().channels());
  }

  @Override
  public String reshape(Node node, Layers.Reshape layer) {
    return "torch.reshape(%s, [-1, %s, 1, 1])"
        .formatted(names.get(node.input()), node.output().channels());
  }

  /** What works on the last dimension, applied to a node's channels; views alone move them. */
  private String overChannels(Node node, UnaryOperator<String> layer) {
    String input = names.get(node.input());
    return isMap(node)
        ? channelsFirst(assign(layer.apply(assign(channelsLast(input)))))
        : layer.apply(input);
  }

  private static boolean isMap(Node node) {
    return node.output().rank() == 3;
  }

  /** A value in another precision than the module's; float32 modules cast nothing. */
  private String cast(String value, Precision to) {
    return precision == Precision.FP32
        ? value
        : "torch.to(%s, %s)".formatted(value, StorageType.of(to).scalarType());
  }

  private String convolution(Node node, String kernel, String bias, Window window, int groups) {
    Pads pads = window.pads(node.input().output());
    String source = names.get(node.input());
    if (!pads.symmetric()) {
      source = assign(pad(source, pads, "0."));
      pads = Pads.NONE;
    }
    return "torch.conv2d(%s, %s, %s, %s, %s, [1, 1], %s)"
        .formatted(source, kernel, bias, strides(window.stride()), padding(pads), groups);
  }

  private static String channelsLast(String map) {
    return "torch.permute(%s, [0, 2, 3, 1])".formatted(map);
  }

  private static String channelsFirst(String map) {
    return "torch.permute(%s, [0, 3, 1, 2])".formatted(map);
  }

  private static String pad(String input, Pads pads, String value) {
    return "torch.constant_pad_nd(%s, [%s, %s, %s, %s], %s)"
        .formatted(input, pads.left(), pads.right(), pads.top(), pads.bottom(), value);
  }

  private static String slice(String input, int dimension, int from, int to) {
    return "torch.slice(%s, %s, %s, %s, 1)".formatted(input, dimension, from, to);
  }

  private static String kernelSize(Window window) {
    return "[%s, %s]".formatted(window.height(), window.width());
  }

  private static String strides(int stride) {
    return "[%s, %s]".formatted(stride, stride);
  }

  private static String padding(Pads pads) {
    return "[%s, %s]".formatted(pads.top(), pads.left());
  }

  /** True when the node's output is memory of its own that nothing reads after this reader. */
  private boolean inPlace(Node node, Node reader) {
    return use.isInPlace()
        && !node.layer().isView()
        && !viewed.contains(node)
        && lastReaders.get(node) == reader;
  }

  /** The second input of a sum of two that scales for it alone: PyTorch adds it in one pass. */
  private Optional<Node> scaledAddend(Node sum) {
    return Optional.of(sum)
        .filter(node -> node.layer() instanceof Layers.Add && node.inputs().size() == 2)
        .map(node -> node.inputs().get(1))
        .filter(addend -> isFactor(addend) && graph.readers(addend) == 1);
  }

  private static boolean isFactor(Node node) {
    return node.layer() instanceof Layers.Rescaling scale
        && scale.isUniform()
        && scale.isScaleAlone();
  }

  private static boolean distinct(Node node) {
    return node.inputs().stream().distinct().count() == node.inputs().size();
  }

  private String bias(Node node, boolean present) {
    return present ? vector(node, TensorRole.BIAS) : NO_BIAS;
  }

  private String vector(Node node, TensorRole role) {
    return add(Attribute.vector(graph.tensor(node, role)));
  }

  private String add(Attribute attribute) {
    if (attributes.stream().anyMatch(other -> other.name().equals(attribute.name()))) {
      throw new IllegalStateException("two weights are called " + attribute.name());
    }
    attributes.add(attribute);
    return "self." + attribute.name();
  }

  private String assign(String value) {
    String name = "x" + lines.size();
    lines.add(name + " = " + value);
    return name;
  }
}
