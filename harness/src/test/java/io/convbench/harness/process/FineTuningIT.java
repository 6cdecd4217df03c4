package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.gpu.VisibleGpus;
import io.convbench.results.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training of a network's last layers, on a small residual network and pictures of waves. */
class FineTuningIT {

  /** PyTorch adds in another order where memory lies otherwise. */
  private static final float ROUNDING = 2e-6f;

  @TempDir private Path folder;

  /** Central differences of a float32 loss are good to some thousandths. */
  @Test
  void takesGradientsOfTheLastLayersAlone() throws Exception {
    FineTuningTask.Shown shown = shown("gradients");

    assertTrue(shown.learned().contains("logits/kernel"), shown.learned().toString());
    assertFalse(shown.learned().stream().anyMatch(name -> name.contains("bn")));
    assertEquals(shown.gradients().size(), shown.differences().size());
    double largest = 0;
    for (int i = 0; i < shown.gradients().size(); i++) {
      double gradient = shown.gradients().get(i);
      largest = Math.max(largest, Math.abs(gradient));
      assertEquals(
          shown.differences().get(i), gradient, 2e-3 + 0.02 * Math.abs(gradient), "value " + i);
    }
    assertTrue(largest > 0.01, "gradients of " + largest + " show nothing");
  }

  /** With what was learned put back it is the network that it was, batch norms included. */
  @Test
  void leavesAllOtherWeightsAndTheStatisticsOfBatchNorms() throws Exception {
    FineTuningTask.Shown shown = shown("gradients");

    assertArrayEquals(shown.logitsBefore(), shown.logitsRestored(), ROUNDING);
    double change = 0;
    for (int i = 0; i < shown.logitsBefore().length; i++) {
      change = Math.max(change, Math.abs(shown.logitsTrained()[i] - shown.logitsBefore()[i]));
    }
    assertTrue(change > 0.01, "a training that changes logits by " + change + " shows nothing");
  }

  @Test
  @Tag("conformance")
  void goesOnFromItsCheckpointToTheSameWeights() throws Exception {
    FineTuningTask.Shown whole = shown("whole");
    Path checkpoint = folder.resolve("checkpoint");
    Optional<Failure> failure = run("killed", checkpoint);
    assertTrue(failure.isPresent());
    assertTrue(Files.size(checkpoint) > 0);
    assertEquals(Optional.empty(), run("resumed", checkpoint));
    FineTuningTask.Shown resumed = read("resumed");

    assertTrue(Files.readString(folder.resolve("resumed.log")).contains("goes on behind epoch 3"));
    assertEquals(whole.epochs(), resumed.epochs());
    assertTrue(whole.epochs().get(1) > 0, "nothing was learned");
    whole
        .weights()
        .forEach(
            (name, values) ->
                assertArrayEquals(values, resumed.weights().get(name), ROUNDING, name));
  }

  private FineTuningTask.Shown shown(String what) throws Exception {
    assertEquals(Optional.empty(), run(what, folder.resolve(what + ".checkpoint")));
    return read(what);
  }

  private FineTuningTask.Shown read(String what) throws Exception {
    return new ObjectMapper()
        .readValue(folder.resolve(what + ".json").toFile(), FineTuningTask.Shown.class);
  }

  private Optional<Failure> run(String what, Path checkpoint) throws Exception {
    Path own = Files.createDirectories(folder.resolve(what));
    WorkerLauncher jvm =
        new WorkerLauncher(
            ConformanceChild.installation(own, FineTuningTask.class),
            TestCaches.engines(),
            Duration.ofMinutes(10));
    return jvm.unmeasured()
        .run(
            Engines.named("pytorch"),
            VisibleGpus.NONE,
            1,
            FineTuningTask.class,
            List.of(what, folder.resolve(what + ".json").toString(), checkpoint.toString()),
            folder.resolve(what + ".log"))
        .failure();
  }
}
