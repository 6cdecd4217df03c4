package io.convbench.datasets.labels;

import java.util.List;

/**
 * A folder beside its label file.
 *
 * @param present images that both have, in the label file's order
 * @param missing files that the label file names and the folder has not, in the label file's order
 * @param unlabeled images in the folder that the label file does not name, sorted
 */
public record FolderMatch(LabeledImages present, List<String> missing, List<String> unlabeled) {

  public FolderMatch {
    missing = List.copyOf(missing);
    unlabeled = List.copyOf(unlabeled);
  }
}
