package io.convbench.harness.cli;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.weights.TrainedNetwork;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.util.Optional;

/**
 * The network that a command is about: one of the catalogue, or one that {@code transfer} trained,
 * whose file says what it is.
 *
 * @param architecture whose layers it has
 * @param trained by {@code transfer}; empty for one of the catalogue
 */
record ChosenNetwork(Architecture architecture, Optional<TrainedNetwork> trained) {

  /**
   * Looks at the weights.
   *
   * @param name of the architecture; null where it is left to the weights
   * @param option by which the command line gives the name
   * @throws IOException when the weights are a trained network that cannot be used
   * @throws InvalidInputException when neither says the architecture, or they contradict each other
   */
  static ChosenNetwork of(String name, String option, WeightsSource weights) throws IOException {
    Optional<TrainedNetwork> trained = weights.trainedNetwork();
    Optional<Architecture> named = Optional.ofNullable(name).map(Architectures::named);
    Architecture architecture =
        trained
            .map(TrainedNetwork::architecture)
            .or(() -> named)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "which architecture? Pass %s, or --weights with a network that 'convbench transfer' trained"
                            .formatted(option)));
    if (named.isPresent() && !named.get().name().equals(architecture.name())) {
      throw new InvalidInputException(
          "%s is a trained %s, not %s: leave the architecture out"
              .formatted(weights.describe(), architecture, named.get()));
    }
    return new ChosenNetwork(architecture, trained);
  }

  /** What it ends in. */
  Head head() {
    return trained.<Head>map(TrainedNetwork::head).orElse(Head.IMAGENET);
  }

  /** How images become crops, unless otherwise asked. */
  String protocol() {
    return trained.map(TrainedNetwork::protocol).orElse("keras");
  }

  /** Rows and columns of the input in pixels, unless others are asked for. */
  int side() {
    return trained.map(TrainedNetwork::side).orElseGet(architecture::inputSize);
  }
}
