package io.convbench.harness.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.fuzz.Fuzz;
import io.convbench.harness.transfer.LogLoss;
import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.TensorSpec;
import io.convbench.suites.graph.WeightTensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints are left by kills, on disks that may be full. */
class TuningCheckpointFuzzTest {

  private static final List<WeightTensor> TENSORS =
      List.of(new WeightTensor(0, "head", new TensorSpec(TensorRole.BIAS, Shape.of(2))));

  private static final FineTuning.Progress PROGRESS =
      new FineTuning.Progress(
          3, 2, new FineTuning.Score(new LogLoss(0.5, 0.125), 0.75), false, false, 12.5);

  @TempDir private Path folder;

  @Test
  void checkpoints() throws Exception {
    byte[] valid = Files.readAllBytes(written());
    Path damaged = folder.resolve("damaged");

    Fuzz.of("checkpoint", valid).read(damaged, input -> TuningCheckpoint.header(damaged, TENSORS));
  }

  @Test
  void readsWhatWasWritten() throws Exception {
    assertEquals(
        Optional.of(new TuningCheckpoint.Header("a training", PROGRESS)),
        TuningCheckpoint.header(written(), TENSORS));
  }

  @Test
  void takesAFileThatWasChangedForNone() throws Exception {
    Path file = written();
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      Files.write(file, changed);
      assertTrue(TuningCheckpoint.header(file, TENSORS).isEmpty(), "byte " + i);
    }
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertTrue(TuningCheckpoint.header(file, TENSORS).isEmpty(), length + " bytes");
    }
  }

  private Path written() throws Exception {
    Path file = folder.resolve("net.checkpoint");
    TuningCheckpoint.write(
        file,
        new TuningCheckpoint.Header("a training", PROGRESS),
        List.of(new float[] {1, 2}, new float[] {3, 4}, new float[] {5, 6}));
    return file;
  }
}
