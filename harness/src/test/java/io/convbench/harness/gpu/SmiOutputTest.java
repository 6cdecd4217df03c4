package io.convbench.harness.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * Lines put together from values that people's machines printed; where they were published stands
 * beside them.
 */
class SmiOutputTest {

  private static final String UUID = "GPU-5b5a2c3e-1f2b-4a8e-9c55-6a1d0c2e7f10";

  /**
   * Two equal cards: what TestParseEvalCSV, a public Go test, has of an H100 (81559 MiB, 700 W,
   * 1980 and 2619 MHz, persistence mode).
   */
  @Test
  void readsTwoEqualGpus() throws IOException {
    List<Gpu> gpus =
        SmiOutput.gpus(
            "0, GPU-aaa, NVIDIA H100 80GB HBM3, 535.129.03, 1, 9.0, 81559, Disabled, Enabled,"
                + " Enabled, 700.00, 1980, 2619\n"
                + "1, GPU-bbb, NVIDIA H100 80GB HBM3, 535.129.03, 4, 9.0, 81559, Disabled, Enabled,"
                + " Enabled, 700.00, 1980, 2619\n",
            SmiOutput.GPU_FIELDS);

    assertEquals(List.of(0, 1), gpus.stream().map(Gpu::index).toList());
    assertEquals(OptionalLong.of(4L << 20), gpus.get(1).usedBytes());
    assertEquals(OptionalDouble.of(9.0), gpus.get(1).computeCapability());
    assertEquals("NVIDIA H100 80GB HBM3", gpus.get(1).model());
    assertEquals(
        Map.of(
            "memory.total", "81559",
            "mig.mode.current", "Disabled",
            "persistence_mode", "Enabled",
            "ecc.mode.current", "Enabled",
            "power.limit", "700.00",
            "clocks.max.sm", "1980",
            "clocks.max.memory", "2619"),
        gpus.get(1).settings());
  }

  /**
   * The values of an A100 in an unprivileged container with an instance of it
   * (github.com/Stability-AI/StableSwarmUI/issues/388, driver 535.161.08).
   */
  @Test
  void readsAGpuOfWhichAContainerMayNotKnowTheMemory() throws IOException {
    Gpu gpu =
        SmiOutput.gpus(
                "0, "
                    + UUID
                    + ", NVIDIA A100-SXM4-80GB, 535.161.08, [Insufficient Permissions], 8.0,"
                    + " [Insufficient Permissions], Enabled, Enabled, Enabled, 400.00, 1410, 1593",
                SmiOutput.GPU_FIELDS)
            .get(0);

    assertEquals(OptionalLong.empty(), gpu.usedBytes());
    assertEquals(OptionalDouble.of(8.0), gpu.computeCapability());
    assertEquals("Enabled", gpu.settings().get("mig.mode.current"));
    assertEquals(null, gpu.settings().get("memory.total"));
  }

  /**
   * A laptop's GTX 1650 Ti with driver 470.57.02 (github.com/pmav99/nvsmi/issues/2): [N/A], in
   * older versions [Not Supported] (github.com/enkore/i3pystatus/pull/776). Drivers of then tell no
   * compute capability (github.com/huggingface/candle/issues/733).
   */
  @Test
  void leavesOutWhatALaptopDoesNotTell() throws IOException {
    List<String> fields =
        SmiOutput.GPU_FIELDS.stream().filter(f -> !f.equals("compute_cap")).toList();
    Gpu gpu =
        SmiOutput.gpus(
                "0, "
                    + UUID
                    + ", NVIDIA GeForce GTX 1650 Ti, 470.57.02, 4, 3911, [N/A], Disabled,"
                    + " [Not Supported], [N/A], 2100, 6001",
                fields)
            .get(0);

    assertEquals(OptionalDouble.empty(), gpu.computeCapability());
    assertEquals(
        Map.of(
            "memory.total", "3911",
            "persistence_mode", "Disabled",
            "clocks.max.sm", "2100",
            "clocks.max.memory", "6001"),
        gpu.settings());
  }

  @Test
  void readsNoGpus() throws IOException {
    assertEquals(List.of(), SmiOutput.gpus("\n", SmiOutput.GPU_FIELDS));
  }

  /** Both cards of github.com/influxdata/telegraf/issues/5812; one of four is divided. */
  @Test
  void readsInstancesOfTheirGpus() {
    Map<String, List<MigInstance>> instances =
        SmiOutput.instances(
            "GPU 0: NVIDIA A100-SXM4-80GB (UUID: GPU-513536b6-7d19-9063-b049-1e69664bb298)\n"
                + "  MIG 1g.20gb     Device  0: (UUID: MIG-ce861fb0-a248-58ce-a9a8-f9adbc22a66a)\n"
                + "  MIG 1g.20gb     Device  1: (UUID: MIG-a45882f0-9215-5733-a0c1-49286ab31cb5)\n"
                + "  MIG 1g.20gb     Device  2: (UUID: MIG-f00d722c-f4e1-52c9-aa31-750441ae1bfe)\n"
                + "  MIG 1g.20gb     Device  3: (UUID: MIG-930574a9-d43a-5d2b-95da-3e68384c8d6b)\n"
                + "GPU 1: NVIDIA A100-SXM4-80GB (UUID: GPU-d8594bd4-0fc3-8595-e355-7c98138f3b95)\n"
                + "GPU 2: NVIDIA A100-SXM4-80GB (UUID: GPU-5e375e7e-b41f-155b-dcdc-534524c356fc)\n"
                + "GPU 3: NVIDIA A100-SXM4-80GB (UUID: GPU-69ec2344-ebac-b028-f88f-452abb3d7f11)\n");

    assertEquals(
        Map.of(
            "GPU-513536b6-7d19-9063-b049-1e69664bb298",
            List.of(
                new MigInstance("1g.20gb", "MIG-ce861fb0-a248-58ce-a9a8-f9adbc22a66a"),
                new MigInstance("1g.20gb", "MIG-a45882f0-9215-5733-a0c1-49286ab31cb5"),
                new MigInstance("1g.20gb", "MIG-f00d722c-f4e1-52c9-aa31-750441ae1bfe"),
                new MigInstance("1g.20gb", "MIG-930574a9-d43a-5d2b-95da-3e68384c8d6b"))),
        instances);
  }

  /** As in github.com/CoHDI/composable-resource-operator/issues/37. */
  @Test
  void knowsTheFieldThatAVersionDoesNotKnow() {
    assertEquals(
        Optional.of("device_minor"),
        SmiOutput.unknownField("Field \"device_minor\" is not a valid field to query.\n\n"));
    assertEquals(Optional.empty(), SmiOutput.unknownField("No devices were found\n"));
  }

  @Test
  void readsTheProcesssMemoryOnTheGpu() throws IOException {
    String csv = "100, GPU-x, 7\n4711, GPU-x, 9\n4711, " + UUID + ", 512\n";

    assertEquals(OptionalLong.of(512L << 20), SmiOutput.usedBytes(csv, 4711, UUID));
  }

  @Test
  void knowsNothingWhereMemoryIsNoNumberOfMebibytes() throws IOException {
    String csv = "47, " + UUID + ", " + "9".repeat(20) + "\n";

    assertEquals(OptionalLong.empty(), SmiOutput.usedBytes(csv, 47, UUID));
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
            () ->
                SmiOutput.gpus(
                    "NVIDIA-SMI has failed because it couldn't communicate\n",
                    List.of("index", "uuid", "name")));

    assertEquals(
        "nvidia-smi prints 'NVIDIA-SMI has failed because it couldn't communicate' where index,"
            + " uuid, name was asked for",
        e.getMessage());
  }

  @Test
  void namesALineWithoutWhatEveryGpuHas() {
    List<String> fields = SmiOutput.GPU_FIELDS.subList(0, 4);
    assertEquals(
        "nvidia-smi lists '0, T4, 550', no GPU",
        assertThrows(IOException.class, () -> SmiOutput.gpus("0, [N/A], T4, 550", fields))
            .getMessage());
    assertEquals(
        "nvidia-smi lists 'x, u, T4, 550', no GPU",
        assertThrows(IOException.class, () -> SmiOutput.gpus("x, u, T4, 550", fields))
            .getMessage());
  }
}
