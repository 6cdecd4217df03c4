package io.convbench.harness.run;

import io.convbench.foundation.hash.HashedFile;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Finds wrong weight files before a run starts, instead of in each of its cells. */
public final class WeightsCheck {

  private WeightsCheck() {}

  /**
   * Reads the weights of every architecture that has a file. An architecture without one in a
   * folder is not an error while another has one: its cells say so in their rows.
   *
   * @return the settings, with the files' hashes, which are not computed again in this run
   * @throws IOException when a file does not hold its architecture's weights or holds numbers that
   *     are none, as NaN, or a folder holds none at all
   */
  public static RunSettings require(RunSettings settings) throws IOException {
    WeightsSource source = settings.weights();
    if (!source.trained()) {
      return settings;
    }
    IOException missing = null;
    int found = 0;
    for (Architecture architecture : settings.architectures()) {
      // Cut networks have no use for a top.
      Graph needed =
          settings.transfer().isPresent()
              ? Head.NO_TOP.graph(architecture, architecture.inputSize())
              : architecture.graph();
      Path file;
      try {
        file = source.resolve(architecture, needed).orElseThrow();
      } catch (IOException e) {
        missing = e;
        continue;
      }
      found++;
      if (source.known(file).isEmpty()) {
        source = source.knowing(HashedFile.of(file));
      }
      source.verify(architecture, needed);
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
}
