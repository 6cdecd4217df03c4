package io.convbench.harness.cli;

import io.convbench.foundation.input.InvalidInputException;
import picocli.CommandLine.Option;

/** How long a run may measure again what something disturbed. */
final class RepeatBudget {

  private static final int MOST_PERCENT = 1000;

  @Option(
      names = "--repeat-budget",
      paramLabel = "PERCENT",
      defaultValue = "25",
      description =
          "Times cells that were disturbed again, for at most this part of the run's own time"
              + " (default: ${DEFAULT-VALUE}; --quick: 0).")
  private double percent;

  /**
   * The part of the run's own time.
   *
   * @param once whether nothing is to be measured again, whatever the part is
   * @throws InvalidInputException when it is not one
   */
  double share(boolean once) {
    if (!(percent >= 0) || percent > MOST_PERCENT) {
      throw new InvalidInputException(
          "--repeat-budget %s: use 0 to %s percent".formatted(percent, MOST_PERCENT));
    }
    return once ? 0 : percent / 100;
  }
}
