package io.convbench.harness.cell;

import io.convbench.results.CellId;
import io.convbench.results.Column;
import io.convbench.results.Row;

/**
 * One measurement of one architecture in one configuration.
 *
 * @param architecture Keras's name
 * @param engine engine id; empty where the measurement needs none
 * @param device {@code cpu} or {@code gpu:<index>}; empty likewise
 * @param batch images per forward pass, at least 1; 0 where nothing is run
 * @param precision {@code fp32}, ...; empty where nothing is run
 * @param threads intra-op threads; 0 where nothing is run
 * @param measurement the measurement's id
 */
public record Cell(
    String architecture,
    String engine,
    String device,
    int batch,
    String precision,
    int threads,
    String measurement) {

  /** A cell that needs no engine. */
  public static Cell withoutEngine(String architecture, String measurement) {
    return new Cell(architecture, "", "", 0, "", 0, measurement);
  }

  /** The same cell with another batch. */
  public Cell withBatch(int images) {
    return new Cell(architecture, engine, device, images, precision, threads, measurement);
  }

  /** True when the cell runs a model on an engine. */
  public boolean usesEngine() {
    return !engine.isEmpty();
  }

  /**
   * A name unique in a run and fit for a file, e.g. {@code
   * ResNet50-pytorch-cpu-b1-fp32-t2-latency}.
   */
  public String id() {
    return CellId.of(row());
  }

  /** The columns that identify the cell. */
  public Row row() {
    Row row =
        Row.empty().with(Column.ARCHITECTURE, architecture).with(Column.MEASUREMENT, measurement);
    return usesEngine()
        ? row.with(Column.ENGINE, engine)
            .with(Column.DEVICE, device)
            .with(Column.BATCH, batch)
            .with(Column.PRECISION, precision)
            .with(Column.THREADS, threads)
        : row;
  }

  @Override
  public String toString() {
    return usesEngine()
        ? "%s %s, %s on %s, batch %s%s"
            .formatted(
                architecture,
                measurement,
                engine,
                device,
                batch,
                precision.equals("fp32") ? "" : ", " + precision)
        : architecture + " " + measurement;
  }
}
