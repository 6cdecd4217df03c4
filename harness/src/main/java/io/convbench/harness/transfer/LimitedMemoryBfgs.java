package io.convbench.harness.transfer;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/**
 * L-BFGS with a backtracking line search: J. Nocedal and S. J. Wright 2006, "Numerical
 * Optimization", algorithms 7.4, 7.5 and 3.1. For smooth convex functions.
 */
final class LimitedMemoryBfgs {

  /** Steps of which the curvature is remembered. */
  private static final int MEMORY = 10;

  private static final double SUFFICIENT_DECREASE = 1e-4;

  private static final double LEAST_STEP = 1e-20;

  /** What is minimised. */
  interface Function {

    /**
     * The value at a point.
     *
     * @param gradient receives the gradient there
     */
    double at(double[] point, double[] gradient);
  }

  /**
   * Where the search ended.
   *
   * @param point of the least value that was found
   * @param reached false when it ended after the most steps, before the minimum
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Minimum(double[] point, boolean reached) {}

  /** A step, how it changed the gradient, and 1 over their product. */
  private record Curvature(double[] step, double[] change, double rho) {}

  private final Function function;
  private final double tolerance;
  private final int mostSteps;

  /**
   * @param tolerance where no part of the gradient is larger, the minimum is found
   * @param mostSteps after so many the search ends
   */
  LimitedMemoryBfgs(Function function, double tolerance, int mostSteps) {
    this.function = function;
    this.tolerance = tolerance;
    this.mostSteps = mostSteps;
  }

  /** The minimum, searched from a point. */
  Minimum minimum(double[] start) {
    double[] point = start.clone();
    double[] gradient = new double[point.length];
    double value = function.at(point, gradient);
    Deque<Curvature> newestFirst = new ArrayDeque<>();
    for (int i = 0; i < mostSteps && largest(gradient) > tolerance; i++) {
      double[] direction = direction(gradient, newestFirst);
      double slope = dot(direction, gradient);
      double[] next = new double[point.length];
      double[] gradientThere = new double[point.length];
      double length = newestFirst.isEmpty() ? 1 / Math.sqrt(dot(gradient, gradient)) : 1;
      double valueThere = move(point, direction, length, next, gradientThere);
      while (!(valueThere <= value + SUFFICIENT_DECREASE * length * slope)) {
        length /= 2;
        if (length < LEAST_STEP) {
          // What is left is rounding.
          return new Minimum(point, true);
        }
        valueThere = move(point, direction, length, next, gradientThere);
      }
      remember(difference(next, point), difference(gradientThere, gradient), newestFirst);
      point = next;
      gradient = gradientThere;
      value = valueThere;
    }
    return new Minimum(point, largest(gradient) <= tolerance);
  }

  private double move(
      double[] point, double[] direction, double length, double[] next, double[] gradient) {
    for (int j = 0; j < point.length; j++) {
      next[j] = point[j] + length * direction[j];
    }
    return function.at(next, gradient);
  }

  private static void remember(double[] step, double[] change, Deque<Curvature> newestFirst) {
    double product = dot(step, change);
    if (product > 0) {
      newestFirst.addFirst(new Curvature(step, change, 1 / product));
      if (newestFirst.size() > MEMORY) {
        newestFirst.removeLast();
      }
    }
  }

  /** Downhill, as far as the remembered curvature says. */
  private static double[] direction(double[] gradient, Deque<Curvature> newestFirst) {
    double[] direction = Arrays.stream(gradient).map(part -> -part).toArray();
    double[] parts = new double[newestFirst.size()];
    int i = 0;
    for (Curvature one : newestFirst) {
      parts[i] = one.rho() * dot(one.step(), direction);
      add(-parts[i++], one.change(), direction);
    }
    if (!newestFirst.isEmpty()) {
      Curvature newest = newestFirst.getFirst();
      double scale = 1 / (newest.rho() * dot(newest.change(), newest.change()));
      for (int j = 0; j < direction.length; j++) {
        direction[j] *= scale;
      }
    }
    for (Iterator<Curvature> oldest = newestFirst.descendingIterator(); oldest.hasNext(); ) {
      Curvature one = oldest.next();
      add(parts[--i] - one.rho() * dot(one.change(), direction), one.step(), direction);
    }
    return direction;
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  private static double[] difference(double[] first, double[] second) {
    double[] difference = first.clone();
    add(-1, second, difference);
    return difference;
  }

  private static void add(double factor, double[] values, double[] sum) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] += factor * values[j];
    }
  }

  private static double dot(double[] first, double[] second) {
    double sum = 0;
    for (int j = 0; j < first.length; j++) {
      sum += first[j] * second[j];
    }
    return sum;
  }
}
