package io.convbench.harness.measurement;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.text.NearestNames;
import io.convbench.harness.cell.Measurement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The measurements that convbench knows, in the order in which a run takes them. */
public final class Measurements {

  private static final Measurement CONFORMANCE = new Conformance();

  private static final Measurement LATENCY = new Latency();

  private static final Measurement UNDER_SCENARIO = new UnderScenario();

  private static final Measurement TRANSFER = new FeatureTransfer();

  private static final Measurement FINE_TUNE = new FineTune();

  private static final List<Measurement> ALL =
      List.of(
          new GraphCost(),
          CONFORMANCE,
          LATENCY,
          UNDER_SCENARIO,
          new Startup(),
          new EndToEnd(),
          new Memory(),
          new Accuracy(),
          TRANSFER,
          FINE_TUNE);

  private Measurements() {}

  /** All measurements. */
  public static List<Measurement> all() {
    return ALL;
  }

  /** The one that shows whether an engine computes Keras's function. */
  public static Measurement conformance() {
    return CONFORMANCE;
  }

  /** Of single-stream, the scenario of one image, or batch, after the other. */
  public static Measurement latency() {
    return LATENCY;
  }

  /** Of the other scenarios. */
  public static Measurement underScenario() {
    return UNDER_SCENARIO;
  }

  /** Of a dataset's own classes by the features of a cut network. */
  public static Measurement transfer() {
    return TRANSFER;
  }

  /** Of a dataset's own classes by a cut network whose last layers are trained. */
  public static Measurement fineTune() {
    return FINE_TUNE;
  }

  /** Names of those whose values hold for all batches. */
  public static Set<String> sharedByBatches() {
    return ALL.stream()
        .filter(measurement -> measurement.ownBatch().isPresent())
        .map(Measurement::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Ids of those that whole networks have. */
  public static List<String> ids() {
    return ALL.stream()
        .filter(measurement -> !measurement.readsFeatures())
        .map(Measurement::id)
        .toList();
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
        .orElseThrow(
            () -> new InvalidInputException(NearestNames.unknown("measurement", id, ids())));
  }
}
