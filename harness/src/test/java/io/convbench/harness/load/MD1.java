package io.convbench.harness.load;

import java.util.function.DoublePredicate;

/**
 * The queue with Poisson arrivals, one server and a fixed service time of 1: A. K. Erlang 1909. Its
 * waiting time is at most t with the probability (1 - r) sum over k from 0 to floor(t) of (r (k -
 * t))^k / k! exp(-r (k - t)), where r is the rate; its mean is r / (2 (1 - r)).
 */
final class MD1 {

  private MD1() {}

  static double meanTime(double rate) {
    return 1 + rate / (2 * (1 - rate));
  }

  /** A percentile of the time from arrival to answer, waiting and service. */
  static double percentile(double rate, double fraction) {
    return 1 + largest(30, time -> waitsAtMost(rate, time) < fraction);
  }

  /** The largest rate at which a percentile is within a bound. */
  static double largestRate(double bound, double fraction) {
    return largest(0.95, rate -> percentile(rate, fraction) <= bound);
  }

  /** The largest number from 0 to this one for which something holds, and for none above it. */
  private static double largest(double most, DoublePredicate holds) {
    double low = 0;
    double high = most;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (holds.test(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double waitsAtMost(double rate, double time) {
    double sum = 0;
    double factorial = 1;
    for (int k = 0; k <= Math.floor(time); k++) {
      factorial *= Math.max(1, k);
      double x = rate * (k - time);
      sum += Math.pow(x, k) / factorial * Math.exp(-x);
    }
    return (1 - rate) * sum;
  }
}
