package io.convbench.harness.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.harness.modelfile.ModelForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A model file to be written.
 *
 * @param architecture Keras's name
 * @param engine id of the engine that will load it
 * @param form what is done to the graph
 * @param weights {@code seeded}, a weight file or a folder of them
 * @param file where to
 */
public record ModelFileRequest(
    String architecture, String engine, ModelForm form, String weights, Path file) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static ModelFileRequest read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), ModelFileRequest.class);
  }

  void write(Path file) throws IOException {
    Files.write(file, JSON.writeValueAsBytes(this));
  }
}
