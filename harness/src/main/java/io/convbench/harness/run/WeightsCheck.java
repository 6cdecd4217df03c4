package io.convbench.harness.run;

import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.util.List;

/** Finds wrong weight files before a run starts, instead of in each of its cells. */
public final class WeightsCheck {

  private WeightsCheck() {}

  /**
   * Reads the weights of every architecture that has a file. An architecture without one in a
   * folder is no error while another has one: its cells say so in their rows.
   *
   * @throws IOException when a file does not hold its architecture's weights or holds numbers that
   *     are none, as NaN, or a folder holds none at all
   */
  public static void require(RunSettings settings) throws IOException {
    WeightsSource source = settings.weights();
    if (!source.trained()) {
      return;
    }
    IOException missing = null;
    int found = 0;
    for (Architecture architecture : settings.architectures()) {
      try {
        source.resolve(architecture);
      } catch (IOException e) {
        missing = e;
        continue;
      }
      found++;
      source.verify(architecture, architecture.graph());
    }
    if (found == 0 && missing != null) {
      List<Architecture> all = settings.architectures();
      throw all.size() == 1
          ? missing
          : new IOException(
              "none of the %s architectures has weights: %s"
                  .formatted(all.size(), missing.getMessage()));
    }
  }
}
