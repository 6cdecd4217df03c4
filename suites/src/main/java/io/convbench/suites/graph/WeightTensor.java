package io.convbench.suites.graph;

/**
 * One weight tensor of a graph.
 *
 * @param index position in Keras file order, from 0; in a graph that was cut, that in the whole
 * @param layer name of the layer that owns it
 * @param spec role and shape
 */
public record WeightTensor(int index, String layer, TensorSpec spec) {

  /** The tensor's role in its layer. */
  public TensorRole role() {
    return spec.role();
  }

  /** The tensor's shape in Keras's order of dimensions. */
  public Shape shape() {
    return spec.shape();
  }

  /** Layer and variable as Keras 2 names them, e.g. {@code conv1/kernel}. */
  public String name() {
    return layer + "/" + spec.role().kerasName();
  }
}
