package io.convbench.results.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which classes are taken for which, counting the class ranked first.
 *
 * @param classes a line for each class that any image shows, by index
 * @param pairs a line for each mistake, most frequent first, then by truth and prediction
 */
public record ClassConfusion(List<ClassHits> classes, List<Pair> pairs) {

  public ClassConfusion {
    classes = List.copyOf(classes);
    pairs = List.copyOf(pairs);
  }

  /**
   * One class's accuracy (recall).
   *
   * @param truth class index
   * @param hits images predicted right
   * @param images images that show the class
   */
  public record ClassHits(int truth, int hits, int images) {

    /** Share predicted right. */
    public double accuracy() {
      return (double) hits / images;
    }
  }

  /**
   * One mistake.
   *
   * @param truth index of the true class
   * @param predicted index of the class ranked first instead
   * @param images how often
   */
  public record Pair(int truth, int predicted, int images) {}

  /**
   * Counts all images.
   *
   * @param truths index of the true class, per image
   * @param predicted index of the class ranked first, per image
   * @throws IllegalArgumentException when they are of different lengths
   */
  public static ClassConfusion of(int[] truths, int[] predicted) {
    if (truths.length != predicted.length) {
      throw new IllegalArgumentException(
          "%s truths beside %s predictions: give one of each per image"
              .formatted(truths.length, predicted.length));
    }
    Map<Integer, Map<Integer, Integer>> predictedOfTruth = new TreeMap<>();
    for (int i = 0; i < truths.length; i++) {
      predictedOfTruth
          .computeIfAbsent(truths[i], truth -> new TreeMap<>())
          .merge(predicted[i], 1, Integer::sum);
    }
    List<ClassHits> classes = new ArrayList<>();
    List<Pair> pairs = new ArrayList<>();
    predictedOfTruth.forEach(
        (truth, counts) -> {
          int all = counts.values().stream().mapToInt(Integer::intValue).sum();
          classes.add(new ClassHits(truth, counts.getOrDefault(truth, 0), all));
          counts.forEach((index, count) -> pairs.add(new Pair(truth, index, count)));
        });
    pairs.removeIf(pair -> pair.truth() == pair.predicted());
    // The sort is stable: within a count the order of the indices stays.
    pairs.sort(Comparator.comparingInt(Pair::images).reversed());
    return new ClassConfusion(classes, pairs);
  }

  /** The classes from the least accurate; of equal ones that with more images first. */
  public List<ClassHits> weakest() {
    return classes.stream()
        .sorted(
            Comparator.comparingDouble(ClassHits::accuracy)
                .thenComparing(Comparator.comparingInt(ClassHits::images).reversed()))
        .toList();
  }
}
