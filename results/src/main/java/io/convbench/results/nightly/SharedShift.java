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

  private final double most;

  /** The shifts of nights that were seen, by group, oldest first. */
  private final Map<String, List<Double>> seen = new HashMap<>();

  /**
   * What latencies share on a night, logarithms.
   *
   * @param all by which they differ from their usual ones, as far as it may be usual
   * @param own what of it is the night's alone
   */
  record Shift(double all, double own) {

    static final Shift NONE = new Shift(0, 0);
  }

  /**
   * @param most a night's shift that may be usual, a logarithm
   */
  SharedShift(double most) {
    this.most = most;
  }

  /**
   * A night's shift; none where too few cells tell of it.
   *
   * @param group whose night it is; each is asked once a night, in the order of the nights
   * @param deviations of the night's latencies from their own usual ones, natural logarithms
   */
  Shift of(String group, List<Double> deviations) {
    if (deviations.size() < NightRules.FEWEST_CELLS) {
      return Shift.NONE;
    }
    RobustSpread tonight = RobustSpread.of(deviations);
    double median = tonight.median();
    // As sure as the cells agree: James and Stein's positive part, here of one value, as in Drift.
    double shift =
        median == 0 ? 0 : median * Math.max(0, 1 - tonight.medianVariance() / (median * median));
    List<Double> nights =
        seen.computeIfAbsent(
            group, name -> new ArrayList<>(Collections.nCopies(NightRules.SHIFT_WINDOW, 0.0)));
    nights.add(shift);
    double own = shift - newest(nights, NightRules.SHIFT_WINDOW).median();
    double usual = newest(nights, NightRules.USUAL_NIGHTS).deviation();
    if (Math.abs(own) > Math.max(most, NightRules.PROBE_DEVIATIONS * usual)) {
      own = 0;
    }
    return new Shift(Math.max(-most, Math.min(most, shift)), own);
  }

  private static RobustSpread newest(List<Double> nights, int count) {
    return RobustSpread.of(nights.subList(Math.max(0, nights.size() - count), nights.size()));
  }
}
