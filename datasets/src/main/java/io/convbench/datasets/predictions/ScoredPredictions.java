package io.convbench.datasets.predictions;

import io.convbench.datasets.labels.NameLikeness;
import io.convbench.datasets.labels.RealLabels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Predictions beside the truth, in the truth's order, so that those of two files over one truth are
 * paired.
 *
 * @param name the predictions' name
 * @param depth how many classes were ranked for an image at most
 */
public record ScoredPredictions(String name, int depth, List<ScoredImage> images) {

  public ScoredPredictions {
    images = List.copyOf(images);
  }

  /**
   * Puts each prediction beside its truth.
   *
   * @param truth class index by file name
   * @param truthPath where the truth came from, for messages
   * @throws IOException when an image lacks its prediction or its truth
   */
  public static ScoredPredictions of(
      Predictions predictions, Map<String, Integer> truth, Path truthPath) throws IOException {
    refuseMissing(predictions.images().keySet(), predictions.path(), truth.keySet(), truthPath);
    refuseMissing(truth.keySet(), truthPath, predictions.images().keySet(), predictions.path());
    List<ScoredImage> images = new ArrayList<>();
    truth.forEach(
        (file, index) -> images.add(new ScoredImage(index, predictions.images().get(file))));
    return new ScoredPredictions(predictions.name(), predictions.depth(), images);
  }

  /** The same under another name. */
  public ScoredPredictions named(String other) {
    return new ScoredPredictions(other, depth, images);
  }

  /**
   * Images whose truth is among the first so many classes.
   *
   * @throws IllegalArgumentException when not so many were ranked
   */
  public HitCount top(int rank) {
    if (rank < 1 || rank > depth) {
      throw new IllegalArgumentException(
          "top-%s hits of %s, which ranks %s class(es)".formatted(rank, name, depth));
    }
    return new HitCount(
        (int) images.stream().filter(image -> image.isHit(rank)).count(), images.size());
  }

  /**
   * ReaL accuracy: images whose first class is among the reassessed labels, of those that have any.
   *
   * @throws IllegalArgumentException when the labels do not go so far
   */
  public HitCount real(RealLabels labels) {
    int labeled = 0;
    int hits = 0;
    for (ScoredImage image : images) {
      Set<Integer> classes = labels.of(image.prediction().file());
      labeled += classes.isEmpty() ? 0 : 1;
      hits += classes.contains(image.first()) ? 1 : 0;
    }
    return new HitCount(hits, labeled);
  }

  private static void refuseMissing(
      Set<String> files, Path path, Set<String> others, Path otherPath) throws IOException {
    List<String> missing = files.stream().filter(file -> !others.contains(file)).toList();
    if (!missing.isEmpty()) {
      throw new IOException(
          "%s names %s image(s) that %s does not (first: %s): the two must name the same images%s."
              .formatted(
                  path,
                  missing.size(),
                  otherPath,
                  missing.get(0),
                  NameLikeness.hint(missing, others).map("; "::concat).orElse("")));
    }
  }
}
