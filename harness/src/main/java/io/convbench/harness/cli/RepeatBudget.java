package io.convbench.harness.cli;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.run.Budget;
import io.convbench.harness.run.Repeats;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** How long a run may measure again what something disturbed. */
final class RepeatBudget {

  private static final double DEFAULT_PERCENT = 25;
  private static final int MOST_PERCENT = 1000;

  @Option(
      names = "--repeat-budget",
      paramLabel = "PERCENT",
      description =
          "Times cells that were disturbed again, for at most this part of the run's own time"
              + " (default: 25, within the suite's limit if it has one; --quick: 0).")
  private Double percent;

  /**
   * How long a run times again.
   *
   * @param once whether nothing is to be measured again, whatever the part is
   * @param withinSeconds the suite's limit, which holds unless a part was asked for
   * @throws InvalidInputException when that is not one
   */
  Repeats of(boolean once, OptionalDouble withinSeconds) {
    if (percent == null) {
      Optional<Budget> within = withinSeconds.stream().mapToObj(Budget::ofSeconds).findFirst();
      return new Repeats(once ? 0 : DEFAULT_PERCENT / 100, within);
    }
    if (!(percent >= 0) || percent > MOST_PERCENT) {
      throw new InvalidInputException(
          "--repeat-budget %s: use 0 to %s percent".formatted(percent, MOST_PERCENT));
    }
    return Repeats.ofShare(once ? 0 : percent / 100);
  }
}
