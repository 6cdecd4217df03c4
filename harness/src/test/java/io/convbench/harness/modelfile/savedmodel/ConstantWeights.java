package io.convbench.harness.modelfile.savedmodel;

import io.convbench.suites.graph.WeightTensor;
import io.convbench.suites.weights.Weights;
import io.convbench.suites.weights.WeightsOrigin;
import java.util.Map;

/** Weights from a map by tensor name. */
record ConstantWeights(Map<String, float[]> values) implements Weights {

  @Override
  public float[] read(WeightTensor tensor) {
    return values.get(tensor.name()).clone();
  }

  @Override
  public WeightsOrigin origin() {
    throw new UnsupportedOperationException("made up");
  }

  @Override
  public void close() {}
}
