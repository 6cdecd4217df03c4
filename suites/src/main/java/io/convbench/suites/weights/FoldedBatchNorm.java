package io.convbench.suites.weights;

import io.convbench.suites.graph.Graph;

/**
 * A graph whose batch norms are folded into the convolutions before them where that changes nothing
 * but rounding, with the weights that go with it: what an inference engine would do.
 *
 * <p>A batch norm is folded when its only input is a convolution (plain, depthwise or separable) or
 * dense layer that nobody else reads: with {@code factor = gamma / sqrt(variance + epsilon)} the
 * kernel is multiplied by factor along the output channels and the bias becomes {@code beta + (bias
 * - mean) factor}. Other batch norms stay as they are. A layer scale is folded in the same way, its
 * factors taking the place of all that.
 *
 * @param graph the same layers under the same names, without the folded batch norms; their
 *     convolutions have a bias
 * @param weights a view that computes the folded tensors when they are read; closing it closes the
 *     weights below
 */
public record FoldedBatchNorm(Graph graph, Weights weights) {

  /** Folds what can be folded. */
  public static FoldedBatchNorm of(Graph graph, Weights weights) {
    BatchNormFolds folds = BatchNormFolds.of(graph);
    return new FoldedBatchNorm(folds.rewrite(graph), new FoldedWeights(graph, folds, weights));
  }
}
