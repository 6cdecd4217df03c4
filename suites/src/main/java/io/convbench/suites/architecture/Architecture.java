package io.convbench.suites.architecture;

import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Shape;
import java.util.List;

/**
 * One architecture of the catalogue: its name in Keras, how its input is made, what was published
 * of it, and its layers.
 *
 * @param name Keras's name, with a width multiplier after an underscore ({@code MobileNet_0.25}),
 *     and in the same way that of a network that Keras does not have
 * @param family the paper's name for the group, e.g. {@code ResNetV2}
 * @param inputSize the default side of the square RGB input, in pixels
 * @param preprocessing how pixels become input
 * @param published published figures
 * @param weightFiles names under which the framework and its predecessors publish the trained
 *     weights with top, preferred one first
 * @param backbone the layers up to the classifier
 * @param classifier those behind them
 * @param framework whose model it is
 * @param seededGain how much seeded kernels amplify, so that logits deviate by 1 to 4 and rounding
 *     stays small; the reference logits were computed with the same
 */
public record Architecture(
    String name,
    String family,
    int inputSize,
    Preprocessing preprocessing,
    Published published,
    List<String> weightFiles,
    Backbone backbone,
    Classifier classifier,
    Framework framework,
    double seededGain) {

  /** What most networks take; gates need a gain of their own, found by bisection. */
  private static final double USUAL_GAIN = 5;

  /** For residual sums of unscaled branches: more makes 50 and more layers amplify rounding. */
  static final double GAIN_OF_RESIDUAL_SUMS = 3;

  /**
   * @throws IllegalArgumentException when the input has no pixel or no file name is known
   */
  public Architecture {
    if (inputSize < 1 || weightFiles.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: input of %s pixels and weight files %s; at least one of each expected"
              .formatted(name, inputSize, weightFiles));
    }
    weightFiles = List.copyOf(weightFiles);
  }

  /** With the usual gain. */
  public Architecture(
      String name,
      String family,
      int inputSize,
      Preprocessing preprocessing,
      Published published,
      List<String> weightFiles,
      Backbone backbone,
      Classifier classifier,
      Framework framework) {
    this(
        name,
        family,
        inputSize,
        preprocessing,
        published,
        weightFiles,
        backbone,
        classifier,
        framework,
        USUAL_GAIN);
  }

  /** One of Keras's, with the usual gain. */
  public Architecture(
      String name,
      String family,
      int inputSize,
      Preprocessing preprocessing,
      Published published,
      List<String> weightFiles,
      Backbone backbone,
      Classifier classifier) {
    this(
        name,
        family,
        inputSize,
        preprocessing,
        published,
        weightFiles,
        backbone,
        classifier,
        Framework.KERAS);
  }

  /** The same network, seeded with another gain. */
  Architecture seededBy(double gain) {
    return new Architecture(
        name,
        family,
        inputSize,
        preprocessing,
        published,
        weightFiles,
        backbone,
        classifier,
        framework,
        gain);
  }

  /** The graph at the default input size, up to the logits of ImageNet's classes. */
  public Graph graph() {
    return graph(inputSize);
  }

  /**
   * The graph at another input size, up to the logits of ImageNet's classes.
   *
   * @param side rows and columns in pixels
   * @throws InvalidInputException when the side is too small for a window
   */
  public Graph graph(int side) {
    return Head.IMAGENET.graph(this, side);
  }

  /** Starts a graph with an image. */
  GraphBuilder builder(int side) {
    return new GraphBuilder(Shape.of(side, side, 3), framework.order());
  }

  @Override
  public String toString() {
    return name;
  }
}
