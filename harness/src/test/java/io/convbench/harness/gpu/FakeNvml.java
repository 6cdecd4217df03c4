package io.convbench.harness.gpu;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;

/** A library that tells what a test says, and that it does not support the rest. */
public final class FakeNvml implements Nvml {

  private static final int NOT_SUPPORTED = 3;

  private final long reasons;
  private final boolean countsEnergy;
  private int temperature = 60;
  private long millijoules;

  /**
   * @param reasons why clocks are lowered; negative where it does not tell
   * @param countsEnergy false before Volta
   */
  public FakeNvml(long reasons, boolean countsEnergy) {
    this.reasons = reasons;
    this.countsEnergy = countsEnergy;
  }

  /** A GPU with it. */
  public GpuSensors sensors() {
    return GpuSensors.of(SampleGpus.gpu(0, "GPU-a", "Tesla T4", 7.5), this);
  }

  /** The counter from now on. */
  public void joules(double joules) {
    millijoules = Math.round(1000 * joules);
  }

  @Override
  public int nvmlInit_v2() {
    return 0;
  }

  @Override
  public int nvmlDeviceGetHandleByUUID(String uuid, PointerByReference device) {
    return uuid.equals("GPU-a") ? 0 : 6;
  }

  @Override
  public int nvmlDeviceGetPowerUsage(Pointer device, IntByReference milliwatts) {
    milliwatts.setValue(68_500);
    return 0;
  }

  @Override
  public int nvmlDeviceGetEnforcedPowerLimit(Pointer device, IntByReference milliwatts) {
    milliwatts.setValue(70_000);
    return 0;
  }

  @Override
  public int nvmlDeviceGetClockInfo(Pointer device, int type, IntByReference megahertz) {
    megahertz.setValue(1590);
    return type == CLOCK_SM ? 0 : NOT_SUPPORTED;
  }

  /** One degree more each time. */
  @Override
  public int nvmlDeviceGetTemperature(Pointer device, int sensor, IntByReference celsius) {
    celsius.setValue(temperature++);
    return 0;
  }

  @Override
  public int nvmlDeviceGetCurrentClocksThrottleReasons(Pointer device, LongByReference mask) {
    mask.setValue(reasons);
    return reasons < 0 ? NOT_SUPPORTED : 0;
  }

  @Override
  public int nvmlDeviceGetTotalEnergyConsumption(Pointer device, LongByReference energy) {
    if (!countsEnergy) {
      throw new UnsatisfiedLinkError("undefined symbol");
    }
    energy.setValue(millijoules);
    return 0;
  }
}
