package io.convbench.harness.devicecheck;

import io.convbench.foundation.fuzz.Fuzz;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts in Python and Bash write what the device check reads. */
class DeviceCheckFuzzTest {

  @TempDir private Path folder;

  @Test
  void peer() throws Exception {
    Path file = folder.resolve("peer.json");
    Fuzz.ofTexts(
            "times of PyTorch in Python",
            """
            {"torch": "2.11.0", "device": "cuda:0", "batches": [
              {"batch": 1, "samples": 100, "p50_ms": 1.5, "device_p50_ms": 1.25},
              {"batch": 32, "samples": 20, "p50_ms": 9.5, "device_p50_ms": null}]}
            """)
        .read(file, input -> PeerTimes.read(file).of(32));
  }

  @Test
  void memory() throws Exception {
    Path file = folder.resolve("memory.txt");
    Fuzz.ofTexts("memory of a device over time", "4\n4\n812\n1024\n")
        .read(file, input -> MemoryTrace.read(file).grownBytes());
  }
}
