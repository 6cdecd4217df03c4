package io.convbench.results;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a network predicts for one image, beside the truth.
 *
 * @param file the image's name within its dataset
 * @param truth index of the true class
 * @param ranked one to five different class indices, best first
 * @param confidence probability of the class ranked first; empty where it is not known
 * @param ownClass best class among those that the dataset is made of; empty where it is made of all
 */
public record ImagePrediction(
    String file, int truth, List<Integer> ranked, OptionalDouble confidence, OptionalInt ownClass) {

  /** How many classes are ranked at most. */
  public static final int MOST_RANKED = 5;

  /**
   * @throws IllegalArgumentException when a class index is negative, none, more than five or one
   *     class twice is ranked, or the confidence is not within 0 to 1
   */
  public ImagePrediction {
    ranked = List.copyOf(ranked);
    if (ranked.isEmpty() || ranked.size() > MOST_RANKED) {
      throw new IllegalArgumentException(
          "%s classes for %s: rank one to %s".formatted(ranked.size(), file, MOST_RANKED));
    }
    if (new HashSet<>(ranked).size() < ranked.size()) {
      throw new IllegalArgumentException(
          "one class twice for %s (%s): rank each once".formatted(file, ranked));
    }
    if (truth < 0 || ownClass.orElse(0) < 0 || ranked.stream().anyMatch(index -> index < 0)) {
      throw new IllegalArgumentException(
          "a negative class index for %s: truth %s, ranked %s, own class %s"
              .formatted(file, truth, ranked, ownClass));
    }
    if (!(confidence.orElse(0) >= 0 && confidence.orElse(0) <= 1)) {
      throw new IllegalArgumentException(
          "confidence %s for %s: a probability is between 0 and 1".formatted(confidence, file));
    }
  }

  /** The class ranked first. */
  public int first() {
    return ranked.get(0);
  }

  /** Whether the truth is among the first {@code k} classes. */
  public boolean isHit(int k) {
    int rank = ranked.indexOf(truth);
    return rank >= 0 && rank < k;
  }

  /**
   * Whether the truth is the best of the dataset's own classes; false where these are not known.
   */
  public boolean isOwnClassHit() {
    return ownClass.isPresent() && ownClass.getAsInt() == truth;
  }
}
