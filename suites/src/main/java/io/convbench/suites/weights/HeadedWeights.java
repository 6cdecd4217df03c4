package io.convbench.suites.weights;

import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.WeightTensor;
import java.io.IOException;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Weights of a part of a graph, and others for the new head on it. */
public final class HeadedWeights implements Weights {

  private final Weights known;
  private final Set<String> knownNames;
  private final Function<WeightTensor, float[]> head;

  /**
   * @param known weights of the part; closed with these
   * @param part whose weights are known
   * @param head the values of all other tensors
   */
  public HeadedWeights(Weights known, Graph part, Function<WeightTensor, float[]> head) {
    this.known = known;
    this.knownNames =
        part.tensors().stream().map(WeightTensor::name).collect(Collectors.toUnmodifiableSet());
    this.head = head;
  }

  @Override
  public float[] read(WeightTensor tensor) throws IOException {
    return knownNames.contains(tensor.name()) ? known.read(tensor) : head.apply(tensor);
  }

  /** Where the part's come from. */
  @Override
  public WeightsOrigin origin() {
    return known.origin();
  }

  @Override
  public void close() throws IOException {
    known.close();
  }
}
