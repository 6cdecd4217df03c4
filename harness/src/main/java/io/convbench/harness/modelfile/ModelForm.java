package io.convbench.harness.modelfile;

import java.util.Locale;

/** What is done to a graph before it becomes a model file. */
public enum ModelForm {
  /** Every layer as Keras has it. */
  PLAIN,
  /** Batch norms folded into the convolution before them, where nothing else reads it. */
  OPTIMIZED;

  /** The word in rows and metadata. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
