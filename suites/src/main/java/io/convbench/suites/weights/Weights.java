package io.convbench.suites.weights;

import io.convbench.suites.graph.WeightTensor;
import java.io.Closeable;
import java.io.IOException;

/**
 * The values of one graph's weight tensors, read one tensor at a time so that nothing bigger than a
 * tensor need be held. Not for use by several threads at once.
 */
public interface Weights extends Closeable {

  /**
   * The values of one tensor of the graph, row-major in Keras's order of dimensions; the caller may
   * change the array.
   *
   * @throws IOException when the values cannot be read or are not weights, as NaN and infinity; the
   *     message says it in one line
   */
  float[] read(WeightTensor tensor) throws IOException;

  /** Where the values come from. */
  WeightsOrigin origin();
}
