package io.convbench.harness.engine;

import ai.djl.Device;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.gpu.VisibleGpus;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What computes: the processor or one GPU.
 *
 * @param gpu the GPU's index as CUDA counts; empty for the processor
 */
public record ComputeDevice(OptionalInt gpu) {

  /** The processor. */
  public static final ComputeDevice CPU = new ComputeDevice(OptionalInt.empty());

  private static final Pattern NAME = Pattern.compile("cpu|gpu:(\\d{1,3})");

  /**
   * The device of this name, {@code cpu} or {@code gpu:<index>}.
   *
   * @throws InvalidInputException when it is not such a name
   */
  public static ComputeDevice named(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw new InvalidInputException("unknown device '%s': use cpu, gpu:0".formatted(name));
    }
    return matcher.group(1) == null
        ? CPU
        : new ComputeDevice(OptionalInt.of(Integer.parseInt(matcher.group(1))));
  }

  /** True for a name that {@link #named} takes. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** True for a GPU. */
  public boolean isGpu() {
    return gpu.isPresent();
  }

  /** What CUDA shows to a JVM that computes on it. */
  public VisibleGpus visibleGpus() {
    return isGpu() ? VisibleGpus.only(gpu.getAsInt()) : VisibleGpus.NONE;
  }

  /** DJL's name for it in such a JVM, whose only GPU is number 0. */
  Device djl() {
    return isGpu() ? Device.gpu(0) : Device.cpu();
  }

  @Override
  public String toString() {
    return isGpu() ? "gpu:" + gpu.getAsInt() : "cpu";
  }
}
