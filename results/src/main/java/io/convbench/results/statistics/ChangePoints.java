package io.convbench.results.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Where the level of a series changed: E-divisive by D. S. Matteson and N. A. James 2014, "A
 * nonparametric approach for multiple change point analysis of multivariate data", Journal of the
 * American Statistical Association 109, 334-345, with exponent 1. Where the distance between the
 * two sides is largest the series is split, if Student's t-test tells the sides apart, and each
 * side likewise. The t-test in place of the paper's permutations is what Apache Otava does (M.
 * Fleming, P. Kołaczkowski et al. 2023, "Hunter: using change point detection to hunt for
 * performance regressions", ICPE): it needs no random numbers and finds a change at its first
 * value.
 */
public final class ChangePoints {

  /**
   * A change of level.
   *
   * @param index of the first value of the new level
   * @param before mean of the values of the level before
   * @param after mean of the new level's
   * @param pValue of Student's t-test between both
   */
  public record ChangePoint(int index, double before, double after, double pValue) {}

  private ChangePoints() {}

  /**
   * All change points, in the order of the series.
   *
   * @param level the most that the p-value of a change may be
   * @param fewest values that a level needs before a change from it can be told
   */
  public static List<ChangePoint> of(double[] values, double level, int fewest) {
    List<Integer> ends = new ArrayList<>();
    split(values, 0, values.length, level, fewest, ends);
    ends.sort(null);
    return merged(values, ends, level);
  }

  private static void split(
      double[] values, int from, int to, double level, int fewest, List<Integer> found) {
    Optional<Integer> best = farthest(values, from, to, fewest);
    if (best.isPresent() && pValue(values, from, best.get(), to) <= level) {
      found.add(best.get());
      split(values, from, best.get(), level, fewest, found);
      split(values, best.get(), to, level, fewest, found);
    }
  }

  /** Splits that later ones made weak go again, the weakest first. */
  private static List<ChangePoint> merged(double[] values, List<Integer> splits, double level) {
    List<Integer> left = new ArrayList<>(splits);
    while (true) {
      int weakest = -1;
      double most = level;
      List<ChangePoint> points = new ArrayList<>();
      for (int i = 0; i < left.size(); i++) {
        int from = i == 0 ? 0 : left.get(i - 1);
        int to = i + 1 < left.size() ? left.get(i + 1) : values.length;
        double p = pValue(values, from, left.get(i), to);
        points.add(
            new ChangePoint(
                left.get(i), mean(values, from, left.get(i)), mean(values, left.get(i), to), p));
        if (p > most) {
          most = p;
          weakest = i;
        }
      }
      if (weakest < 0) {
        return List.copyOf(points);
      }
      left.remove(weakest);
    }
  }

  /**
   * The split with the largest energy distance, weighted by the sizes of its sides; empty for too
   * few values. Sums of distances are carried from split to split.
   */
  private static Optional<Integer> farthest(double[] values, int from, int to, int fewest) {
    int count = to - from;
    double within = 0;
    double right = 0;
    for (int i = from; i < to; i++) {
      for (int j = i + 1; j < to; j++) {
        right += Math.abs(values[i] - values[j]);
      }
    }
    double between = 0;
    double best = -1;
    int at = -1;
    for (int split = from + 1; split < to; split++) {
      double toLeft = 0;
      double toRight = 0;
      double moved = values[split - 1];
      for (int i = from; i < split - 1; i++) {
        toLeft += Math.abs(values[i] - moved);
      }
      for (int i = split; i < to; i++) {
        toRight += Math.abs(values[i] - moved);
      }
      within += toLeft;
      right -= toRight;
      between += toRight - toLeft;
      int n = split - from;
      int m = count - n;
      if (n >= fewest) {
        double distance =
            2 * between / ((double) n * m)
                - (n > 1 ? 2 * within / (n * (n - 1.0)) : 0)
                - (m > 1 ? 2 * right / (m * (m - 1.0)) : 0);
        double weighted = (double) n * m / count * distance;
        if (weighted > best) {
          best = weighted;
          at = split;
        }
      }
    }
    return at < 0 ? Optional.empty() : Optional.of(at);
  }

  /** Student's t-test, two-sided, of one variance. */
  private static double pValue(double[] values, int from, int split, int to) {
    int degrees = to - from - 2;
    double distance = mean(values, split, to) - mean(values, from, split);
    if (degrees < 1 || distance == 0) {
      return 1;
    }
    double squares = squares(values, from, split) + squares(values, split, to);
    if (squares == 0) {
      return 0;
    }
    double error = Math.sqrt(squares / degrees * (1.0 / (split - from) + 1.0 / (to - split)));
    return Math.min(
        1, 2 * TDistribution.of(degrees).survivalProbability(Math.abs(distance) / error));
  }

  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum / (to - from);
  }

  private static double squares(double[] values, int from, int to) {
    double mean = mean(values, from, to);
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (values[i] - mean) * (values[i] - mean);
    }
    return sum;
  }
}
