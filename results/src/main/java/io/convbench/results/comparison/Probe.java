package io.convbench.results.comparison;

import io.convbench.results.statistics.RobustSpread;
import java.util.List;

/**
 * The machine's speed during a run, as the calibrations of one engine on one device with so many
 * threads saw it. Medians, as a disturbance that slows one calibration to a third says nothing of
 * the processes that were not disturbed.
 *
 * @param speed median of the processes: 1e9 multiply-accumulates per second or, of what moves
 *     activations, 1e9 of these
 * @param logVariance of the natural logarithm between processes, by their median absolute deviation
 * @param processes how many were calibrated
 */
public record Probe(double speed, double logVariance, long processes) {

  private static final long FEWEST = 5;

  /**
   * @throws IllegalArgumentException when the speed is not above 0, the variance is negative or
   *     there is no process
   */
  public Probe {
    if (!(speed > 0) || Double.isInfinite(speed) || !(logVariance >= 0) || processes < 1) {
      throw new IllegalArgumentException(
          "a probe of the speed %s, variance %s, of %s processes"
              .formatted(speed, logVariance, processes));
    }
  }

  /** The name of the probe that moves activations beside one that computes. */
  public static String moving(String computing) {
    return computing + " moving";
  }

  /** Of the speeds around the passes of each process; at least one. */
  static Probe of(List<Double> speeds) {
    RobustSpread logs = RobustSpread.of(speeds.stream().map(Math::log).toList());
    return new Probe(Math.exp(logs.median()), logs.deviation() * logs.deviation(), logs.count());
  }

  /** True where enough processes were calibrated to know how much calibrations scatter. */
  boolean known() {
    return processes >= FEWEST;
  }

  /** Variance of the median's logarithm. */
  double medianVariance() {
    return RobustSpread.OF_MEDIAN * logVariance / processes;
  }
}
