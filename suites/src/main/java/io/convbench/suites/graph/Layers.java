package io.convbench.suites.graph;

import java.util.ArrayList;
import java.util.List;

/** The layer kinds, named as in Keras; every one is inference only (no dropout, no training). */
public final class Layers {

  private Layers() {}

  /** The image, after the architecture's preprocessing. */
  public record Input(Shape shape) implements Layer {
    @Override
    public String kerasClass() {
      return "InputLayer";
    }

    @Override
    public Shape output(List<Shape> inputs) {
      return shape;
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor, Node node) {
      return visitor.input(node, this);
    }
  }

  /** Cross-correlation over all input channels. */
  public record Conv2D(int filters, Window window, boolean bias) implements Layer {
    @Override
    public Shape output(List<Shape> inputs) {
      return window.slide(only(inputs), filters);
    }

    @Override
    public List<TensorSpec> tensors(List<Shape> inputs) {
      int channels = only(inputs).channels();
      return withBias(
          bias,
          filters,
          new TensorSpec(
              TensorRole.KERNEL, Shape.of(window.height(), window.width(), channels, filters)));
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor, Node node) {
      return visitor.conv2D(node, this);
    }
  }

  /** One filter per input channel (multiplier 1). */
  public record DepthwiseConv2D(Window window, boolean bias) implements Layer {
    @Override
    public Shape output(List<Shape> inputs) {
      return window.slide(only(inputs), only(inputs).channels());
    }

    @Override
    public List<TensorSpec> tensors(List<Shape> inputs) {
      int channels = only(inputs).channels();
      return withBias(bias, channels, depthwiseKernel(window, channels));
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor, Node node) {
      return visitor.depthwiseConv2D(node, this);
    }
  }

  /** Depthwise convolution, then directly a 1x1 convolution; the bias comes at the end. */
  public record SeparableConv2D(int filters, Window window, boolean bias) implements Layer {
    @Override
    public Shape output(List<Shape> inputs) {
      return window.slide(only(inputs), filters);
    }

    @Override
    public List<TensorSpec> tensors(List<Shape> inputs) {
      int channels = only(inputs).channels();
      return withBias(
          bias,
          filters,
          depthwiseKernel(window, channels),
          new TensorSpec(TensorRole.POINTWISE_KERNEL, Shape.of(1, 1, channels, filters)));
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor, Node node) {
      return visitor.separableConv2D(node, this);
    }
  }

  /** y = x W + b over a vector. */
  public record Dense(int units, boolean bias) implements Layer {
    @Override
    public Shape output(List<Shape> inputs) {
      requireRank(1, only(inputs), "Dense");
      return Shape.of(units);
    }

    @Override
    public List<TensorSpec> tensors(List<Shape> inputs) {
      return withBias(
          bias, units, new TensorSpec(TensorRole.KERNEL, Shape.of(only(inputs).channels(), units)));
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor, Node node) {
      return visitor.dense(node, this);
    }
  }

  /**
   * y = gamma (x - mean) / sqrt(variance + epsilon) + beta, per channel; gamma is 1 and has no
   * tensor where {@code scale} is false.
   */
  public record BatchNormalization(double epsilon, boolean scale) implements Layer {
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
      tensors.add(new TensorSpec(TensorRole.BETA, channels));
      tensors.add(new TensorSpec(TensorRole.MOVING_MEAN, channels));
      tensors.add(new TensorSpec(TensorRole.MOVING_VARIANCE, channels));
      return List.copyOf(tensors);
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor, Node node) {
      return visitor.batchNormalization(node, this);
    }
  }

  /** An element-wise function. */
  public record Activation(ActivationFunction function) implements Layer {
    @Override
    public Shape output(List<Shape> inputs) {
      return only(inputs);
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor, Node node) {
      return visitor.activation(node, this);
    }
  }

  /** Maximum over the window; cells outside the input are ignored. */
  public record MaxPooling2D(Window window) implements Layer {
    @Override
    public Shape output(List<Shape> inputs) {
      return window.slide(only(inputs), only(inputs).channels());
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor, Node node) {
      return visitor.maxPooling2D(node, this);
    }
  }

  /** Mean over the window; cells outside the input are not counted. */
  public record AveragePooling2D(Window window) implements Layer {
    @Override
    public Shape output(List<Shape> inputs) {
      return window.slide(only(inputs), only(inputs).channels());
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor, Node node) {
      return visitor.averagePooling2D(node, this);
    }
  }

  /** Mean over rows and columns, as a vector or, with {@code keepDimensions}, as a 1x1 map. */
  public record GlobalAveragePooling2D(boolean keepDimensions) implements Layer {
    @Override
    public Shape output(List<Shape> inputs) {
      requireRank(3, only(inputs), "GlobalAveragePooling2D");
      int channels = only(inputs).channels();
      return keepDimensions ? Shape.of(1, 1, channels) : Shape.of(channels);
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor, Node node) {
      return visitor.globalAveragePooling2D(node, this);
    }
  }

  /** Zeros around the map; unlike a window's own padding they count in a pooling that follows. */
  public record ZeroPadding2D(Edges edges) implements Layer {
    @Override
    public Shape output(List<Shape> inputs) {
      Shape in = only(inputs);
      return Shape.of(
          in.height() + edges.top() + edges.bottom(),
          in.width() + edges.left() + edges.right(),
          in.channels());
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor, Node node) {
      return visitor.zeroPadding2D(node, this);
    }
  }

  /** Cuts cells from the sides of the map. */
  public record Cropping2D(Edges edges) implements Layer {
    @Override
    public Shape output(List<Shape> inputs) {
      Shape in = only(inputs);
      return Shape.of(
          in.height() - edges.top() - edges.bottom(),
          in.width() - edges.left() - edges.right(),
          in.channels());
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor, Node node) {
      return visitor.cropping2D(node, this);
    }
  }

  /** Joins maps along the channels, in input order. */
  public record Concatenate() implements Layer {
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
    public <R> R accept(LayerVisitor<R> visitor, Node node) {
      return visitor.concatenate(node, this);
    }
  }

  /** Element-wise sum. */
  public record Add() implements Layer {
    @Override
    public Shape output(List<Shape> inputs) {
      return allEqual(inputs);
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor, Node node) {
      return visitor.add(node, this);
    }
  }

  /** First input + scale x second input: Keras's {@code CustomScaleLayer}. */
  public record ScaledAdd(double scale) implements Layer {
    @Override
    public String kerasClass() {
      return "CustomScaleLayer";
    }

    @Override
    public Shape output(List<Shape> inputs) {
      return allEqual(inputs);
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor, Node node) {
      return visitor.scaledAdd(node, this);
    }
  }

  /** A map as one vector in rows, columns, channels order. */
  public record Flatten() implements Layer {
    @Override
    public Shape output(List<Shape> inputs) {
      return Shape.of(Math.toIntExact(only(inputs).elements()));
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor, Node node) {
      return visitor.flatten(node, this);
    }
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

  private static List<TensorSpec> withBias(boolean bias, int channels, TensorSpec... kernels) {
    List<TensorSpec> tensors = new ArrayList<>(List.of(kernels));
    if (bias) {
      tensors.add(new TensorSpec(TensorRole.BIAS, Shape.of(channels)));
    }
    return List.copyOf(tensors);
  }
}
