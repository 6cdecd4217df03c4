package io.convbench.datasets.predictions;

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
   * @param count its images and those of them predicted right
   */
  public record ClassHits(int truth, HitCount count) {}

  /**
   * One mistake.
   *
   * @param truth index of the true class
   * @param predicted index of the class ranked first instead
   * @param images how often
   */
  public record Pair(int truth, int predicted, int images) {}

  /** Counts all images. */
  public static ClassConfusion of(List<ScoredImage> images) {
    Map<Integer, Map<Integer, Integer>> predictedOfTruth = new TreeMap<>();
    for (ScoredImage image : images) {
      predictedOfTruth
          .computeIfAbsent(image.truth(), truth -> new TreeMap<>())
          .merge(image.first(), 1, Integer::sum);
    }
    List<ClassHits> classes = new ArrayList<>();
    List<Pair> pairs = new ArrayList<>();
    predictedOfTruth.forEach(
        (truth, predicted) -> {
          int all = predicted.values().stream().mapToInt(Integer::intValue).sum();
          classes.add(new ClassHits(truth, new HitCount(predicted.getOrDefault(truth, 0), all)));
          predicted.forEach((index, count) -> pairs.add(new Pair(truth, index, count)));
        });
    pairs.removeIf(pair -> pair.truth() == pair.predicted());
    // The sort is stable: within a count the order of the indices stays.
    pairs.sort(Comparator.comparingInt(Pair::images).reversed());
    return new ClassConfusion(classes, pairs);
  }
}
