package io.convbench.harness.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.harness.engine.CudaDevices;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.gpu.Gpu;
import io.convbench.harness.gpu.SampleGpus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GpuCheckupTest {

  private static final List<Gpu> T4 = List.of(SampleGpus.gpu(0, "GPU-a", "Tesla T4", 7.5));

  @Test
  void namesGpusDriverAndCuda() {
    assertEquals(
        "Tesla T4, compute 7.5; driver 550.54.15, CUDA 12.4",
        GpuCheckup.machine(T4, Optional.of("12.4"), Optional.empty()).value());
  }

  @Test
  void findsNothingWrongWithAMachineWithoutGpu() {
    assertEquals(
        "none (nvidia-smi lists none)",
        GpuCheckup.machine(List.of(), Optional.empty(), Optional.empty()).value());
    assertEquals(
        Finding.well("pytorch devices", "cpu (no CUDA device)"),
        GpuCheckup.engine(Engines.named("pytorch"), new CudaDevices(0, ""), List.of()));
  }

  @Test
  void saysThatGpusCannotBeListed() {
    Finding finding =
        GpuCheckup.machine(List.of(), Optional.empty(), Optional.of("nvidia-smi fails: NVML"));

    assertEquals("unknown: nvidia-smi fails: NVML", finding.value());
    assertEquals(false, finding.blocking());
    assertEquals(true, finding.fix().isPresent());
  }

  @Test
  void saysHowAnEngineComesToSeeTheGpu() {
    Finding finding =
        GpuCheckup.engine(Engines.named("pytorch"), new CudaDevices(0, "no provider"), T4);

    assertEquals("cpu (no CUDA device: no provider)", finding.value());
    assertEquals(
        Optional.of(
            "to use the machine's 1: build with CONVBENCH_PROFILE=cuda and install what README.md"
                + " names, or name libraries with CUDA by --library"),
        finding.fix());
  }
}
