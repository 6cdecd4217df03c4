package io.convbench.harness.cli;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.text.NearestNames;
import io.convbench.harness.cell.Measurement;
import io.convbench.harness.measurement.Measurements;
import java.util.List;
import java.util.stream.Stream;

/** How networks learn a person's own classes. */
enum TransferMethod {
  /** A head on features as they are. */
  FEATURES("features", List.of(Measurements.transfer())),
  /** The network's last layers, too. */
  FINE_TUNE("fine-tune", List.of(Measurements.fineTune())),
  /** Each for itself. */
  BOTH("both", List.of(Measurements.transfer(), Measurements.fineTune()));

  private final String id;
  private final List<Measurement> measurements;

  TransferMethod(String id, List<Measurement> measurements) {
    this.id = id;
    this.measurements = measurements;
  }

  /**
   * The method of this name, in any case.
   *
   * @throws InvalidInputException when there is none
   */
  static TransferMethod named(String id) {
    return Stream.of(values())
        .filter(method -> method.id.equalsIgnoreCase(id))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    NearestNames.unknown(
                        "--method", id, Stream.of(values()).map(one -> one.id).toList())));
  }

  /** What is measured. */
  List<Measurement> measurements() {
    return measurements;
  }

  /** True when layers of the network are trained. */
  boolean tunes() {
    return this != FEATURES;
  }
}
