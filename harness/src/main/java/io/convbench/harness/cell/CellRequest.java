package io.convbench.harness.cell;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.results.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Everything a child JVM must know to measure one cell.
 *
 * @param cell what to measure
 * @param weights {@code seeded} or the weight file
 * @param form what was done to the graph
 * @param side rows and columns of the input in pixels
 * @param modelFile the engine's model file; null where no engine is used
 * @param run where a measurement may leave files of its own
 * @param latency how long to time
 * @param images labelled images; null where none are used
 * @param crops folder of the prepared images; null where none are used
 */
public record CellRequest(
    Cell cell,
    String weights,
    BatchNormFolding form,
    int side,
    Path modelFile,
    RunFolder run,
    LatencySettings latency,
    ImageSelection images,
    Path crops) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads a request written by {@link #write}.
   *
   * @throws IOException when the file is not such a request
   */
  public static CellRequest read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), CellRequest.class);
  }

  /**
   * Writes the request as JSON.
   *
   * @throws IOException when the file cannot be written
   */
  public void write(Path file) throws IOException {
    Files.write(file, JSON.writeValueAsBytes(this));
  }
}
