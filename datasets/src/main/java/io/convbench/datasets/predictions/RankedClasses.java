package io.convbench.datasets.predictions;

import io.convbench.datasets.labels.ClassIndex;
import io.convbench.foundation.input.InvalidInputException;
import java.util.HashSet;
import java.util.List;

/**
 * What somebody predicts for one image.
 *
 * @param file the image's name
 * @param classes one to five different class indices, best first
 */
public record RankedClasses(String file, List<Integer> classes) {

  static final int MOST = 5;

  /**
   * @throws InvalidInputException when there are none or more than five classes, one twice or one
   *     outside 0 to 999
   */
  public RankedClasses {
    classes = List.copyOf(classes);
    if (classes.isEmpty() || classes.size() > MOST) {
      throw new InvalidInputException(
          "%s classes for %s: write one to %s".formatted(classes.size(), file, MOST));
    }
    if (new HashSet<>(classes).size() < classes.size()) {
      throw new InvalidInputException(
          "one class twice for %s (%s): write each once".formatted(file, classes));
    }
    for (int index : classes) {
      if (index < 0 || index >= ClassIndex.SIZE) {
        throw new InvalidInputException(
            "class index %s for %s: use 0 to %s".formatted(index, file, ClassIndex.SIZE - 1));
      }
    }
  }
}
