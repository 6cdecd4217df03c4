package io.convbench.harness.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.engine.EngineException;
import io.convbench.harness.gpu.DeviceMemory;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is made of the device's memory; no GPU is needed for it. */
class PlacementTest {

  private static final ComputeDevice GPU = ComputeDevice.named("gpu:0");
  private static final DeviceMemory.Reading UNKNOWN =
      new DeviceMemory.Reading(OptionalLong.empty(), "unknown: nvidia-smi does not answer");

  @Test
  void acceptsAModelWhoseWeightsCameIntoTheDevicesMemory() {
    assertDoesNotThrow(
        () -> Placement.requireGrown("tensorflow", GPU, 100_000_000, ofProcess(99_000_000), false));
  }

  @Test
  void refusesAModelThatFellBackToTheProcessor() {
    assertRefused(
        "tensorflow does not compute on gpu:0: its memory grew by 2097152 bytes, the model has"
            + " 100000000",
        ofProcess(2 << 20),
        false);
  }

  @Test
  void refusesWhatItCannotTell() {
    assertRefused(
        "cannot tell whether tensorflow computes on gpu:0: nvidia-smi does not answer",
        UNKNOWN,
        false);
  }

  @Test
  void takesTheEnginesWordWhereMemoryIsUnknown() {
    assertDoesNotThrow(() -> Placement.requireGrown("pytorch", GPU, 100_000_000, UNKNOWN, true));
  }

  /**
   * In a container, another process that ends meanwhile takes more from the device than a model
   * adds.
   */
  @Test
  void takesTheEnginesWordWhereOnlyTheWholeDevicesMemoryIsKnown() {
    DeviceMemory.Reading shrunk = new DeviceMemory.Reading(OptionalLong.of(0), DeviceMemory.DEVICE);

    assertDoesNotThrow(() -> Placement.requireGrown("pytorch", GPU, 100_000_000, shrunk, true));
    assertRefused(
        "tensorflow does not compute on gpu:0: its memory grew by 0 bytes, the model has 100000000",
        shrunk,
        false);
  }

  @Test
  void refusesTheEnginesWordAgainstItsProcesssOwnMemory() {
    assertRefused(
        "tensorflow does not compute on gpu:0: its memory grew by 1024 bytes, the model has"
            + " 100000000",
        ofProcess(1024),
        true);
  }

  private static DeviceMemory.Reading ofProcess(long bytes) {
    return new DeviceMemory.Reading(OptionalLong.of(bytes), DeviceMemory.PROCESS);
  }

  private static void assertRefused(String message, DeviceMemory.Reading grown, boolean told) {
    assertEquals(
        message,
        assertThrows(
                EngineException.class,
                () -> Placement.requireGrown("tensorflow", GPU, 100_000_000, grown, told))
            .getMessage());
  }
}
