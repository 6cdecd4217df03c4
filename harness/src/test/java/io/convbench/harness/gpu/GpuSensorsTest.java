package io.convbench.harness.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.convbench.harness.ShellScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuSensorsTest {

  @TempDir private Path folder;

  @Test
  void leavesOutWhatTheGpuDoesNotTell() {
    GpuSensors sensors = new FakeNvml(-1, false).sensors();

    assertEquals(OptionalDouble.of(1590), sensors.smClockMegahertz());
    assertEquals(OptionalDouble.empty(), sensors.memoryClockMegahertz());
    assertEquals(OptionalDouble.empty(), sensors.energyJoules());
    assertEquals(Optional.empty(), sensors.throttleReasons());
    assertEquals("NVML", sensors.source());
  }

  /** The board's power is that of all instances. */
  @Test
  void tellsNoPowerOfAnInstance() {
    Gpu instance =
        SampleGpus.gpu(0, "GPU-a", "NVIDIA A100-SXM4-80GB", 8.0)
            .of(new MigInstance("1g.10gb", "MIG-1"));
    GpuSensors sensors = GpuSensors.of(instance, new FakeNvml(0x40, true));

    assertEquals(OptionalDouble.empty(), sensors.powerWatts());
    assertEquals(OptionalDouble.empty(), sensors.powerLimitWatts());
    assertEquals(OptionalDouble.empty(), sensors.energyJoules());
    assertEquals(
        Optional.of(EnumSet.of(ThrottleReason.HW_THERMAL_SLOWDOWN)), sensors.throttleReasons());
    assertEquals("NVML; power and energy are those of all instances together", sensors.source());
  }

  @Test
  void saysWhyNothingIsTold() throws IOException {
    assertEquals(
        "unknown: NVML returns 6",
        GpuSensors.of(SampleGpus.gpu(0, "GPU-b", "T4", 7.5), new FakeNvml(0, true)).source());
    GpuSensors none = GpuSensors.of(smi(), Map.of(), folder.resolve("none.so").toString());
    assertEquals("unknown: " + folder.resolve("none.so") + " cannot be loaded", none.source());
    assertEquals(OptionalDouble.empty(), none.powerWatts());
    assertEquals(
        "unknown: this process sees 0 GPUs",
        GpuSensors.of(smi(), Map.of("CUDA_VISIBLE_DEVICES", "-1"), "none").source());
  }

  /** A library in C with the signatures of nvml.h, as far as an old driver has the functions. */
  @Test
  void readsANativeLibrary() throws Exception {
    Path source = folder.resolve("nvml.c");
    Path library = folder.resolve("libnvidia-ml.so.1");
    Files.writeString(
        source,
        "#include <string.h>\n"
            + "typedef struct nvmlDevice_st *nvmlDevice_t;\n"
            + "int nvmlInit_v2(void) { return 0; }\n"
            + "int nvmlDeviceGetHandleByUUID(const char *uuid, nvmlDevice_t *device) {\n"
            + "  *device = (nvmlDevice_t) 4711; return strcmp(uuid, \"GPU-a\"); }\n"
            + "int nvmlDeviceGetPowerUsage(nvmlDevice_t device, unsigned *mw) {\n"
            + "  *mw = 699800; return device == (nvmlDevice_t) 4711 ? 0 : 2; }\n"
            + "int nvmlDeviceGetClockInfo(nvmlDevice_t device, int type, unsigned *mhz) {\n"
            + "  *mhz = type == 1 ? 1590 : type == 2 ? 2619 : 0; return 0; }\n"
            + "int nvmlDeviceGetTemperature(nvmlDevice_t device, int sensor, unsigned *t) {\n"
            + "  *t = 71; return sensor; }\n"
            + "int nvmlDeviceGetCurrentClocksThrottleReasons(nvmlDevice_t device,\n"
            + "    unsigned long long *reasons) { *reasons = 0x4; return 0; }\n"
            + "int nvmlDeviceGetTotalEnergyConsumption(nvmlDevice_t device,\n"
            + "    unsigned long long *mj) { *mj = 123456789012ULL; return 0; }\n");
    assumeTrue(compiles(source, library), "skipped: no C compiler here");

    GpuSensors sensors = GpuSensors.of(smi(), Map.of(), library.toString());

    assertEquals("NVML", sensors.source());
    assertEquals(699.8, sensors.powerWatts().orElseThrow(), 1e-9);
    assertEquals(OptionalDouble.of(1590), sensors.smClockMegahertz());
    assertEquals(OptionalDouble.of(2619), sensors.memoryClockMegahertz());
    assertEquals(OptionalDouble.of(71), sensors.temperatureCelsius());
    assertEquals(Optional.of(EnumSet.of(ThrottleReason.SW_POWER_CAP)), sensors.throttleReasons());
    assertEquals(123456789.012, sensors.energyJoules().orElseThrow(), 1e-6);
    assertEquals(OptionalDouble.empty(), sensors.powerLimitWatts());
  }

  private static boolean compiles(Path source, Path library) throws InterruptedException {
    try {
      Process compiler =
          new ProcessBuilder("cc", "-shared", "-fPIC", "-o", library.toString(), source.toString())
              .inheritIO()
              .start();
      assertTrue(compiler.waitFor() == 0);
      return true;
    } catch (IOException noCompiler) {
      return false;
    }
  }

  private NvidiaSmi smi() throws IOException {
    Path script =
        ShellScript.write(
            folder.resolve("smi"),
            "echo '0, GPU-a, NVIDIA H100 80GB HBM3, 535.129.03, 1, 9.0, 81559, Disabled, Enabled,"
                + " Enabled, 700.00, 1980, 2619'");
    return new NvidiaSmi(script.toString(), Duration.ofSeconds(20));
  }
}
