package io.convbench.harness.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.harness.ShellScript;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script stands in for {@code nvidia-smi}. */
class DeviceMemoryTest {

  private static final Map<String, String> SEES_FIRST = Map.of("CUDA_VISIBLE_DEVICES", "0");

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void readsTheProcesssOwnMemory() throws IOException {
    long pid = ProcessHandle.current().pid();
    DeviceMemory memory = DeviceMemory.of(smi(1000, pid + ", GPU-a, 300"), SEES_FIRST);
    smi(9000, pid + ", GPU-a, 800");

    assertEquals(
        new DeviceMemory.Reading(OptionalLong.of(800L << 20), DeviceMemory.PROCESS), memory.used());
    assertEquals(OptionalLong.of(500L << 20), memory.grown().bytes());
  }

  @Test
  void comparesTheWholeDeviceWhereTheProcessIsNotListed() throws IOException {
    DeviceMemory memory = DeviceMemory.of(smi(1000, "1, GPU-a, 300"), SEES_FIRST);
    smi(1600, "1, GPU-a, 800");

    assertEquals(
        new DeviceMemory.Reading(OptionalLong.of(600L << 20), DeviceMemory.DEVICE), memory.used());
    assertEquals(OptionalLong.of(600L << 20), memory.grown().bytes());
  }

  /** A GB10 has no memory of its own. */
  @Test
  void saysThatTheToolTellsNoMemory() throws IOException {
    script(
        "case $1 in --query-gpu=*) echo '0, GPU-a, NVIDIA GB10, 580.95.05, [N/A], 12.1, [N/A],"
            + " [N/A], Disabled, [N/A], [N/A], 3003, [N/A]';; esac");
    DeviceMemory memory =
        DeviceMemory.of(new NvidiaSmi(folder.resolve("smi").toString(), LIMIT), SEES_FIRST);

    assertEquals(
        new DeviceMemory.Reading(
            OptionalLong.empty(), "unknown: nvidia-smi tells no memory of NVIDIA GB10"),
        memory.used());
  }

  @Test
  void saysThatItCannotReadWithoutTheTool() {
    DeviceMemory memory =
        DeviceMemory.of(new NvidiaSmi(folder.resolve("none").toString(), LIMIT), SEES_FIRST);

    assertEquals(
        new DeviceMemory.Reading(OptionalLong.empty(), "unknown: nvidia-smi does not answer"),
        memory.used());
  }

  @Test
  void saysWhatTheToolSaysWhenItFails() throws IOException {
    DeviceMemory memory = DeviceMemory.of(smi(1000, "1, GPU-a, 300"), SEES_FIRST);
    Path script = script("echo 'Unable to determine the device handle'; exit 15");

    assertEquals(
        "unknown: " + script + " fails: Unable to determine the device handle",
        memory.used().source());
  }

  @Test
  void stopsAToolThatHangs() throws IOException {
    Path script = script("exec sleep 60");
    NvidiaSmi hanging = new NvidiaSmi(script.toString(), Duration.ofMillis(200));

    assertEquals(
        script + " hangs: stopped", assertThrows(IOException.class, hanging::gpus).getMessage());
  }

  private NvidiaSmi smi(long usedMebibytes, String processes) throws IOException {
    return new NvidiaSmi(
        script(
                "case $1 in --query-gpu=*) echo '0, GPU-a, Tesla T4, 550.54.15, %s, 7.5, 15360, [N/A], Enabled, Enabled, 70.00, 1590, 5001';; *)"
                        .formatted(usedMebibytes)
                    + " echo '"
                    + processes
                    + "';; esac")
            .toString(),
        LIMIT);
  }

  private Path script(String body) throws IOException {
    return ShellScript.write(folder.resolve("smi"), body);
  }
}
