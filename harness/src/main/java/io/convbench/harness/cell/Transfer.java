package io.convbench.harness.cell;

import io.convbench.datasets.labels.LabeledImages;
import io.convbench.datasets.transfer.ClassFolders;
import io.convbench.datasets.transfer.Split;
import io.convbench.datasets.transfer.SplitRule;
import io.convbench.foundation.input.InvalidInputException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What cut networks are to learn.
 *
 * @param classes names of the dataset's classes, by class index
 * @param rule which images are held out
 * @param layers where each architecture, by its name, is cut, and from which layer on it is tuned
 *     where that is asked for; in this order
 * @param epochs of a tuning at most
 * @param features folder of the features that were extracted before
 */
public record Transfer(
    List<String> classes,
    SplitRule rule,
    Map<String, List<Cut>> layers,
    int epochs,
    Path features) {

  public Transfer {
    classes = List.copyOf(classes);
    // Map.copyOf has another order in every process, and no run could be continued.
    layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
  }

  /**
   * Divides the images that can be decoded.
   *
   * @throws InvalidInputException when a class has too few of them
   */
  public List<Split> splits(LabeledImages images) {
    return rule.of(new ClassFolders(classes, images));
  }

  /** Which of the images were held out, as rows say it. */
  public String split(LabeledImages images) {
    return new ClassFolders(classes, images).parts().isEmpty() ? rule.asked() : "folders";
  }

  /** What was asked for, by which a run that is continued is known. */
  public String asked() {
    return "transfer %s at %s, %s, %s epochs".formatted(classes, layers, rule.asked(), epochs);
  }
}
