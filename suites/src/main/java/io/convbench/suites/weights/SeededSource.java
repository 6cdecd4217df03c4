package io.convbench.suites.weights;

import io.convbench.foundation.hash.HashedFile;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.graph.Graph;
import java.nio.file.Path;
import java.util.Optional;

/** Weights computed by the seeded rule. */
record SeededSource() implements WeightsSource {

  @Override
  public Optional<Path> resolve(Architecture architecture) {
    return Optional.empty();
  }

  @Override
  public Optional<Path> resolve(Architecture architecture, Graph graph) {
    return Optional.empty();
  }

  @Override
  public boolean isWithoutTop(Architecture architecture) {
    return false;
  }

  @Override
  public boolean hasOtherClassifier(Architecture architecture) {
    return false;
  }

  @Override
  public Optional<TrainedNetwork> trainedNetwork() {
    return Optional.empty();
  }

  @Override
  public Weights open(Architecture architecture, Graph graph) {
    return SeededWeights.of(architecture);
  }

  @Override
  public WeightsSource knowing(HashedFile file) {
    return this;
  }

  @Override
  public Optional<HashedFile> known(Path file) {
    return Optional.empty();
  }

  @Override
  public boolean trained() {
    return false;
  }

  @Override
  public String describe() {
    return SeededWeights.LABEL;
  }
}
