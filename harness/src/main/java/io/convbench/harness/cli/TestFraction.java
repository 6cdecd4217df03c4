package io.convbench.harness.cli;

import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** How much of a dataset of class folders is held out. */
final class TestFraction {

  @Option(
      names = "--test-fraction",
      paramLabel = "F",
      description =
          "Holds out this fraction of every class (default: 0.25; without train/ and test/ of the"
              + " dataset's own).")
  private Double fraction;

  /** The fraction, if one was asked for. */
  OptionalDouble asked() {
    return fraction == null ? OptionalDouble.empty() : OptionalDouble.of(fraction);
  }
}
