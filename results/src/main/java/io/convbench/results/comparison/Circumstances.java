package io.convbench.results.comparison;

import java.util.Objects;

/**
 * What must be equal for figures of two runs to be of one thing. All empty for what the graph alone
 * says.
 *
 * @param setting the model's form; images and weights of an accuracy; what was asked of a scenario
 * @param machine the hardware
 * @param version of engine and natives
 * @param probe the name of the calibration that saw the machine meanwhile, e.g. {@code pytorch cpu
 *     fp32 t2}
 */
public record Circumstances(String setting, String machine, String version, String probe) {

  /** Of the graph alone. */
  public static final Circumstances NONE = new Circumstances("", "", "", "");

  public Circumstances {
    Objects.requireNonNull(setting, "setting");
    Objects.requireNonNull(machine, "machine");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(probe, "probe");
  }
}
