package io.convbench.results.statistics;

import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * The rank test whether one of two samples lies above the other: H. B. Mann and D. R. Whitney 1947,
 * "On a test of whether one of two random variables is stochastically larger than the other",
 * Annals of Mathematical Statistics 18, 50-60. Two-sided; exact for few values without ties.
 *
 * <p>Its power is little where values are few: of 3 against 3 all orders are equally likely without
 * a difference, so that even two samples which do not overlap have p = 2/20. The least that it can
 * say is therefore part of what it says.
 *
 * @param pValue probability of an order so one-sided or more if there were no difference
 * @param leastPValue that of two samples of these sizes which do not overlap
 */
public record RankTest(double pValue, double leastPValue) {

  private static final double LEVEL = 0.05;

  /**
   * The test of two samples.
   *
   * @throws IllegalArgumentException when one is empty
   */
  public static RankTest of(double[] first, double[] second) {
    if (first.length == 0 || second.length == 0) {
      throw new IllegalArgumentException(
          "%s values against %s: each needs one".formatted(first.length, second.length));
    }
    double p = MannWhitneyUTest.withDefaults().test(first, second).getPValue();
    double orders = 1;
    for (int i = 1; i <= second.length; i++) {
      orders *= (first.length + i) / (double) i;
    }
    return new RankTest(p, Math.min(1, 2 / orders));
  }

  /**
   * True when the order says that they differ: by p of at most 0.05 or, where so few values cannot
   * reach that, by not overlapping at all.
   */
  public boolean tellsApart() {
    return pValue <= Math.max(LEVEL, leastPValue);
  }
}
