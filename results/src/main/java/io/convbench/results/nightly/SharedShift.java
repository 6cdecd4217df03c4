package io.convbench.results.nightly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What all latencies of a night share on a machine: the machine's, and taken out of each. Between
 * real runs of one version it was two thirds of their deviation, and the calibrations did not see
 * it. What lasts is not the night's and stays in, and so does what is too much to be usual.
 */
final class SharedShift {

  /** The shifts of nights that were seen, by machine, oldest first. */
  private final Map<String, List<Double>> seen = new HashMap<>();

  /**
   * A night's shift that is to be taken out of the logarithms of its latencies; 0 where too few
   * cells tell of it.
   *
   * @param deviations of the night's latencies from their own usual logarithms
   */
  double of(String machine, List<Double> deviations) {
    if (deviations.size() < NightRules.FEWEST_CELLS) {
      return 0;
    }
    double shift = median(deviations);
    List<Double> nights =
        seen.computeIfAbsent(
            machine, name -> new ArrayList<>(Collections.nCopies(NightRules.SHIFT_WINDOW, 0.0)));
    nights.add(shift);
    double lasting = median(nights.subList(nights.size() - NightRules.SHIFT_WINDOW, nights.size()));
    double own = shift - lasting;
    if (Math.abs(own) > NightRules.MOST_SHIFT) {
      return 0;
    }
    // James and Stein 1961, positive part: as sure as the cells agree.
    double deviation =
        1.4826 * median(deviations.stream().map(one -> Math.abs(one - shift)).toList());
    double error = Math.PI / 2 * deviation * deviation / deviations.size();
    return own == 0 ? 0 : own * Math.max(0, 1 - error / (own * own));
  }

  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
