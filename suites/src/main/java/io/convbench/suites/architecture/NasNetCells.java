package io.convbench.suites.architecture;

import static io.convbench.suites.graph.ActivationFunction.RELU;

import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.Activation;
import io.convbench.suites.graph.Layers.Add;
import io.convbench.suites.graph.Layers.AveragePooling2D;
import io.convbench.suites.graph.Layers.BatchNormalization;
import io.convbench.suites.graph.Layers.Concatenate;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Layers.Cropping2D;
import io.convbench.suites.graph.Layers.MaxPooling2D;
import io.convbench.suites.graph.Layers.SeparableConv2D;
import io.convbench.suites.graph.Layers.ZeroPadding2D;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Pads;
import io.convbench.suites.graph.Window;

/**
 * The two cells of NASNet-A, Zoph et al. 2017, arXiv:1707.07012, Figure 4.
 *
 * <p>{@code h} is the cell's input after a 1x1 convolution, {@code p} the older input adjusted to
 * it. Blocks a1 to a5 are numbered as in Keras. The names are Keras's, with their irregularities.
 */
final class NasNetCells {

  /** Keras's default. */
  static final double EPSILON = 1e-3;

  private final GraphBuilder graph;

  NasNetCells(GraphBuilder graph) {
    this.graph = graph;
  }

  // @formatter:off
  Node normal(String id, int filters, Node x, Node older) {
    Node p  = adjust(id, filters, x, older);
    Node h  = squeeze("normal", id, filters, x);
    Node a1 = add("normal_add_1_" + id, separable(5, "normal_left1_" + id, filters, h),
                                        separable(3, "normal_right1_" + id, filters, p));
    Node a2 = add("normal_add_2_" + id, separable(5, "normal_left2_" + id, filters, p),
                                        separable(3, "normal_right2_" + id, filters, p));
    Node a3 = add("normal_add_3_" + id, average("normal_left3_" + id, h), p);
    Node a4 = add("normal_add_4_" + id, average("normal_left4_" + id, p),
                                        average("normal_right4_" + id, p));
    Node a5 = add("normal_add_5_" + id, separable(3, "normal_left5_" + id, filters, h), h);
    return graph.add("normal_concat_" + id, new Concatenate(), p, a1, a2, a3, a4, a5);
  }

  Node reduction(String id, int filters, Node x, Node older) {
    Node p  = adjust(id, filters, x, older);
    Node h  = squeeze("reduction", id, filters, x);
    // explicit zeros, unlike 'same' pooling's border: they take part in the max and in the mean
    Node h3 = graph.add("reduction_pad_1_" + id, CorrectPad.before(3, h.output()), h);
    Node a1 = add("reduction_add_1_" + id, halving(5, "reduction_left1_" + id, filters, h),
                                           halving(7, "reduction_right1_" + id, filters, p));
    Node a2 = add("reduction_add_2_" + id, halvingMax("reduction_left2_" + id, h3),
                                           halving(7, "reduction_right2_" + id, filters, p));
    Node a3 = add("reduction_add3_" + id,  halvingAverage("reduction_left3_" + id, h3),
                                           halving(5, "reduction_right3_" + id, filters, p));
    Node a4 = graph.add(new Add(), a2,     average("reduction_left4_" + id, a1));
    Node a5 = add("reduction_add4_" + id,  separable(3, "reduction_left4_" + id, filters, a1),
                                           halvingMax("reduction_right5_" + id, h3));
    return graph.add("reduction_concat_" + id, new Concatenate(), a2, a3, a4, a5);
  }
  // @formatter:on

  private Node squeeze(String cell, String id, int filters, Node x) {
    Node y = graph.add("%s_conv_1_%s".formatted(cell, id), pointwise(filters), relu(x));
    return norm("%s_bn_1_%s".formatted(cell, id), y);
  }

  /** Brings the older input to the size and the channels of the cell. */
  private Node adjust(String id, int filters, Node x, Node older) {
    if (older == x) {
      return older;
    }
    if (older.output().width() != x.output().width()) {
      return halvedByTwoPaths(id, filters, older);
    }
    if (older.output().channels() == filters) {
      return older;
    }
    Node y = graph.add("adjust_conv_projection_" + id, pointwise(filters), relu(older));
    return norm("adjust_bn_" + id, y);
  }

  /** Every second cell, and every second one shifted up and left by one, half the filters each. */
  private Node halvedByTwoPaths(String id, int filters, Node older) {
    Node p = graph.add("adjust_relu_1_" + id, new Activation(RELU), older);
    Node shifted = graph.add(new ZeroPadding2D(Pads.bottomRight(1)), p);
    shifted = graph.add(new Cropping2D(Pads.topLeft(1)), shifted);
    Node both =
        graph.add(
            new Concatenate(),
            subsampled("1_" + id, filters / 2, p),
            subsampled("2_" + id, filters / 2, shifted));
    return norm("adjust_bn_" + id, both);
  }

  private Node subsampled(String id, int filters, Node x) {
    Node y = graph.add("adjust_avg_pool_" + id, new AveragePooling2D(Window.valid(1, 2)), x);
    return graph.add("adjust_conv_" + id, pointwise(filters), y);
  }

  /** The paper's separable convolution: applied twice, each time after a ReLU. */
  private Node separable(int kernel, String id, int filters, Node x) {
    return twice(kernel, id, filters, Window.same(kernel), relu(x));
  }

  private Node halving(int kernel, String id, int filters, Node x) {
    Node y = relu(x);
    y = graph.add("separable_conv_1_pad_" + id, CorrectPad.before(kernel, y.output()), y);
    return twice(kernel, id, filters, Window.valid(kernel, 2), y);
  }

  private Node twice(int kernel, String id, int filters, Window first, Node x) {
    Node y = graph.add("separable_conv_1_" + id, new SeparableConv2D(filters, first, false), x);
    y = relu(norm("separable_conv_1_bn_" + id, y));
    SeparableConv2D second = new SeparableConv2D(filters, Window.same(kernel), false);
    return norm("separable_conv_2_bn_" + id, graph.add("separable_conv_2_" + id, second, y));
  }

  private Node average(String name, Node x) {
    return graph.add(name, new AveragePooling2D(Window.same(3)), x);
  }

  private Node halvingAverage(String name, Node padded) {
    return graph.add(name, new AveragePooling2D(Window.valid(3, 2)), padded);
  }

  private Node halvingMax(String name, Node padded) {
    return graph.add(name, new MaxPooling2D(Window.valid(3, 2)), padded);
  }

  private Node add(String name, Node left, Node right) {
    return graph.add(name, new Add(), left, right);
  }

  private Node relu(Node x) {
    return graph.add(new Activation(RELU), x);
  }

  private Node norm(String name, Node x) {
    return graph.add(name, new BatchNormalization(EPSILON, true), x);
  }

  private static Conv2D pointwise(int filters) {
    return new Conv2D(filters, Window.same(1), false);
  }
}
