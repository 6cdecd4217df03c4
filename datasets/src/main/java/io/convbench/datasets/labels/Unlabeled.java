package io.convbench.datasets.labels;

/** What becomes of images in the folder that the label file does not name. */
public enum Unlabeled {
  /** An error: more often than not the label file is another folder's or incomplete. */
  REFUSED,
  /** They are skipped, so that a label file can choose a part of a folder. */
  LEFT_OUT
}
