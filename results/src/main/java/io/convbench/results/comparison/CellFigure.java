package io.convbench.results.comparison;

import io.convbench.results.Status;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * One figure of one cell of a run.
 *
 * @param cell the cell's name, as {@code CellId} gives it
 * @param metric which figure
 * @param architecture Keras's name
 * @param engine its id; empty for what the graph alone says
 * @param where what must be equal for figures to be of one thing
 * @param status how the cell ended
 * @param reason why it has no value; empty for ok
 * @param value in the unit of the metric's column; empty where there is none
 * @param evidence what it is made of
 */
public record CellFigure(
    String cell,
    Metric metric,
    String architecture,
    String engine,
    Circumstances where,
    Status status,
    String reason,
    OptionalDouble value,
    Evidence evidence) {

  /**
   * @throws IllegalArgumentException when a figure of an ok cell has no value, or a negative one
   */
  public CellFigure {
    Objects.requireNonNull(cell, "cell");
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(architecture, "architecture");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(where, "where");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(evidence, "evidence");
    if (status == Status.OK && value.isEmpty()) {
      throw new IllegalArgumentException("%s is ok and has no %s".formatted(cell, metric));
    }
    if (!(value.orElse(0) >= 0) || Double.isInfinite(value.orElse(0))) {
      throw new IllegalArgumentException(
          "%s has a %s of %s".formatted(cell, metric, value.getAsDouble()));
    }
  }

  /**
   * The name of its series, which has no measured number in it, e.g. {@code
   * ResNet50-pytorch-cpu-b1-fp32-t2-latency:latency_p50_ms}.
   */
  public String key() {
    return cell + ":" + metric.column().header();
  }

  /** The key with the engine left open. */
  String keyOfAnyEngine() {
    String start = architecture + "-" + engine + "-";
    return key().startsWith(start) ? architecture + "-" + key().substring(start.length()) : key();
  }

  /** True when a value was measured. */
  public boolean ok() {
    return status == Status.OK;
  }
}
