package io.convbench.results.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

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

  /** From the median absolute deviation of a normal distribution to its standard deviation. */
  private static final double TO_DEVIATION = 1.4826;

  /** Variance of a median over that of a mean, of a normal distribution. */
  private static final double OF_MEDIAN = Math.PI / 2;

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
    double[] logs = speeds.stream().mapToDouble(Math::log).toArray();
    double median = median(logs);
    double deviation =
        TO_DEVIATION * median(DoubleStream.of(logs).map(x -> Math.abs(x - median)).toArray());
    return new Probe(Math.exp(median), deviation * deviation, logs.length);
  }

  /** True where enough processes were calibrated to know how much calibrations scatter. */
  boolean known() {
    return processes >= FEWEST;
  }

  /** Variance of the median's logarithm. */
  double medianVariance() {
    return OF_MEDIAN * logVariance / processes;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
