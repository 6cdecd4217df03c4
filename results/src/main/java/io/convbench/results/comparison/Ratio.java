package io.convbench.results.comparison;

import java.util.OptionalDouble;

/**
 * A figure of a run over that of the baseline, with the 95 % interval of what it would be without
 * chance.
 *
 * @param estimate drift of the machine taken out
 * @param low lower end; empty where nothing is known of chance
 * @param high upper end; empty likewise
 */
public record Ratio(double estimate, OptionalDouble low, OptionalDouble high) {

  /** Without chance. */
  public static Ratio exact(double estimate) {
    return new Ratio(estimate, OptionalDouble.of(estimate), OptionalDouble.of(estimate));
  }

  /** Of which nothing is known but itself. */
  static Ratio alone(double estimate) {
    return new Ratio(estimate, OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** Of a natural logarithm with the half width of its interval. */
  public static Ratio ofLog(double log, double half) {
    return new Ratio(
        Math.exp(log),
        OptionalDouble.of(Math.exp(log - half)),
        OptionalDouble.of(Math.exp(log + half)));
  }

  /** True where even the far end of the interval is no more than this part away from 1. */
  boolean within(double part) {
    return low.isPresent()
        && high.isPresent()
        && distance(low.getAsDouble()) <= part
        && distance(high.getAsDouble()) <= part;
  }

  /** How far the far end of the interval is from 1; the estimate, where there is no interval. */
  public double farthest() {
    return Math.max(distance(low.orElse(estimate)), distance(high.orElse(estimate)));
  }

  /** How far the estimate is from 1: 0.25 for 1.25 and for 0.8. */
  double size() {
    return distance(estimate);
  }

  private static double distance(double ratio) {
    return Math.max(ratio, 1 / ratio) - 1;
  }
}
