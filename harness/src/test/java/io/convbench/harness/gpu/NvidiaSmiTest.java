package io.convbench.harness.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.harness.ShellScript;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts stand in for {@code nvidia-smi} of machines that people described. */
class NvidiaSmiTest {

  private static final String FIRST = "GPU-513536b6-7d19-9063-b049-1e69664bb298";
  private static final String INSTANCE = "MIG-a45882f0-9215-5733-a0c1-49286ab31cb5";

  @TempDir private Path folder;

  /** A driver of 2021 has no compute_cap (github.com/huggingface/candle/issues/733). */
  @Test
  void asksAnOldDriverAgainWithoutTheFieldsThatItDoesNotKnow() throws IOException {
    NvidiaSmi smi =
        smi(
            "case $1 in\n"
                + "*compute_cap*) printf 'Field \"compute_cap\" is not a valid field to"
                + " query.\\n\\n'; exit 2;;\n"
                + "*mig.mode*) printf 'Field \"mig.mode.current\" is not a valid field to"
                + " query.\\n\\n'; exit 2;;\n"
                + "*) echo '0, GPU-a, Tesla T4, 440.33.01, 120, 15360, Enabled, Enabled, 70.00,"
                + " 1590, 5001';;\n"
                + "esac");

    Gpu gpu = smi.gpus().get(0);

    assertEquals(OptionalDouble.empty(), gpu.computeCapability());
    assertEquals("70.00", gpu.settings().get("power.limit"));
  }

  /** As in github.com/mozilla/translations/issues/1167. */
  @Test
  void saysThatDriverAndLibraryDoNotFit() throws IOException {
    NvidiaSmi smi =
        smi(
            "echo 'Failed to initialize NVML: Driver/library version mismatch'\n"
                + "echo 'NVML library version: 550.144'\nexit 18");

    String message = assertThrows(IOException.class, smi::gpus).getMessage();

    assertTrue(
        message.endsWith(" fails: Failed to initialize NVML: Driver/library version mismatch"),
        message);
    assertEquals(List.of(), smi.seenGpus());
    assertEquals(Optional.of(message), smi.failure());
  }

  /** What it prints where a driver is installed but no card is there. */
  @Test
  void seesNoneWhereNoDevicesAreFound() throws IOException {
    NvidiaSmi smi = smi("echo 'No devices were found'; exit 6");

    assertEquals(List.of(), smi.seenGpus());
    assertEquals(Optional.empty(), smi.failure());
  }

  @Test
  void findsNoFailureWhereItIsNotInstalled() {
    NvidiaSmi smi = new NvidiaSmi(folder.resolve("none").toString(), Duration.ofSeconds(20));

    assertEquals(List.of(), smi.seenGpus());
    assertEquals(Optional.empty(), smi.failure());
  }

  /** The machine of github.com/influxdata/telegraf/issues/5812, with two of its four cards. */
  @Test
  void seesAnInstanceWithTheNameOfItsGpu() throws IOException {
    NvidiaSmi smi =
        smi(
            "case $1 in\n--list-gpus)\n"
                + "echo 'GPU 0: NVIDIA A100-SXM4-80GB (UUID: "
                + FIRST
                + ")'\n"
                + "echo '  MIG 1g.20gb     Device  0: (UUID:"
                + " MIG-ce861fb0-a248-58ce-a9a8-f9adbc22a66a)'\n"
                + "echo '  MIG 1g.20gb     Device  1: (UUID: "
                + INSTANCE
                + ")'\n"
                + "echo 'GPU 1: NVIDIA A100-SXM4-80GB (UUID:"
                + " GPU-d8594bd4-0fc3-8595-e355-7c98138f3b95)';;\n"
                + "*) echo '0, "
                + FIRST
                + ", NVIDIA A100-SXM4-80GB, 535.54.03, 39, 8.0, 81920, Enabled, Enabled, Enabled,"
                + " 400.00, 1410, 1593'\n"
                + "echo '1, GPU-d8594bd4-0fc3-8595-e355-7c98138f3b95, NVIDIA A100-SXM4-80GB,"
                + " 535.54.03, 4, 8.0, 81920, Disabled, Enabled, Enabled, 400.00, 1410, 1593';;\n"
                + "esac");

    List<Gpu> seen = smi.seenGpus(Map.of("CUDA_VISIBLE_DEVICES", INSTANCE));

    assertEquals(1, seen.size());
    assertEquals("NVIDIA A100-SXM4-80GB MIG 1g.20gb", seen.get(0).model());
    assertEquals(FIRST, seen.get(0).uuid());
    assertEquals(INSTANCE, seen.get(0).instance().orElseThrow().uuid());
    assertEquals(
        List.of("NVIDIA A100-SXM4-80GB"),
        smi.seenGpus(Map.of("CUDA_VISIBLE_DEVICES", "1")).stream().map(Gpu::model).toList());
  }

  private NvidiaSmi smi(String body) throws IOException {
    Path script = ShellScript.write(folder.resolve("smi"), body);
    return new NvidiaSmi(script.toString(), Duration.ofSeconds(20));
  }
}
