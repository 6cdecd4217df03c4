package io.convbench.results.statistics;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * MLPerf's early stopping: how many passes a percentile needs, and what it does not exceed with 99
 * % confidence (MLCommons, inference policies, "Early stopping"; LoadGen's {@code
 * early_stopping.cc}). Of q passes t may be slower than the percentile p, for the largest t with
 * I(p; q - t, t + 1) of at most 0.01, I being the regularized incomplete beta function; the
 * tolerance d is 0. As in LoadGen, the estimate is the t-th slowest pass, so that it needs the
 * passes of t = 1: 11 for the median, 64 for the 90th and 662 for the 99th percentile.
 */
public final class EarlyStopping {

  private static final double DOUBT = 0.01;

  private EarlyStopping() {}

  /**
   * Passes that may be slower than a percentile; empty where even none is too many.
   *
   * @param percentile as a fraction, above 0 and below 1
   * @param passes that were timed
   */
  public static OptionalLong slowerPasses(double percentile, long passes) {
    if (passes < 1 || doubt(percentile, passes, 0) > DOUBT) {
      return OptionalLong.empty();
    }
    long allowed = 0;
    long tooMany = passes;
    while (tooMany - allowed > 1) {
      long middle = (allowed + tooMany) >>> 1;
      if (doubt(percentile, passes, middle) <= DOUBT) {
        allowed = middle;
      } else {
        tooMany = middle;
      }
    }
    return OptionalLong.of(allowed);
  }

  /**
   * The fewest passes of which so many may be slower than a percentile.
   *
   * @param percentile as a fraction, above 0 and below 1
   */
  public static long passesNeeded(double percentile, long slower) {
    long needed = slower + 1;
    while (doubt(percentile, needed, slower) > DOUBT) {
      needed++;
    }
    return needed;
  }

  /**
   * What a percentile does not exceed with 99 % confidence; empty for too few passes.
   *
   * @param percentile as a fraction, above 0 and below 1
   * @param ascending times of all passes, the fastest first
   */
  public static OptionalDouble bound(double percentile, double[] ascending) {
    long slower = slowerPasses(percentile, ascending.length).orElse(0);
    return slower < 1
        ? OptionalDouble.empty()
        : OptionalDouble.of(ascending[ascending.length - (int) slower]);
  }

  private static double doubt(double percentile, long passes, long slower) {
    return RegularizedBeta.value(percentile, passes - slower, slower + 1.0);
  }
}
