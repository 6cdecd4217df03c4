package io.convbench.harness.cell;

import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.results.Row;
import java.io.IOException;
import java.util.OptionalInt;

/**
 * A kind of measurement: what it needs, how long it takes, for which batches its values hold, and,
 * in the JVM of one cell, that cell's values.
 */
public interface Measurement {

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

  /** Which weights the measurement needs. */
  WeightsNeed weightsNeed();

  /** True when a model is run on an engine; without weights, the graph alone is looked at. */
  default boolean runsModel() {
    return weightsNeed() != WeightsNeed.NONE;
  }

  /**
   * The batch that this measurement runs, whatever was asked for, because its values hold for all
   * batches; empty when every batch size is a cell of its own.
   */
  default OptionalInt ownBatch() {
    return OptionalInt.empty();
  }

  /** True when processes time the cell in rounds. */
  default boolean timed() {
    return false;
  }

  /** True when figures are of the time or the memory that its JVM takes. */
  default boolean measuresTheProcess() {
    return true;
  }

  /**
   * True when a cell that something disturbed is measured again. One that leaves files of what it
   * found leaves them once: {@link CellRequest.Round#again}.
   */
  default boolean repeated() {
    return timed();
  }

  /** True when images reach the model in a {@link Scenario}, of which each is a cell of its own. */
  default boolean ofScenario() {
    return false;
  }

  /** True when labelled images are read. */
  default boolean usesImages() {
    return false;
  }

  /** True when the features of a cut network are read; else it has a classifier on them. */
  default boolean readsFeatures() {
    return false;
  }

  /** True when layers of the network are trained, too. */
  default boolean tunes() {
    return false;
  }

  /** Seconds that a cell is expected to take. */
  double expectedSeconds(Workload work);

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
