package io.convbench.results.nightly;

import io.convbench.results.statistics.RobustSpread;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What all latencies of a night share on a machine: the machine's, and taken out of each. It is a
 * part of what real runs of one version differ by, which the calibrations did not see (figures in
 * docs/nightly.md). What lasts is not the night's and stays in, and so does what is too much to be
 * usual.
 */
final class SharedShift {

  /** The shifts of nights that were seen, by machine, oldest first. */
  private final Map<String, List<Double>> seen = new HashMap<>();

  /**
   * A night's shift that is to be taken out of the logarithms of its latencies; 0 where too few
   * cells tell of it.
   *
   * @param machine whose night it is; each is asked once a night, in the order of the nights
   * @param deviations of the night's latencies from their own usual ones, natural logarithms
   */
  double of(String machine, List<Double> deviations) {
    if (deviations.size() < NightRules.FEWEST_CELLS) {
      return 0;
    }
    RobustSpread tonight = RobustSpread.of(deviations);
    double shift = tonight.median();
    List<Double> nights =
        seen.computeIfAbsent(
            machine, name -> new ArrayList<>(Collections.nCopies(NightRules.SHIFT_WINDOW, 0.0)));
    nights.add(shift);
    double lasting = newest(nights, NightRules.SHIFT_WINDOW).median();
    double own = shift - lasting;
    double usual = newest(nights, NightRules.USUAL_NIGHTS).deviation();
    if (Math.abs(own) > Math.max(NightRules.MOST_SHIFT, NightRules.PROBE_DEVIATIONS * usual)) {
      return 0;
    }
    // As sure as the cells agree: James and Stein's positive part, here of one value, as in Drift.
    return own == 0 ? 0 : own * Math.max(0, 1 - tonight.medianVariance() / (own * own));
  }

  private static RobustSpread newest(List<Double> nights, int count) {
    return RobustSpread.of(nights.subList(Math.max(0, nights.size() - count), nights.size()));
  }
}
