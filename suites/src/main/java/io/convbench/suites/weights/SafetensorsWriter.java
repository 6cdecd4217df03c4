package io.convbench.suites.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.WeightTensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * Writes a graph's tensors as safetensors: float32, in Keras's order of dimensions, under {@link
 * WeightTensor#name layer and variable}; one tensor at a time.
 */
final class SafetensorsWriter {

  private static final JsonFactory JSON = new JsonFactory();

  /** The header's length is a multiple, so that values are aligned. */
  private static final int ALIGNMENT = 8;

  private static final int BUFFER_BYTES = 1 << 16;

  private SafetensorsWriter() {}

  /**
   * Writes a file.
   *
   * @param metadata free texts of the header
   * @param file where to; must not exist
   * @throws IOException when weights cannot be read or are none, as NaN, or the file cannot be
   *     written
   */
  static void write(Map<String, String> metadata, Graph graph, Weights weights, Path file)
      throws IOException {
    byte[] header = header(metadata, graph);
    try (WritableByteChannel channel =
        Channels.newChannel(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW))) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      drain(channel, buffer.putLong(header.length));
      drain(channel, ByteBuffer.wrap(header).position(header.length));
      for (WeightTensor tensor : graph.tensors()) {
        float[] values = weights.read(tensor);
        TrainedValues.require(values, tensor, graph, file, tensor.name());
        for (int from = 0; from < values.length; from += BUFFER_BYTES / Float.BYTES) {
          int count = Math.min(BUFFER_BYTES / Float.BYTES, values.length - from);
          buffer.asFloatBuffer().put(values, from, count);
          drain(channel, buffer.position(count * Float.BYTES));
        }
      }
    }
  }

  private static void drain(WritableByteChannel channel, ByteBuffer buffer) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  private static byte[] header(Map<String, String> metadata, Graph graph) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeObjectFieldStart(SafetensorsFile.METADATA);
      for (Map.Entry<String, String> text : metadata.entrySet()) {
        json.writeStringField(text.getKey(), text.getValue());
      }
      json.writeEndObject();
      long begin = 0;
      for (WeightTensor tensor : graph.tensors()) {
        long end = Math.addExact(begin, tensor.shape().elements() * Float.BYTES);
        json.writeObjectFieldStart(tensor.name());
        json.writeStringField("dtype", "F32");
        json.writeArrayFieldStart("shape");
        for (int size : tensor.shape().dimensions()) {
          json.writeNumber(size);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("data_offsets");
        json.writeNumber(begin);
        json.writeNumber(end);
        json.writeEndArray();
        json.writeEndObject();
        begin = end;
      }
      json.writeEndObject();
    }
    while (bytes.size() % ALIGNMENT != 0) {
      bytes.write(' ');
    }
    return bytes.toByteArray();
  }
}
