package io.convbench.harness.gpu;

import io.convbench.foundation.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Drivers of ten years print other things, and broken ones complaints. */
class SmiOutputFuzzTest {

  private static final String UUID = "GPU-5b5a2c3e-1f2b-4a8e-9c55-6a1d0c2e7f10";

  @Test
  void gpus() throws Exception {
    Fuzz.ofTexts(
            "nvidia-smi's GPUs",
            "0, %s, NVIDIA H100, 580.82, 4, 9.0, 81559, Disabled, Enabled, [N/A], 700.00, 1980, 2619\n"
                .formatted(UUID))
        .with("[N/A]", "[Insufficient Permissions]", "N/A")
        .read(
            input -> {
              List<Gpu> gpus = SmiOutput.gpus(text(input), SmiOutput.GPU_FIELDS);
              VisibleGpus.seen(gpus, Map.of(), Map.of("CUDA_VISIBLE_DEVICES", UUID));
            });
  }

  @Test
  void memory() throws Exception {
    Fuzz.ofTexts(
            "nvidia-smi's processes",
            "100, GPU-x, 7\n4711, %s, 512\n47, GPU-x, [N/A]\n".formatted(UUID))
        .read(input -> SmiOutput.usedBytes(text(input), 4711, UUID));
  }

  @Test
  void listing() throws Exception {
    Fuzz.ofTexts(
            "nvidia-smi's devices",
            """
            GPU 0: NVIDIA H100 (UUID: %s)
              MIG 1g.10gb     Device  0: (UUID: MIG-dd3fa5de-f4ba-5a1d-9e4a-1d6d2c2a3d6a)
            """
                .formatted(UUID),
            "| NVIDIA-SMI 550.54.15   Driver Version: 550.54.15   CUDA Version: 12.4 |\n",
            "Field \"mig.mode.current\" is not a valid field to query.\n")
        .read(
            input -> {
              SmiOutput.instances(text(input));
              SmiOutput.cudaVersion(text(input));
              SmiOutput.unknownField(text(input));
            });
  }

  private static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }
}
