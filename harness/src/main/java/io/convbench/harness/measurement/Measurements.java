package io.convbench.harness.measurement;

import java.util.List;
import java.util.stream.Collectors;

/** The measurements that convbench knows, in the order in which a run takes them. */
public final class Measurements {

  private static final List<Measurement> ALL =
      List.of(new GraphCost(), new Conformance(), new Latency(), new Memory(), new Accuracy());

  private Measurements() {}

  /** All measurements. */
  public static List<Measurement> all() {
    return ALL;
  }

  /**
   * The measurement of this id, in any case.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Measurement named(String id) {
    return ALL.stream()
        .filter(measurement -> measurement.id().equalsIgnoreCase(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown measurement '%s': choose from %s"
                        .formatted(
                            id,
                            ALL.stream().map(Measurement::id).collect(Collectors.joining(", ")))));
  }
}
