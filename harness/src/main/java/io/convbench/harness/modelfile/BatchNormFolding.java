package io.convbench.harness.modelfile;

/** Whether batch norms are folded before a graph becomes a model file. */
public enum BatchNormFolding {
  /** Every layer as Keras has it. */
  NONE("plain"),
  /** Batch norms folded into the convolution before them, where nothing else reads it. */
  FOLDED("optimized");

  private final String word;

  BatchNormFolding(String word) {
    this.word = word;
  }

  /** The word in rows and metadata. */
  public String word() {
    return word;
  }
}
