package io.convbench.harness.measurement;

import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.results.Row;
import java.io.IOException;
import java.util.OptionalInt;

/** A kind of measurement; it runs in the JVM of one cell and returns that cell's values. */
public sealed interface Measurement permits GraphCost, Conformance, Latency, Memory, Accuracy {

  /** Which weights make the figure meaningful. */
  enum WeightsNeed {
    /** No weights are read. */
    NONE,
    /** Any well-behaved weights. */
    ANY,
    /** The seeded rule, whatever the run's weights are. */
    SEEDED,
    /** Weights from a training. */
    TRAINED
  }

  /** The name on the command line and in rows. */
  String id();

  /** Which weights the measurement needs; {@code NONE} also means that it needs no engine. */
  WeightsNeed weightsNeed();

  /**
   * The batch that this measurement runs, whatever was asked for, because its value does not depend
   * on the batch; empty when every batch size is a cell of its own.
   */
  default OptionalInt ownBatch() {
    return OptionalInt.empty();
  }

  /** True when labelled images are read. */
  default boolean usesImages() {
    return false;
  }

  /**
   * Measures.
   *
   * @param heartbeat takes signs of progress, between what is timed
   * @return the values of the row, without the columns that identify the cell
   * @throws IOException when a file that the measurement needs cannot be read
   * @throws UnmeasurableException when this cell has no such value
   */
  Row measure(CellRequest request, Heartbeat heartbeat) throws IOException;
}
