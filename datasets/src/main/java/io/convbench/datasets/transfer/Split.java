package io.convbench.datasets.transfer;

import io.convbench.datasets.labels.LabeledImage;
import io.convbench.foundation.input.InvalidInputException;
import java.util.List;

/**
 * One division of a dataset.
 *
 * @param train learned from
 * @param validation by which settings are chosen; empty where that is left to cross-validation
 * @param test held out until all is chosen
 */
public record Split(
    List<LabeledImage> train, List<LabeledImage> validation, List<LabeledImage> test) {

  /**
   * @throws InvalidInputException when nothing is learned from or nothing is held out
   */
  public Split {
    if (train.isEmpty() || test.isEmpty()) {
      throw new InvalidInputException(
          "%s images to learn from and %s held out can be read: a head needs both"
              .formatted(train.size(), test.size()));
    }
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
  }
}
