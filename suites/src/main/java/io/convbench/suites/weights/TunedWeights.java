package io.convbench.suites.weights;

import io.convbench.suites.graph.WeightTensor;
import java.io.IOException;
import java.util.Map;

/**
 * Weights of which some are others since, as those of a classifier that was trained on a network.
 *
 * @param before all others; closed with this
 * @param learned row-major in Keras's order of dimensions
 */
public record TunedWeights(Weights before, Map<WeightTensor, float[]> learned) implements Weights {

  public TunedWeights {
    learned = Map.copyOf(learned);
  }

  @Override
  public float[] read(WeightTensor tensor) throws IOException {
    float[] own = learned.get(tensor);
    return own == null ? before.read(tensor) : own.clone();
  }

  @Override
  public WeightsOrigin origin() {
    return before.origin();
  }

  @Override
  public void close() throws IOException {
    before.close();
  }
}
