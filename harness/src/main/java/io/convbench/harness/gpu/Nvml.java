package io.convbench.harness.gpu;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * What is used of NVIDIA's management library, which comes with the driver ({@code nvml.h}, whose
 * names these are). {@code nvidia-smi} asks it, too; a call of it takes microseconds and starts no
 * process beside what is measured. Functions return 0 where they succeed.
 */
interface Nvml extends Library {

  /** The library's name. */
  String LIBRARY = "libnvidia-ml.so.1";

  /** {@code NVML_CLOCK_SM}. */
  int CLOCK_SM = 1;

  /** {@code NVML_CLOCK_MEM}. */
  int CLOCK_MEMORY = 2;

  /** {@code NVML_TEMPERATURE_GPU}. */
  int TEMPERATURE_GPU = 0;

  int nvmlInit_v2();

  int nvmlDeviceGetHandleByUUID(String uuid, PointerByReference device);

  /**
   * @param milliwatts drawn by the board
   */
  int nvmlDeviceGetPowerUsage(Pointer device, IntByReference milliwatts);

  /**
   * @param milliwatts that the board may draw
   */
  int nvmlDeviceGetEnforcedPowerLimit(Pointer device, IntByReference milliwatts);

  /**
   * @param type {@link #CLOCK_SM} or {@link #CLOCK_MEMORY}
   */
  int nvmlDeviceGetClockInfo(Pointer device, int type, IntByReference megahertz);

  /**
   * @param sensor {@link #TEMPERATURE_GPU}
   */
  int nvmlDeviceGetTemperature(Pointer device, int sensor, IntByReference celsius);

  /**
   * @param reasons bits of {@link ThrottleReason}
   */
  int nvmlDeviceGetCurrentClocksThrottleReasons(Pointer device, LongByReference reasons);

  /**
   * @param millijoules since the driver was loaded; Volta and newer
   */
  int nvmlDeviceGetTotalEnergyConsumption(Pointer device, LongByReference millijoules);
}
