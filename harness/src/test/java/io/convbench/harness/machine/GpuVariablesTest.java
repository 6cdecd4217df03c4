package io.convbench.harness.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpuVariablesTest {

  /** As NVIDIA's guides of CUDA, of MIG and of the container toolkit write them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CUDA_VISIBLE_DEVICES | 0,1",
        "CUDA_VISIBLE_DEVICES | -1",
        "CUDA_VISIBLE_DEVICES | ''",
        "CUDA_VISIBLE_DEVICES | NoDevFiles",
        "CUDA_VISIBLE_DEVICES | GPU-8932f937-d72c-4106-c12f-20bd9faed9f6",
        "CUDA_VISIBLE_DEVICES | GPU-8932f937,GPU-b",
        "CUDA_VISIBLE_DEVICES | MIG-c6d4f1ef-42e4-5de3-91c7-45d71c87eb3f",
        "CUDA_VISIBLE_DEVICES | MIG-GPU-8932f937-d72c-4106-c12f-20bd9faed9f6/1/0",
        "NVIDIA_VISIBLE_DEVICES | all",
        "NVIDIA_VISIBLE_DEVICES | void",
        "NVIDIA_VISIBLE_DEVICES | 0:0,0:1",
        "NVIDIA_VISIBLE_DEVICES | nvidia.com/gpu=0",
        "NVIDIA_VISIBLE_DEVICES | /var/run/nvidia-container-devices",
        "NVIDIA_DRIVER_CAPABILITIES | compute,utility"
      })
  void keepsWhatChoosesGpus(String name, String value) {
    assertEquals(Map.of(name, value), GpuVariables.of(Map.of(name, value)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CUDA_VISIBLE_DEVICES | hunter2",
        "CUDA_VISIBLE_DEVICES | GPU-hunter2",
        "CUDA_VISIBLE_DEVICES | GPU-8932f937d72c4106c12f20bd9faed9f6",
        "CUDA_VISIBLE_DEVICES | 0 ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "NVIDIA_VISIBLE_DEVICES | https://ada:secret@example.org",
        "NVIDIA_VISIBLE_DEVICES | /home/ada/devices",
        "NVIDIA_DRIVER_CAPABILITIES | compute,AKIAIOSFODNN7EXAMPLE"
      })
  void namesAVariableButNotAValueThatChoosesNoGpu(String name, String value) {
    assertEquals(Map.of(name, "(not recorded)"), GpuVariables.of(Map.of(name, value)));
  }

  @Test
  void keepsNoOtherVariable() {
    assertEquals(Map.of(), GpuVariables.of(Map.of("NVIDIA_API_KEY", "0", "NGC_API_KEY", "0")));
  }
}
