package io.convbench.harness.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.convbench.harness.modelfile.Precision;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExecutionTest {

  private static final String ARENAS = "MALLOC_ARENA_MAX";

  @Test
  void keepsPyTorchsFreedMemoryUnlessTheShellSaysHowMallocWorks() {
    Execution pytorch = on("pytorch", "cpu");
    assertEquals("1", pytorch.environment(Map.of()).get(ARENAS));
    assertEquals("0", pytorch.environment(Map.of()).get("MALLOC_MMAP_MAX_"));
    Map<String, String> besideTheShell = pytorch.environment(Map.of(ARENAS, "4"));
    assertFalse(besideTheShell.containsKey(ARENAS), "the shell's value stays");
    assertEquals("0", besideTheShell.get("MALLOC_MMAP_MAX_"));
  }

  @Test
  void leavesMallocAloneWhereMapsDoNotComeFromIt() {
    assertFalse(on("pytorch", "gpu:0").environment(Map.of()).containsKey(ARENAS));
    assertFalse(on("onnxruntime", "cpu").environment(Map.of()).containsKey(ARENAS));
    assertFalse(on("tensorflow", "cpu").environment(Map.of()).containsKey(ARENAS));
  }

  private static Execution on(String engine, String device) {
    return new Execution(Engines.named(engine), ComputeDevice.named(device), 8, Precision.FP32, 2);
  }
}
