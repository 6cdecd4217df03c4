package io.convbench.harness.modelfile.torchscript;

import io.convbench.suites.graph.WeightTensor;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;

/** What a TorchScript module is for, and which of its weights a training changes. */
public final class ModuleUse {

  /** Forward passes alone. */
  public static final ModuleUse INFERENCE = new ModuleUse(tensor -> false, false, false);

  /** To be trained whole: in training mode, batch norms take the batch's statistics. */
  public static final ModuleUse TRAINING =
      new ModuleUse(tensor -> tensor.role().isLearned(), true, true);

  private final Predicate<WeightTensor> learned;
  private final boolean trained;
  private final boolean fromBatches;

  private ModuleUse(Predicate<WeightTensor> learned, boolean trained, boolean fromBatches) {
    this.learned = learned;
    this.trained = trained;
    this.fromBatches = fromBatches;
  }

  /**
   * To be trained in part: batch norms take the statistics that they have in any mode, and these
   * stay.
   *
   * @param learned the weights that gradients change
   */
  public static ModuleUse fineTuning(Collection<WeightTensor> learned) {
    return new ModuleUse(Set.copyOf(learned)::contains, true, false);
  }

  /** True of weights that gradients change: the module's parameters; all others are buffers. */
  public boolean learns(WeightTensor tensor) {
    return learned.test(tensor);
  }

  /** True when layers may change their inputs, which a backward pass needs as they were. */
  boolean isInPlace() {
    return !trained;
  }

  /** Whether batch norms take the batch's statistics, in TorchScript. */
  String fromBatches() {
    return fromBatches ? "self.training" : "False";
  }

  /** The share of a batch's statistics in the moving ones (PyTorch's default), in TorchScript. */
  String statisticsMomentum() {
    return fromBatches ? "0.1" : "0.";
  }
}
