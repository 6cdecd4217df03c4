package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.harness.training.FineTuning;
import io.convbench.harness.transfer.LogLoss;
import io.convbench.results.Column;
import io.convbench.results.Row;
import org.junit.jupiter.api.Test;

class FineTuneTest {

  private static final Row SEEDED = Row.empty().with(Column.CAUTION, "seeded weights");

  @Test
  void saysNothingOfATrainingThatDidNotDiverge() {
    assertEquals(
        "seeded weights", FineTune.cautions(SEEDED, progress(7, false), progress(2, false)));
  }

  @Test
  void saysWhichTrainingDiverged() {
    assertEquals(
        "the loss was no number in epoch 8, and training ended there",
        FineTune.cautions(Row.empty(), progress(7, true), progress(2, false)));
    assertEquals(
        "seeded weights; the loss was no number in epoch 3 of the training with all images, which"
            + " ended there",
        FineTune.cautions(SEEDED, progress(7, false), progress(2, true)));
  }

  /** Where the validation images are not learned from, it is the one training that there is. */
  @Test
  void saysOfASingleTrainingOnce() {
    assertEquals(
        "the loss was no number in epoch 8, and training ended there",
        FineTune.cautions(Row.empty(), progress(7, true), progress(7, true)));
  }

  private static FineTuning.Progress progress(int epoch, boolean diverged) {
    return new FineTuning.Progress(
        epoch, 1, new FineTuning.Score(new LogLoss(0.1, 0.01), 1), true, diverged, 2);
  }
}
