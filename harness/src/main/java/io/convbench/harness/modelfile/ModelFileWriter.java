package io.convbench.harness.modelfile;

import io.convbench.suites.graph.Graph;
import io.convbench.suites.weights.Weights;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes the file, or the folder, in which an engine takes a model. Every file takes preprocessed
 * images as float32 (N, height, width, 3), any N, and returns as float32 what its head says: logits
 * (before softmax) as (N, classes), or features as (N, channels) or (N, height, width, channels).
 */
public interface ModelFileWriter {

  /** The format's name on the command line. */
  String format();

  /** The name's ending, with its dot. */
  String extension();

  /**
   * Writes the model tensor by tensor, so that memory never holds more than one tensor.
   *
   * @param graph what is computed, {@link Graph#lowered lowered} to primitives
   * @param weights values of the graph's tensors
   * @param metadata what the file is to be and says of its origin
   * @param file where to, a folder for formats that are one; must not exist, and is left behind
   *     half-written on an error
   * @throws IOException when weights cannot be read or the file cannot be written
   * @throws IllegalArgumentException when the format does not know the precision
   */
  void write(Graph graph, Weights weights, ModelMetadata metadata, Path file) throws IOException;
}
