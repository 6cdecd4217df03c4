package io.convbench.suites.weights;

import java.io.IOException;

/** A dataset that HDF5 allows but weights are not read from; the message follows its name. */
final class UnreadableDataset extends IOException {

  private static final long serialVersionUID = 1;

  /**
   * @param how the dataset is stored, e.g. {@code as text}
   */
  UnreadableDataset(String how) {
    this(how, "save the weights again as float32");
  }

  /**
   * @param how the dataset is stored
   * @param remedy what to do about it
   */
  UnreadableDataset(String how, String remedy) {
    super(how + ": " + remedy);
  }
}
