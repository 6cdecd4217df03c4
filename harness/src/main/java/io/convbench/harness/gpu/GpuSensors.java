package io.convbench.harness.gpu;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import io.convbench.datasets.natives.NativeCache;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;

/**
 * Power, clocks, temperature and energy of the only GPU that this process sees, as they are now.
 * What the GPU does not tell is empty. Power and energy are the board's, so that an instance has
 * none of its own.
 */
public final class GpuSensors {

  private static final double MILLI = 1e-3;

  private final Nvml nvml;
  private final Pointer device;
  private final boolean whole;
  private final String source;

  private GpuSensors(Nvml nvml, Pointer device, boolean whole, String source) {
    this.nvml = nvml;
    this.device = device;
    this.whole = whole;
    this.source = source;
  }

  /** Of the GPU that this process sees; all is empty where there is not one, or no library. */
  public static GpuSensors ofOnlyGpu() {
    return of(NvidiaSmi.onPath(), System.getenv(), Nvml.LIBRARY);
  }

  /**
   * @param library name or path
   */
  static GpuSensors of(NvidiaSmi smi, Map<String, String> environment, String library) {
    try {
      List<Gpu> seen = smi.seenGpus(environment);
      if (seen.size() != 1) {
        return unknown("this process sees %s GPUs".formatted(seen.size()));
      }
      NativeCache.requireJna();
      return of(seen.get(0), Native.load(library, Nvml.class));
    } catch (IOException e) {
      return unknown(e.getMessage());
    } catch (LinkageError e) {
      return unknown(library + " cannot be loaded");
    }
  }

  static GpuSensors of(Gpu gpu, Nvml nvml) {
    PointerByReference device = new PointerByReference();
    int started = nvml.nvmlInit_v2();
    int found = started == 0 ? nvml.nvmlDeviceGetHandleByUUID(gpu.uuid(), device) : started;
    if (found != 0) {
      return unknown("NVML returns " + found);
    }
    boolean whole = gpu.instance().isEmpty();
    return new GpuSensors(
        nvml,
        device.getValue(),
        whole,
        whole ? "NVML" : "NVML; power and energy are those of all instances together");
  }

  private static GpuSensors unknown(String reason) {
    return new GpuSensors(null, Pointer.NULL, false, "unknown: " + reason);
  }

  /** How the values are read, or why there are none. */
  public String source() {
    return source;
  }

  /** Watts that the board draws; over the last second on newer GPUs. */
  public OptionalDouble powerWatts() {
    return ofBoard(milliwatts -> nvml.nvmlDeviceGetPowerUsage(device, milliwatts));
  }

  /** Watts that the board may draw. */
  public OptionalDouble powerLimitWatts() {
    return ofBoard(milliwatts -> nvml.nvmlDeviceGetEnforcedPowerLimit(device, milliwatts));
  }

  /** Megahertz of the streaming multiprocessors. */
  public OptionalDouble smClockMegahertz() {
    return number(hertz -> nvml.nvmlDeviceGetClockInfo(device, Nvml.CLOCK_SM, hertz));
  }

  /** Megahertz of the memory. */
  public OptionalDouble memoryClockMegahertz() {
    return number(hertz -> nvml.nvmlDeviceGetClockInfo(device, Nvml.CLOCK_MEMORY, hertz));
  }

  /** Degrees Celsius of the chip. */
  public OptionalDouble temperatureCelsius() {
    return number(celsius -> nvml.nvmlDeviceGetTemperature(device, Nvml.TEMPERATURE_GPU, celsius));
  }

  /** Why the clocks are lowered, none where they are not; empty where it is not told. */
  public Optional<Set<ThrottleReason>> throttleReasons() {
    LongByReference mask = new LongByReference();
    return tells(() -> nvml.nvmlDeviceGetCurrentClocksThrottleReasons(device, mask))
        ? Optional.of(ThrottleReason.of(mask.getValue()))
        : Optional.empty();
  }

  /** Joules that the board has used since its driver was loaded. */
  public OptionalDouble energyJoules() {
    LongByReference millijoules = new LongByReference();
    return whole && tells(() -> nvml.nvmlDeviceGetTotalEnergyConsumption(device, millijoules))
        ? OptionalDouble.of(MILLI * millijoules.getValue())
        : OptionalDouble.empty();
  }

  private OptionalDouble ofBoard(ToIntFunction<IntByReference> function) {
    OptionalDouble milli = whole ? number(function) : OptionalDouble.empty();
    return milli.isPresent() ? OptionalDouble.of(MILLI * milli.getAsDouble()) : milli;
  }

  private OptionalDouble number(ToIntFunction<IntByReference> function) {
    IntByReference value = new IntByReference();
    return tells(() -> function.applyAsInt(value))
        ? OptionalDouble.of(value.getValue())
        : OptionalDouble.empty();
  }

  /** Whether a function succeeds; one that an old driver does not have does not. */
  private boolean tells(IntSupplier function) {
    try {
      return nvml != null && function.getAsInt() == 0;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }
}
