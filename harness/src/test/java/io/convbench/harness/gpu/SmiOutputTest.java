package io.convbench.harness.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Lines in the forms that NVIDIA's manual of {@code nvidia-smi} gives. */
class SmiOutputTest {

  private static final String UUID = "GPU-5b5a2c3e-1f2b-4a8e-9c55-6a1d0c2e7f10";

  @Test
  void readsGpus() throws IOException {
    String csv =
        "0, "
            + UUID
            + ", NVIDIA A10G, 550.54.15, 23028, 4, 8.6\n"
            + "1, GPU-x, Tesla T4, 550.54.15, 15360, 120, 7.5\n";

    assertEquals(
        List.of(
            new Gpu(0, UUID, "NVIDIA A10G", "550.54.15", 23028L << 20, 4L << 20, 8.6),
            new Gpu(1, "GPU-x", "Tesla T4", "550.54.15", 15360L << 20, 120L << 20, 7.5)),
        SmiOutput.gpus(csv));
  }

  @Test
  void readsNoGpus() throws IOException {
    assertEquals(List.of(), SmiOutput.gpus("\n"));
  }

  @Test
  void readsTheProcesssMemoryOnTheGpu() throws IOException {
    String csv = "100, GPU-x, 7\n4711, GPU-x, 9\n4711, " + UUID + ", 512\n";

    assertEquals(OptionalLong.of(512L << 20), SmiOutput.usedBytes(csv, 4711, UUID));
  }

  @Test
  void knowsNothingOfAProcessThatIsNotListed() throws IOException {
    assertEquals(OptionalLong.empty(), SmiOutput.usedBytes("100, " + UUID + ", 7\n", 47, UUID));
    assertEquals(OptionalLong.empty(), SmiOutput.usedBytes("", 47, UUID));
  }

  @Test
  void knowsNothingWhereMemoryIsNotTold() throws IOException {
    assertEquals(OptionalLong.empty(), SmiOutput.usedBytes("47, " + UUID + ", [N/A]\n", 47, UUID));
  }

  @Test
  void findsTheCudaVersionInTheHeading() {
    assertEquals(
        Optional.of("12.4"),
        SmiOutput.cudaVersion(
            "| NVIDIA-SMI 550.54.15   Driver Version: 550.54.15   CUDA Version: 12.4     |"));
    assertEquals(Optional.empty(), SmiOutput.cudaVersion("CUDA Version: N/A"));
  }

  @Test
  void namesALineThatIsNoListing() {
    IOException e =
        assertThrows(
            IOException.class,
            () -> SmiOutput.gpus("NVIDIA-SMI has failed because it couldn't communicate\n"));

    assertEquals(
        "nvidia-smi prints 'NVIDIA-SMI has failed because it couldn't communicate' where index,"
            + " uuid, name, driver_version, memory.total, memory.used, compute_cap was asked for",
        e.getMessage());
  }

  @Test
  void namesALineWithoutNumbers() {
    IOException e =
        assertThrows(IOException.class, () -> SmiOutput.gpus("0, u, T4, 550, [N/A], 1, 7.5"));

    assertEquals("nvidia-smi lists '0, u, T4, 550, [N/A], 1, 7.5', no GPU", e.getMessage());
  }
}
