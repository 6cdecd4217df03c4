package io.convbench.harness.cli;

import io.convbench.results.Environment;
import io.convbench.results.Limits;
import io.convbench.results.Platform;
import java.util.List;
import java.util.Map;

/** The machine of runs that a test writes. */
final class SomeMachine {

  private SomeMachine() {}

  /** What it was at this time, of which no test says anything else. */
  static Environment at(String time) {
    return new Environment(
        time,
        "0.1.0",
        "c7b094f",
        "jvm",
        1,
        "os",
        "AMD EPYC",
        2,
        2,
        16L << 30,
        Limits.of(2),
        List.of(),
        "",
        "",
        0,
        Map.of(),
        Platform.UNKNOWN,
        List.of(),
        Map.of());
  }
}
