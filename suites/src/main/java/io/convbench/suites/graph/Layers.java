package io.convbench.suites.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The kinds of layers, named as in Keras; every one is inference only (no dropout, no training).
 */
public final class Layers {

  /** A layer that engines compute as it is. */
  public sealed interface Primitive extends Layer {

    /** What it does, by which figures are summed. */
    LayerKind kind();

    /** Calls the visitor's method for this kind. */
    <R> R accept(PrimitiveVisitor<R> visitor, Node node);
  }

  /** A layer that is computed as several {@link Primitive primitives}. */
  public sealed interface Composite extends Layer {

    /**
     * Adds the primitives, inputs before their readers; the last one computes the layer's output.
     *
     * @param parts takes them, and has the inputs
     */
    void lower(Parts parts);
  }

  /**
   * One method per kind of primitive, so that a new one fails to compile until every engine's
   * writer handles it; the node gives inputs, shapes and name.
   *
   * @param <R> what the visitor makes of a node
   */
  public interface PrimitiveVisitor<R> {

    R input(Node node, Input layer);

    R conv2D(Node node, Conv2D layer);

    R depthwiseConv2D(Node node, DepthwiseConv2D layer);

    R dense(Node node, Dense layer);

    R batchNormalization(Node node, BatchNormalization layer);

    R localResponseNormalization(Node node, LocalResponseNormalization layer);

    R activation(Node node, Activation layer);

    R maxPooling2D(Node node, MaxPooling2D layer);

    R averagePooling2D(Node node, AveragePooling2D layer);

    R globalAveragePooling2D(Node node, GlobalAveragePooling2D layer);

    R zeroPadding2D(Node node, ZeroPadding2D layer);

    R cropping2D(Node node, Cropping2D layer);

    R concatenate(Node node, Concatenate layer);

    R add(Node node, Add layer);

    R multiply(Node node, Multiply layer);

    R rescaling(Node node, Rescaling layer);

    R layerNormalization(Node node, LayerNormalization layer);

    R layerScale(Node node, LayerScale layer);

    R flatten(Node node, Flatten layer);

    R reshape(Node node, Reshape layer);
  }

  private Layers() {}

  /** The image, after the architecture's preprocessing. */
  public record Input(Shape shape) implements Primitive {
    @Override
    public String kerasClass() {
      return "InputLayer";
    }

    @Override
    public Shape output(List<Shape> inputs) {
      return shape;
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return false;
    }

    @Override
    public boolean isView() {
      return true;
    }

    @Override
    public LayerKind kind() {
      return LayerKind.OTHER;
    }

    @Override
    public <R> R accept(PrimitiveVisitor<R> visitor, Node node) {
      return visitor.input(node, this);
    }
  }

  /**
   * Cross-correlation; with groups, each group of filters reads its own equal share of the input
   * channels (Krizhevsky, Sutskever and Hinton 2012, section 3.5).
   */
  public record Conv2D(int filters, Window window, int groups, boolean bias) implements Primitive {

    /**
     * @throws IllegalArgumentException when the filters cannot be shared out equally
     */
    public Conv2D {
      if (groups < 1 || filters % groups != 0) {
        throw new IllegalArgumentException(
            "%s filters in %s groups: each group needs as many".formatted(filters, groups));
      }
    }

    /** One group. */
    public Conv2D(int filters, Window window, boolean bias) {
      this(filters, window, 1, bias);
    }

    @Override
    public Shape output(List<Shape> inputs) {
      if (only(inputs).channels() % groups != 0) {
        throw new IllegalArgumentException(
            "%s cannot be divided into %s groups".formatted(only(inputs), groups));
      }
      return window.slide(only(inputs), filters);
    }

    @Override
    public List<TensorSpec> tensors(List<Shape> inputs) {
      int channels = only(inputs).channels() / groups;
      return andBias(
          bias,
          filters,
          new TensorSpec(
              TensorRole.KERNEL, Shape.of(window.height(), window.width(), channels, filters)));
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return false;
    }

    @Override
    public Optional<Layer> withBias() {
      return Optional.of(new Conv2D(filters, window, groups, true));
    }

    @Override
    public String keras1Name() {
      return "convolution2d";
    }

    @Override
    public LayerKind kind() {
      if (groups > 1 && groups == filters) {
        return LayerKind.DEPTHWISE;
      }
      return window.height() == 1 && window.width() == 1
          ? LayerKind.POINTWISE
          : LayerKind.CONVOLUTION;
    }

    @Override
    public <R> R accept(PrimitiveVisitor<R> visitor, Node node) {
      return visitor.conv2D(node, this);
    }
  }

  /** One filter per input channel (multiplier 1). */
  public record DepthwiseConv2D(Window window, boolean bias) implements Primitive {
    @Override
    public Shape output(List<Shape> inputs) {
      return window.slide(only(inputs), only(inputs).channels());
    }

    @Override
    public List<TensorSpec> tensors(List<Shape> inputs) {
      int channels = only(inputs).channels();
      return andBias(bias, channels, depthwiseKernel(window, channels));
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return false;
    }

    @Override
    public Optional<Layer> withBias() {
      return Optional.of(new DepthwiseConv2D(window, true));
    }

    @Override
    public LayerKind kind() {
      return LayerKind.DEPTHWISE;
    }

    @Override
    public <R> R accept(PrimitiveVisitor<R> visitor, Node node) {
      return visitor.depthwiseConv2D(node, this);
    }
  }

  /** Depthwise convolution, then directly a 1x1 convolution; the bias comes at the end. */
  public record SeparableConv2D(int filters, Window window, boolean bias) implements Composite {
    @Override
    public Shape output(List<Shape> inputs) {
      return window.slide(only(inputs), filters);
    }

    @Override
    public List<TensorSpec> tensors(List<Shape> inputs) {
      int channels = only(inputs).channels();
      return andBias(
          bias,
          filters,
          depthwiseKernel(window, channels),
          new TensorSpec(TensorRole.POINTWISE_KERNEL, Shape.of(1, 1, channels, filters)));
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return false;
    }

    @Override
    public Optional<Layer> withBias() {
      return Optional.of(new SeparableConv2D(filters, window, true));
    }

    @Override
    public String keras1Name() {
      return "separableconvolution2d";
    }

    @Override
    public void lower(Parts parts) {
      Node depthwise =
          parts.inner(
              "depthwise",
              new DepthwiseConv2D(window, false),
              List.of(TensorRole.DEPTHWISE_KERNEL),
              parts.input(0));
      parts.last(
          "pointwise",
          new Conv2D(filters, Window.valid(1), bias),
          bias
              ? List.of(TensorRole.POINTWISE_KERNEL, TensorRole.BIAS)
              : List.of(TensorRole.POINTWISE_KERNEL),
          depthwise);
    }
  }

  /** y = x W + b over a vector, or over the channels of a map at each place. */
  public record Dense(int units, boolean bias) implements Primitive {
    @Override
    public Shape output(List<Shape> inputs) {
      Shape in = only(inputs);
      return in.rank() == 1 ? Shape.of(units) : Shape.of(in.height(), in.width(), units);
    }

    @Override
    public List<TensorSpec> tensors(List<Shape> inputs) {
      return andBias(
          bias, units, new TensorSpec(TensorRole.KERNEL, Shape.of(only(inputs).channels(), units)));
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return false;
    }

    @Override
    public Optional<Layer> withBias() {
      return Optional.of(new Dense(units, true));
    }

    @Override
    public LayerKind kind() {
      return LayerKind.DENSE;
    }

    @Override
    public <R> R accept(PrimitiveVisitor<R> visitor, Node node) {
      return visitor.dense(node, this);
    }
  }

  /**
   * y = gamma (x - mean) / sqrt(variance + epsilon) + beta, per channel; gamma is 1 and has no
   * tensor where {@code scale} is false, beta is 0 and has none where {@code centre} is false.
   */
  public record BatchNormalization(double epsilon, boolean scale, boolean centre)
      implements Primitive {

    /** With beta. */
    public BatchNormalization(double epsilon, boolean scale) {
      this(epsilon, scale, true);
    }

    @Override
    public Shape output(List<Shape> inputs) {
      return only(inputs);
    }

    @Override
    public List<TensorSpec> tensors(List<Shape> inputs) {
      Shape channels = Shape.of(only(inputs).channels());
      List<TensorSpec> tensors = new ArrayList<>();
      if (scale) {
        tensors.add(new TensorSpec(TensorRole.GAMMA, channels));
      }
      if (centre) {
        tensors.add(new TensorSpec(TensorRole.BETA, channels));
      }
      tensors.add(new TensorSpec(TensorRole.MOVING_MEAN, channels));
      tensors.add(new TensorSpec(TensorRole.MOVING_VARIANCE, channels));
      return List.copyOf(tensors);
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return false;
    }

    @Override
    public LayerKind kind() {
      return LayerKind.NORMALISATION;
    }

    @Override
    public <R> R accept(PrimitiveVisitor<R> visitor, Node node) {
      return visitor.batchNormalization(node, this);
    }
  }

  /**
   * y = x / (k + alpha / size * sum of x^2)^beta, the sum over {@code size} channels around each
   * one, as far as there are any (Krizhevsky, Sutskever and Hinton 2012, section 3.3, with Caffe's
   * division by the size).
   */
  public record LocalResponseNormalization(int size, double alpha, double beta, double k)
      implements Primitive {

    /**
     * @throws IllegalArgumentException when there are not as many channels before one as behind it
     */
    public LocalResponseNormalization {
      if (size < 1 || size % 2 == 0) {
        throw new IllegalArgumentException(
            "a normalisation over %s channels: an odd number expected".formatted(size));
      }
    }

    @Override
    public Shape output(List<Shape> inputs) {
      requireRank(3, only(inputs), "LocalResponseNormalization");
      return only(inputs);
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return inputsAreNonNegative;
    }

    @Override
    public LayerKind kind() {
      return LayerKind.NORMALISATION;
    }

    @Override
    public <R> R accept(PrimitiveVisitor<R> visitor, Node node) {
      return visitor.localResponseNormalization(node, this);
    }
  }

  /**
   * An element-wise function.
   *
   * @param kerasClass Keras has classes of their own for some, beside {@code Activation}
   */
  public record Activation(ActivationFunction function, String kerasClass) implements Primitive {

    /** Of Keras's class {@code Activation}. */
    public Activation(ActivationFunction function) {
      this(function, "Activation");
    }

    /** Of Keras's class {@code ReLU}. */
    public static Activation reLU(ActivationFunction function) {
      return new Activation(function, "ReLU");
    }

    @Override
    public boolean isView() {
      return function == ActivationFunction.LINEAR;
    }

    @Override
    public Shape output(List<Shape> inputs) {
      return only(inputs);
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return function.isNonNegative()
          || (function == ActivationFunction.LINEAR && inputsAreNonNegative);
    }

    @Override
    public LayerKind kind() {
      return LayerKind.ACTIVATION;
    }

    @Override
    public <R> R accept(PrimitiveVisitor<R> visitor, Node node) {
      return visitor.activation(node, this);
    }
  }

  /** A layer and a function of what it computes: Keras's argument {@code activation}. */
  public record Activated(Primitive layer, ActivationFunction function) implements Composite {
    @Override
    public String kerasClass() {
      return layer.kerasClass();
    }

    @Override
    public String keras1Name() {
      return layer.keras1Name();
    }

    @Override
    public Shape output(List<Shape> inputs) {
      return layer.output(inputs);
    }

    @Override
    public List<TensorSpec> tensors(List<Shape> inputs) {
      return layer.tensors(inputs);
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return function.isNonNegative();
    }

    @Override
    public void lower(Parts parts) {
      Node input = parts.input(0);
      Node linear = parts.linear(layer, roles(layer, input), input);
      parts.last("activation", new Activation(function), List.of(), linear);
    }
  }

  /** Maximum over the window; cells outside the input are ignored. */
  public record MaxPooling2D(Window window) implements Primitive {
    @Override
    public Shape output(List<Shape> inputs) {
      return window.slide(only(inputs), only(inputs).channels());
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return inputsAreNonNegative;
    }

    @Override
    public LayerKind kind() {
      return LayerKind.POOLING;
    }

    @Override
    public <R> R accept(PrimitiveVisitor<R> visitor, Node node) {
      return visitor.maxPooling2D(node, this);
    }
  }

  /** Mean over the window; cells outside the input are not counted. */
  public record AveragePooling2D(Window window) implements Primitive {
    @Override
    public Shape output(List<Shape> inputs) {
      return window.slide(only(inputs), only(inputs).channels());
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return inputsAreNonNegative;
    }

    @Override
    public LayerKind kind() {
      return LayerKind.POOLING;
    }

    @Override
    public <R> R accept(PrimitiveVisitor<R> visitor, Node node) {
      return visitor.averagePooling2D(node, this);
    }
  }

  /** Mean over rows and columns, as a vector or, with {@code keepDimensions}, as a 1x1 map. */
  public record GlobalAveragePooling2D(boolean keepDimensions) implements Primitive {
    @Override
    public Shape output(List<Shape> inputs) {
      requireRank(3, only(inputs), "GlobalAveragePooling2D");
      int channels = only(inputs).channels();
      return keepDimensions ? Shape.of(1, 1, channels) : Shape.of(channels);
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return inputsAreNonNegative;
    }

    @Override
    public LayerKind kind() {
      return LayerKind.POOLING;
    }

    @Override
    public <R> R accept(PrimitiveVisitor<R> visitor, Node node) {
      return visitor.globalAveragePooling2D(node, this);
    }
  }

  /** Maximum over rows and columns, as a vector. */
  public record GlobalMaxPooling2D() implements Composite {
    @Override
    public Shape output(List<Shape> inputs) {
      requireRank(3, only(inputs), "GlobalMaxPooling2D");
      return Shape.of(only(inputs).channels());
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return inputsAreNonNegative;
    }

    @Override
    public void lower(Parts parts) {
      Node map = parts.input(0);
      Window whole = new Window(map.output().height(), map.output().width(), 1, Padding.VALID);
      Node maximum = parts.inner("maximum", new MaxPooling2D(whole), List.of(), map);
      parts.last("flatten", new Flatten(), List.of(), maximum);
    }
  }

  /** Zeros around the map; unlike a window's own padding they count in a pooling that follows. */
  public record ZeroPadding2D(Pads pads) implements Primitive {
    @Override
    public Shape output(List<Shape> inputs) {
      Shape in = only(inputs);
      return Shape.of(
          in.height() + pads.top() + pads.bottom(),
          in.width() + pads.left() + pads.right(),
          in.channels());
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return inputsAreNonNegative;
    }

    @Override
    public LayerKind kind() {
      return LayerKind.OTHER;
    }

    @Override
    public <R> R accept(PrimitiveVisitor<R> visitor, Node node) {
      return visitor.zeroPadding2D(node, this);
    }
  }

  /** Cuts cells from the sides of the map. */
  public record Cropping2D(Pads pads) implements Primitive {
    @Override
    public Shape output(List<Shape> inputs) {
      Shape in = only(inputs);
      return Shape.of(
          in.height() - pads.top() - pads.bottom(),
          in.width() - pads.left() - pads.right(),
          in.channels());
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return inputsAreNonNegative;
    }

    @Override
    public boolean isView() {
      return true;
    }

    @Override
    public LayerKind kind() {
      return LayerKind.OTHER;
    }

    @Override
    public <R> R accept(PrimitiveVisitor<R> visitor, Node node) {
      return visitor.cropping2D(node, this);
    }
  }

  /** Joins maps along the channels, in input order. */
  public record Concatenate() implements Primitive {
    @Override
    public Shape output(List<Shape> inputs) {
      Shape first = inputs.get(0);
      int channels = 0;
      for (Shape in : inputs) {
        if (in.height() != first.height() || in.width() != first.width()) {
          throw new IllegalArgumentException("cannot concatenate " + inputs);
        }
        channels += in.channels();
      }
      return Shape.of(first.height(), first.width(), channels);
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return inputsAreNonNegative;
    }

    @Override
    public LayerKind kind() {
      return LayerKind.JOIN;
    }

    @Override
    public <R> R accept(PrimitiveVisitor<R> visitor, Node node) {
      return visitor.concatenate(node, this);
    }
  }

  /** Element-wise sum. */
  public record Add() implements Primitive {
    @Override
    public Shape output(List<Shape> inputs) {
      return allEqual(inputs);
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return inputsAreNonNegative;
    }

    @Override
    public LayerKind kind() {
      return LayerKind.JOIN;
    }

    @Override
    public <R> R accept(PrimitiveVisitor<R> visitor, Node node) {
      return visitor.add(node, this);
    }
  }

  /** Element-wise product of a map and another, or of a map and a 1x1 map for all its places. */
  public record Multiply() implements Primitive {
    @Override
    public Shape output(List<Shape> inputs) {
      Shape first = inputs.get(0);
      for (Shape other : inputs.subList(1, inputs.size())) {
        if (!other.equals(first) && !other.equals(Shape.of(1, 1, first.channels()))) {
          throw new IllegalArgumentException("cannot multiply " + inputs);
        }
      }
      return first;
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return inputsAreNonNegative;
    }

    @Override
    public LayerKind kind() {
      return LayerKind.JOIN;
    }

    @Override
    public <R> R accept(PrimitiveVisitor<R> visitor, Node node) {
      return visitor.multiply(node, this);
    }
  }

  /**
   * y = scale x + offset with constants.
   *
   * @param scale one for all channels, or one for each
   * @param offset as many
   */
  public record Rescaling(List<Double> scale, List<Double> offset) implements Primitive {

    /**
     * @throws IllegalArgumentException when there are not as many offsets as scales
     */
    public Rescaling {
      scale = List.copyOf(scale);
      offset = List.copyOf(offset);
      if (scale.isEmpty() || scale.size() != offset.size()) {
        throw new IllegalArgumentException(
            "scales %s and offsets %s: as many expected".formatted(scale, offset));
      }
    }

    /** The same for all channels. */
    public Rescaling(double scale, double offset) {
      this(List.of(scale), List.of(offset));
    }

    /** Every value times one number. */
    public Rescaling(double scale) {
      this(scale, 0);
    }

    /** True when all channels have the same constants. */
    public boolean isUniform() {
      return scale.size() == 1;
    }

    /** True when no channel has an offset. */
    public boolean isScaleAlone() {
      return offset.stream().allMatch(value -> value == 0);
    }

    @Override
    public Shape output(List<Shape> inputs) {
      if (!isUniform() && only(inputs).channels() != scale.size()) {
        throw new IllegalArgumentException(
            "%s has not %s channels".formatted(only(inputs), scale.size()));
      }
      return only(inputs);
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return inputsAreNonNegative
          && Stream.concat(scale.stream(), offset.stream()).allMatch(value -> value >= 0);
    }

    @Override
    public LayerKind kind() {
      return LayerKind.NORMALISATION;
    }

    @Override
    public <R> R accept(PrimitiveVisitor<R> visitor, Node node) {
      return visitor.rescaling(node, this);
    }
  }

  /** y = (x - mean) / sqrt(variance) with constants, one for each channel. */
  public record FixedNormalization(List<Double> mean, List<Double> variance) implements Composite {

    public FixedNormalization {
      mean = List.copyOf(mean);
      variance = List.copyOf(variance);
    }

    @Override
    public String kerasClass() {
      return "Normalization";
    }

    @Override
    public Shape output(List<Shape> inputs) {
      return only(inputs);
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return false;
    }

    @Override
    public void lower(Parts parts) {
      List<Double> scale = variance.stream().map(value -> 1 / Math.sqrt(value)).toList();
      List<Double> offset =
          IntStream.range(0, mean.size()).mapToObj(c -> -mean.get(c) * scale.get(c)).toList();
      parts.last("affine", new Rescaling(scale, offset), List.of(), parts.input(0));
    }
  }

  /** y = (x - mean) / sqrt(variance) with mean and variance of a data set from the weights. */
  public record Normalization() implements Composite {

    /** Keras divides by 1e-7 at least. */
    public static final double EPSILON = 1e-14;

    @Override
    public Shape output(List<Shape> inputs) {
      return only(inputs);
    }

    @Override
    public List<TensorSpec> tensors(List<Shape> inputs) {
      Shape channels = Shape.of(only(inputs).channels());
      return List.of(
          new TensorSpec(TensorRole.MEAN, channels),
          new TensorSpec(TensorRole.VARIANCE, channels),
          new TensorSpec(TensorRole.COUNT, Shape.of()));
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return false;
    }

    @Override
    public void lower(Parts parts) {
      parts.last(
          "affine",
          new BatchNormalization(EPSILON, false, false),
          List.of(TensorRole.MEAN, TensorRole.VARIANCE),
          parts.input(0));
    }
  }

  /** y = gamma (x - mean) / sqrt(variance + epsilon) + beta, both over x's channels. */
  public record LayerNormalization(double epsilon) implements Primitive {
    @Override
    public Shape output(List<Shape> inputs) {
      return only(inputs);
    }

    @Override
    public List<TensorSpec> tensors(List<Shape> inputs) {
      Shape channels = Shape.of(only(inputs).channels());
      return List.of(
          new TensorSpec(TensorRole.GAMMA, channels), new TensorSpec(TensorRole.BETA, channels));
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return false;
    }

    @Override
    public LayerKind kind() {
      return LayerKind.NORMALISATION;
    }

    @Override
    public <R> R accept(PrimitiveVisitor<R> visitor, Node node) {
      return visitor.layerNormalization(node, this);
    }
  }

  /** Every channel times its trained factor (Touvron et al. 2021, arXiv:2103.17239). */
  public record LayerScale() implements Primitive {
    @Override
    public Shape output(List<Shape> inputs) {
      return only(inputs);
    }

    @Override
    public List<TensorSpec> tensors(List<Shape> inputs) {
      return List.of(new TensorSpec(TensorRole.LAYER_SCALE, Shape.of(only(inputs).channels())));
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return false;
    }

    @Override
    public LayerKind kind() {
      return LayerKind.NORMALISATION;
    }

    @Override
    public <R> R accept(PrimitiveVisitor<R> visitor, Node node) {
      return visitor.layerScale(node, this);
    }
  }

  /**
   * Layers behind each other that Keras's file has as one; no two have weights of the same role.
   */
  public record Sequential(List<Primitive> layers) implements Composite {

    public Sequential {
      layers = List.copyOf(layers);
    }

    @Override
    public Shape output(List<Shape> inputs) {
      Shape shape = only(inputs);
      for (Primitive layer : layers) {
        shape = layer.output(List.of(shape));
      }
      return shape;
    }

    @Override
    public List<TensorSpec> tensors(List<Shape> inputs) {
      List<TensorSpec> tensors = new ArrayList<>();
      Shape shape = only(inputs);
      for (Primitive layer : layers) {
        tensors.addAll(layer.tensors(List.of(shape)));
        shape = layer.output(List.of(shape));
      }
      return List.copyOf(tensors);
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      boolean nonNegative = inputsAreNonNegative;
      for (Primitive layer : layers) {
        nonNegative = layer.isNonNegative(nonNegative);
      }
      return nonNegative;
    }

    @Override
    public void lower(Parts parts) {
      Node x = parts.input(0);
      for (int i = 0; i < layers.size(); i++) {
        Primitive layer = layers.get(i);
        String word = AutomaticNames.kind(layer);
        List<TensorRole> roles = roles(layer, x);
        x =
            i == layers.size() - 1
                ? parts.last(word, layer, roles, x)
                : parts.inner(word, layer, roles, x);
      }
    }
  }

  /** What Keras's code writes as an operator, so that it is no layer of the model. */
  public record Operator(Primitive computes) implements Composite {
    @Override
    public boolean isKerasLayer() {
      return false;
    }

    @Override
    public String kerasClass() {
      return computes.kerasClass();
    }

    @Override
    public Shape output(List<Shape> inputs) {
      return computes.output(inputs);
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return computes.isNonNegative(inputsAreNonNegative);
    }

    @Override
    public void lower(Parts parts) {
      parts.last("operator", computes, List.of(), parts.inputs());
    }
  }

  /** First input + scale x second input: Keras's {@code CustomScaleLayer}. */
  public record ScaledAdd(double scale) implements Composite {
    @Override
    public String kerasClass() {
      return "CustomScaleLayer";
    }

    @Override
    public Shape output(List<Shape> inputs) {
      return allEqual(inputs);
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return inputsAreNonNegative && scale >= 0;
    }

    @Override
    public void lower(Parts parts) {
      Node scaled = parts.inner("scaled", new Rescaling(scale), List.of(), parts.input(1));
      parts.last("sum", new Add(), List.of(), parts.input(0), scaled);
    }
  }

  /** A map as one vector in rows, columns, channels order. */
  public record Flatten() implements Primitive {
    @Override
    public Shape output(List<Shape> inputs) {
      return Shape.of(Math.toIntExact(only(inputs).elements()));
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return inputsAreNonNegative;
    }

    @Override
    public boolean isView() {
      return true;
    }

    @Override
    public LayerKind kind() {
      return LayerKind.OTHER;
    }

    @Override
    public <R> R accept(PrimitiveVisitor<R> visitor, Node node) {
      return visitor.flatten(node, this);
    }
  }

  /** A vector as a map of one place. */
  public record Reshape() implements Primitive {
    @Override
    public Shape output(List<Shape> inputs) {
      requireRank(1, only(inputs), "Reshape");
      return Shape.of(1, 1, only(inputs).channels());
    }

    @Override
    public boolean isNonNegative(boolean inputsAreNonNegative) {
      return inputsAreNonNegative;
    }

    @Override
    public boolean isView() {
      return true;
    }

    @Override
    public LayerKind kind() {
      return LayerKind.OTHER;
    }

    @Override
    public <R> R accept(PrimitiveVisitor<R> visitor, Node node) {
      return visitor.reshape(node, this);
    }
  }

  private static List<TensorRole> roles(Primitive layer, Node input) {
    return layer.tensors(List.of(input.output())).stream().map(TensorSpec::role).toList();
  }

  private static Shape only(List<Shape> inputs) {
    if (inputs.size() != 1) {
      throw new IllegalArgumentException("one input expected, got " + inputs);
    }
    return inputs.get(0);
  }

  private static Shape allEqual(List<Shape> inputs) {
    if (inputs.size() < 2 || inputs.stream().distinct().count() != 1) {
      throw new IllegalArgumentException("two or more equal shapes expected, got " + inputs);
    }
    return inputs.get(0);
  }

  private static void requireRank(int rank, Shape shape, String layer) {
    if (shape.rank() != rank) {
      throw new IllegalArgumentException(
          "%s takes a shape of rank %s, got %s".formatted(layer, rank, shape));
    }
  }

  private static TensorSpec depthwiseKernel(Window window, int channels) {
    return new TensorSpec(
        TensorRole.DEPTHWISE_KERNEL, Shape.of(window.height(), window.width(), channels, 1));
  }

  private static List<TensorSpec> andBias(boolean bias, int channels, TensorSpec... kernels) {
    List<TensorSpec> tensors = new ArrayList<>(List.of(kernels));
    if (bias) {
      tensors.add(new TensorSpec(TensorRole.BIAS, Shape.of(channels)));
    }
    return List.copyOf(tensors);
  }
}
