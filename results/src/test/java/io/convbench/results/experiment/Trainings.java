package io.convbench.results.experiment;

import io.convbench.results.Column;
import io.convbench.results.Row;
import java.util.List;

/** Settings and trainings for tests. */
public final class Trainings {

  private Trainings() {}

  /** Two depths, three seeds and ten epochs. */
  public static DepthSettings settings() {
    return new DepthSettings(
        "pictures",
        "0".repeat(64),
        List.of("cats", "dogs"),
        324,
        200,
        32,
        8,
        List.of(8, 56),
        List.of(1L, 2L, 3L),
        10,
        36,
        0.05,
        0.9,
        1e-4,
        true,
        "PyTorch 2.7.1");
  }

  /** With this training error in the last epoch, half of it wrong before. */
  public static DepthTraining of(boolean residual, int depth, long seed, double error) {
    DepthTraining.Epoch before = new DepthTraining.Epoch(0.7, 0.5, 0.5);
    DepthTraining.Epoch last = new DepthTraining.Epoch(0.4, error, error + 0.1);
    return new DepthTraining(
        residual,
        depth,
        seed,
        List.of(before, before, before, before, before, before, before, before, before, last),
        List.of(
            new DepthTraining.LayerGradient("stem_conv", 0.5, 0.25),
            new DepthTraining.LayerGradient("stage1_block1_1_conv", 0.4, 0.2)),
        12.5,
        Row.empty()
            .with(Column.TRAINING_S, 12.5)
            .with(Column.CONTENTION, 0.09)
            .with(Column.VERDICT, "noisy")
            .with(Column.VERDICT_REASONS, "others took processors"));
  }
}
