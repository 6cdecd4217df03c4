package io.convbench.harness.devicecheck;

import io.convbench.harness.engine.ComputeDevice;
import java.io.IOException;
import java.util.List;

/** One thing that a device check shows. */
public interface Criterion {

  /** The name by which the script asks for it. */
  String id();

  /** True when a processor cannot show it. */
  default boolean needsGpu() {
    return false;
  }

  /**
   * Judges what the script left.
   *
   * @param device on which it ran
   * @throws IOException when something that must be there is missing or damaged, in one line
   */
  List<Verdict> judge(CheckFolder folder, ComputeDevice device) throws IOException;
}
