package io.convbench.harness.measurement;

import io.convbench.harness.engine.Execution;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/** How fast the machine was before and after what is timed; it tells nothing without a network. */
final class CalibrationClock implements AutoCloseable {

  private final Optional<Calibration> calibration;
  private Row row = Row.empty();

  private CalibrationClock(Optional<Calibration> calibration) {
    this.calibration = calibration;
  }

  /**
   * Loads the network.
   *
   * @param execution how it is run; the batch is 1
   * @param model the network as the engine's model file; empty where nothing is calibrated
   * @throws IOException when the engine refuses it
   */
  static CalibrationClock open(Execution execution, Optional<Path> model) throws IOException {
    return new CalibrationClock(
        model.isPresent()
            ? Optional.of(Calibration.open(execution, model.get()))
            : Optional.empty());
  }

  /** Calibrates before what is timed. */
  void start() {
    copyMemory();
    calibrate(Column.CALIBRATION_BEFORE_GMACS_PER_S);
  }

  /** Calibrates after it. */
  void stop() {
    calibrate(Column.CALIBRATION_AFTER_GMACS_PER_S);
    copyMemory();
  }

  private void calibrate(Column column) {
    calibration.ifPresent(one -> row = row.with(column, one.gmacsPerSecond()));
  }

  private void copyMemory() {
    if (calibration.isEmpty()) {
      return;
    }
    OptionalDouble copied = Calibration.copiedGigabytesPerSecond();
    if (copied.isPresent()) {
      double before = row.number(Column.MEMORY_COPY_GB_PER_S).orElse(0);
      row = row.with(Column.MEMORY_COPY_GB_PER_S, Math.max(before, copied.getAsDouble()));
    }
  }

  /** What it shows. */
  Row row() {
    return row;
  }

  @Override
  public void close() {
    calibration.ifPresent(Calibration::close);
  }
}
