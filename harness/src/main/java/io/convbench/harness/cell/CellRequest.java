package io.convbench.harness.cell;

import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.results.RunFolder;
import java.nio.file.Path;
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
 */
public record CellRequest(
    Cell cell,
    String weights,
    BatchNormFolding folding,
    int side,
    Optional<Path> modelFile,
    RunFolder run,
    LatencySettings latency,
    Optional<PreparedImages> images) {

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
