package io.convbench.harness.modelfile;

import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.suites.graph.WeightTensor;
import io.convbench.suites.weights.Weights;
import io.convbench.suites.weights.WeightsOrigin;
import java.io.IOException;

/** Weights that give a sign of progress whenever a tensor of them is read, until interrupted. */
final class CountedWeights implements Weights {

  private final Weights weights;
  private final int tensors;
  private final Heartbeat heartbeat;
  private int read;

  /**
   * @param tensors how many the graph has; folding reads some of them more than once
   */
  CountedWeights(Weights weights, int tensors, Heartbeat heartbeat) {
    this.weights = weights;
    this.tensors = tensors;
    this.heartbeat = heartbeat;
  }

  @Override
  public float[] read(WeightTensor tensor) throws IOException {
    ModelFiles.requireUninterrupted();
    float[] values = weights.read(tensor);
    read++;
    heartbeat.at(Math.min(read, tensors), tensors);
    return values;
  }

  @Override
  public WeightsOrigin origin() {
    return weights.origin();
  }

  @Override
  public void close() throws IOException {
    weights.close();
  }
}
