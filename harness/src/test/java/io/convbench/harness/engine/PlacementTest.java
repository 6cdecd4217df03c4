package io.convbench.harness.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.engine.EngineException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is made of the device's memory; no GPU is needed for it. */
class PlacementTest {

  private static final ComputeDevice GPU = ComputeDevice.named("gpu:0");

  @Test
  void acceptsAModelWhoseWeightsCameIntoTheDevicesMemory() {
    assertDoesNotThrow(
        () ->
            Placement.requireGrown(
                "tensorflow", GPU, 100_000_000, OptionalLong.of(99_000_000), false));
  }

  @Test
  void refusesAModelThatFellBackToTheProcessor() {
    assertRefused(
        "tensorflow does not compute on gpu:0: its memory grew by 2097152 bytes, the model has"
            + " 100000000",
        OptionalLong.of(2 << 20),
        false);
  }

  @Test
  void refusesWhatItCannotTell() {
    assertRefused(
        "cannot tell whether tensorflow computes on gpu:0: nvidia-smi does not answer",
        OptionalLong.empty(),
        false);
  }

  @Test
  void takesTheEnginesWordWhereMemoryIsUnknown() {
    assertDoesNotThrow(
        () -> Placement.requireGrown("pytorch", GPU, 100_000_000, OptionalLong.empty(), true));
  }

  private static void assertRefused(String message, OptionalLong grown, boolean told) {
    assertEquals(
        message,
        assertThrows(
                EngineException.class,
                () -> Placement.requireGrown("tensorflow", GPU, 100_000_000, grown, told))
            .getMessage());
  }
}
