package io.convbench.harness.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * The search for the largest rate whose queries keep a latency bound: from a guess up until a rate
 * fails, then by bisection.
 *
 * @param trials in their order
 * @param found that of the largest rate that kept the bound; empty when none did
 */
public record RateSearch(List<ServerTrial> trials, Optional<ServerTrial> found) {

  /** It ends after so many trials, */
  public static final int MOST_TRIALS = 10;

  /** or when the rate is known to this part of it. */
  private static final double PRECISION = 0.02;

  public RateSearch {
    trials = List.copyOf(trials);
  }

  /**
   * Searches.
   *
   * @param guess the first rate that is tried
   * @param least a rate at which not one query arrives in a trial
   */
  public static RateSearch run(
      double guess, double least, LatencyBound bound, DoubleFunction<ServerTrial> trial) {
    List<ServerTrial> trials = new ArrayList<>();
    Optional<ServerTrial> found = Optional.empty();
    double kept = 0;
    double failed = Double.POSITIVE_INFINITY;
    double rate = guess;
    while (trials.size() < MOST_TRIALS && rate > least && failed - kept > PRECISION * rate) {
      ServerTrial one = trial.apply(rate);
      trials.add(one);
      if (one.kept(bound)) {
        found = Optional.of(one);
        kept = rate;
      } else {
        failed = rate;
      }
      rate = failed == Double.POSITIVE_INFINITY ? 2 * rate : (kept + failed) / 2;
    }
    return new RateSearch(trials, found);
  }
}
