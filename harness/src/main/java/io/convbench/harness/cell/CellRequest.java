package io.convbench.harness.cell;

import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.suites.architecture.CalibrationNetwork;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a child JVM must know to measure one cell.
 *
 * @param cell what to measure
 * @param weights {@code seeded} or the weight file
 * @param folding what was done to the graph
 * @param side rows and columns of the input in pixels
 * @param modelFile the engine's model file; empty where the cell runs no model
 * @param run where a measurement may leave files of its own
 * @param latency how long to time
 * @param images labelled images; empty where none are used
 * @param round which of the processes that time the cell this is
 * @param transfer what a cut network is to learn; empty for a whole one
 */
public record CellRequest(
    Cell cell,
    String weights,
    BatchNormFolding folding,
    int side,
    Optional<Path> modelFile,
    RunFolder run,
    LatencySettings latency,
    Optional<PreparedImages> images,
    Round round,
    Optional<Transfer> transfer) {

  /**
   * One of the processes that time a cell.
   *
   * @param attempt which one, from 1
   * @param calibration model files of the networks with which the machine is calibrated; without
   *     those that the engine does not compute, empty where nothing is calibrated
   * @param before row of the first process that succeeded here, if this one is to measure again
   *     what that one took; empty where there is none, and of a cell that has rounds
   */
  public record Round(
      int attempt, Map<CalibrationNetwork, Path> calibration, Optional<Row> before) {

    /** The only one, and nothing is calibrated. */
    public static final Round ONLY = new Round(1, Map.of(), Optional.empty());

    /**
     * @throws IllegalArgumentException when the attempt is not positive
     */
    public Round {
      if (attempt < 1) {
        throw new IllegalArgumentException("attempt %s: the first is 1".formatted(attempt));
      }
      calibration = Map.copyOf(calibration);
    }

    /** True when times alone are measured again: what was found stands, and so do its files. */
    public boolean again() {
      return before.isPresent();
    }
  }

  /**
   * Labelled images and where they are as crops.
   *
   * @param selection which images
   * @param crops folder of the prepared images
   */
  public record PreparedImages(ImageSelection selection, Path crops) {}

  /**
   * @throws IllegalArgumentException when model file or images are missing that the measurement
   *     needs
   */
  public CellRequest {
    if (cell.execution().isPresent() != modelFile.isPresent()) {
      throw new IllegalArgumentException("%s has model file %s".formatted(cell, modelFile));
    }
    if (cell.measurement().usesImages() != images.isPresent()) {
      throw new IllegalArgumentException("%s has images %s".formatted(cell, images));
    }
  }
}
