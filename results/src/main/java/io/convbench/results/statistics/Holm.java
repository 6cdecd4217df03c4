package io.convbench.results.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * P-values of several tests, corrected so that all of them together are wrong no more often than
 * one: S. Holm 1979, "A simple sequentially rejective multiple test procedure", Scandinavian
 * Journal of Statistics 6, 65-70. It needs no independence of the tests.
 */
public final class Holm {

  private Holm() {}

  /**
   * The corrected values, in the order given: of m values the i-th least is multiplied by m - i +
   * 1, is at most 1, and no less than the one before it.
   *
   * @throws IllegalArgumentException when a value is outside 0 to 1
   */
  public static double[] corrected(double[] pValues) {
    for (double p : pValues) {
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException("p = %s is not between 0 and 1".formatted(p));
      }
    }
    int[] ascending =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] corrected = new double[pValues.length];
    double before = 0;
    for (int i = 0; i < ascending.length; i++) {
      double product = (ascending.length - i) * pValues[ascending[i]];
      before = Math.max(before, Math.min(1, product));
      corrected[ascending[i]] = before;
    }
    return corrected;
  }
}
