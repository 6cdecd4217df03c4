package io.convbench.reports.transfer;

import io.convbench.reports.evidence.MeasuredAccuracy;
import io.convbench.results.Column;
import io.convbench.results.ImagePredictions;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.Observation;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A cut network whose head was measured.
 *
 * @param observation its cell
 * @param accuracy with its predictions
 * @param timed the network with its head as it takes one image in the least time; empty where that
 *     was not measured or says nothing of the model
 */
public record LearnedNetwork(
    Observation observation, MeasuredAccuracy accuracy, Optional<Candidate> timed) {

  /** Median time of one image through network and head; empty where it is not known. */
  public OptionalDouble latencyMillis() {
    return timed.map(one -> one.number(Column.LATENCY_P50_MS)).orElse(OptionalDouble.empty());
  }

  /** Architecture and layer. */
  public String name() {
    return observation.architecture();
  }

  /** Keras's name of the architecture alone. */
  public String architecture() {
    return observation.row().text(Column.ARCHITECTURE).orElse("");
  }

  /** The layer that it is cut at. */
  public String layer() {
    return observation.row().text(Column.LAYER).orElse("");
  }

  /** True when its own last layers were trained with the head. */
  public boolean isTuned() {
    return observation.row().text(Column.TUNED_FROM).isPresent();
  }

  /** Multiply-accumulates up to the cut. */
  public long macs() {
    return observation.row().integer(Column.MACS).orElse(0);
  }

  /** What it predicts. */
  public ImagePredictions predictions() {
    return accuracy.predictions().orElseThrow();
  }

  /** What it costs: latency where that is known of all, else multiply-accumulates. */
  double cost(boolean timed) {
    return timed ? latencyMillis().orElseThrow() : macs();
  }
}
