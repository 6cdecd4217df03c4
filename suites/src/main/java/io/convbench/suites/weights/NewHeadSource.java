package io.convbench.suites.weights;

import io.convbench.foundation.hash.HashedFile;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.WeightTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Weights of a source for a part of the graph, and seeded ones for a head on it that has not been
 * trained.
 *
 * @param base of the part's weights
 * @param part of every graph that is opened
 */
record NewHeadSource(WeightsSource base, Graph part) implements WeightsSource {

  @Override
  public Optional<Path> resolve(Architecture architecture) throws IOException {
    return base.resolve(architecture, part);
  }

  @Override
  public Optional<Path> resolve(Architecture architecture, Graph graph) throws IOException {
    return base.resolve(architecture, part);
  }

  @Override
  public boolean isWithoutTop(Architecture architecture) throws IOException {
    return base.isWithoutTop(architecture);
  }

  @Override
  public boolean hasOtherClassifier(Architecture architecture) throws IOException {
    return base.hasOtherClassifier(architecture);
  }

  @Override
  public Optional<TrainedNetwork> trainedNetwork() throws IOException {
    return base.trainedNetwork();
  }

  @Override
  public Weights open(Architecture architecture, Graph graph) throws IOException {
    Set<String> known = part.tensors().stream().map(WeightTensor::name).collect(Collectors.toSet());
    Map<WeightTensor, float[]> head =
        graph.tensors().stream()
            .filter(tensor -> !known.contains(tensor.name()))
            .collect(Collectors.toMap(Function.identity(), SeededWeights.of(architecture)::read));
    return new TunedWeights(base.open(architecture, part), head);
  }

  @Override
  public WeightsSource knowing(HashedFile file) {
    return new NewHeadSource(base.knowing(file), part);
  }

  @Override
  public Optional<HashedFile> known(Path file) {
    return base.known(file);
  }

  @Override
  public boolean trained() {
    return base.trained();
  }

  @Override
  public String describe() {
    return base.describe() + " with a new head";
  }
}
