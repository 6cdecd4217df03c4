package io.convbench.harness.modelfile.torchscript;

/** What a TorchScript module is for. */
public enum ModuleUse {
  /** Forward passes alone. */
  INFERENCE,
  /** To be trained: while it is in training mode, batch norms take the batch's statistics. */
  TRAINING;

  /** True when the module's tensors are parameters. */
  boolean isTrained() {
    return this == TRAINING;
  }

  /** True when layers may change their inputs, which a backward pass needs as they were. */
  boolean isInPlace() {
    return this == INFERENCE;
  }

  /** Whether batch norms take the batch's statistics, in TorchScript. */
  String fromBatches() {
    return this == TRAINING ? "self.training" : "False";
  }

  /** The share of a batch's statistics in the moving ones (PyTorch's default), in TorchScript. */
  String statisticsMomentum() {
    return this == TRAINING ? "0.1" : "0.";
  }
}
