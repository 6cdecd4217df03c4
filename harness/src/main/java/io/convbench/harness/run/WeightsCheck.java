package io.convbench.harness.run;

import io.convbench.foundation.hash.HashedFile;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.text.VisibleText;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.weights.TrainedNetwork;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds wrong weight files before a run starts, instead of in each of its cells. */
public final class WeightsCheck {

  private WeightsCheck() {}

  /**
   * Reads the weights of every architecture that has a file. An architecture without one in a
   * folder is not an error while another has one: its cells say so in their rows.
   *
   * @return the settings, with the files' hashes, which are not computed again in this run
   * @throws InvalidInputException when the weights are a network that was trained for other classes
   * @throws IOException when a file does not hold its architecture's weights or holds numbers that
   *     are none, as NaN, or a folder holds none at all
   */
  public static RunSettings require(RunSettings settings) throws IOException {
    WeightsSource source = settings.weights();
    if (!source.trained()) {
      return settings;
    }
    Optional<TrainedNetwork> own = source.trainedNetwork();
    if (own.isPresent()) {
      // What it has learned from may be among what would be held out.
      throw new InvalidInputException(
          "--weights %s is a %s that was trained for %s classes: a run starts from weights of ImageNet's, as %s; predict and export take this one"
              .formatted(
                  source.describe(),
                  own.get().architecture(),
                  own.get().classNames().size(),
                  VisibleText.shortened(own.get().training().startedFrom().label())));
    }
    IOException missing = null;
    int found = 0;
    for (Architecture architecture : settings.architectures()) {
      Map<Path, Graph> needed = new LinkedHashMap<>();
      try {
        for (Graph graph : graphs(settings, architecture)) {
          needed.merge(
              source.resolve(architecture, graph).orElseThrow(), graph, WeightsCheck::larger);
        }
      } catch (IOException e) {
        missing = e;
        continue;
      }
      found++;
      for (Map.Entry<Path, Graph> one : needed.entrySet()) {
        if (source.known(one.getKey()).isEmpty()) {
          source = source.knowing(HashedFile.of(one.getKey()));
        }
        source.verify(architecture, one.getValue());
      }
    }
    if (found == 0 && missing != null) {
      List<Architecture> all = settings.architectures();
      throw all.size() == 1
          ? missing
          : new IOException(
              "none of the %s architectures has weights: %s"
                  .formatted(all.size(), missing.getMessage()));
    }
    return settings.withWeights(source);
  }

  /** The whole network, or what is left of it where it is cut, which may have no use for a top. */
  private static List<Graph> graphs(RunSettings settings, Architecture architecture) {
    return settings
        .transfer()
        .map(
            transfer ->
                transfer.layers().get(architecture.name()).stream()
                    .map(cut -> cut.features().graph(architecture, architecture.inputSize()))
                    .toList())
        .orElseGet(() -> List.of(architecture.graph()));
  }

  private static Graph larger(Graph one, Graph other) {
    return one.tensors().size() < other.tensors().size() ? other : one;
  }
}
