package io.convbench.harness.measurement;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.text.NearestNames;
import java.util.List;

/** The measurements that convbench knows, in the order in which a run takes them. */
public final class Measurements {

  private static final List<Measurement> ALL =
      List.of(new GraphCost(), new Conformance(), new Latency(), new Memory(), new Accuracy());

  private Measurements() {}

  /** All measurements. */
  public static List<Measurement> all() {
    return ALL;
  }

  /** Their ids. */
  public static List<String> ids() {
    return ALL.stream().map(Measurement::id).toList();
  }

  /**
   * The measurement of this id, in any case.
   *
   * @throws InvalidInputException when there is none
   */
  public static Measurement named(String id) {
    return ALL.stream()
        .filter(measurement -> measurement.id().equalsIgnoreCase(id))
        .findFirst()
        .orElseThrow(() -> new InvalidInputException(unknown(id)));
  }

  private static String unknown(String id) {
    return "unknown measurement '%s'%s: choose from %s"
        .formatted(id, NearestNames.hint(id, ids()), String.join(", ", ids()));
  }
}
