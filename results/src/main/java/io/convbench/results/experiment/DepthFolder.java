package io.convbench.results.experiment;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.convbench.foundation.file.LockedFile;
import io.convbench.foundation.file.WholeFile;
import io.convbench.foundation.text.ParserWords;
import io.convbench.foundation.text.VisibleText;
import io.convbench.results.BoundedText;
import io.convbench.results.Row;
import io.convbench.results.RowJson;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The folder of an experiment: {@code settings.json}, and a file for each finished training, which
 * is there whole or not at all, so that one that was killed continues behind the last of them.
 *
 * @param path of the folder
 */
public record DepthFolder(Path path) {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .addModule(
              new SimpleModule()
                  .addSerializer(Row.class, new RowWriter())
                  .addDeserializer(Row.class, new RowReader()))
          .build();

  private static final String TIMING = "timing";

  /** True when an experiment was begun here. */
  public boolean isBegun() {
    return Files.exists(settingsFile());
  }

  /**
   * Keeps other processes from training in this folder, which is made where it is missing.
   *
   * @throws IOException when another process does, or it cannot be written
   */
  public LockedFile lock() throws IOException {
    try {
      Files.createDirectories(path);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(path + " is a file, not a folder: pass another --out", e);
    }
    return LockedFile.ifFree(path.resolve("lock"))
        .orElseThrow(
            () ->
                new IOException(
                    "%s is being written by another experiment: wait until it ends, or pass another --out"
                        .formatted(path)));
  }

  /**
   * Begins an experiment.
   *
   * @throws IOException when the settings cannot be written
   */
  public void begin(DepthSettings settings) throws IOException {
    WholeFile.write(settingsFile(), JSON.writeValueAsString(settings) + "\n");
  }

  /**
   * Checks that the experiment that was begun here has these settings.
   *
   * @throws IOException when it has others, naming the first that differs, or cannot be read
   */
  public void requireSame(DepthSettings settings) throws IOException {
    JsonNode then = JSON.valueToTree(settings());
    JsonNode now = JSON.valueToTree(settings);
    for (Map.Entry<String, JsonNode> field : now.properties()) {
      JsonNode before = then.get(field.getKey());
      if (!before.equals(field.getValue())) {
        throw new IOException(
            "%s is of other settings (%s %s then, %s now): resume with those it was begun with, or pass another --out"
                .formatted(
                    path,
                    field.getKey(),
                    VisibleText.shortened(before.toString()),
                    VisibleText.shortened(field.getValue().toString())));
      }
    }
  }

  /**
   * The settings of the experiment.
   *
   * @throws IOException when they cannot be read or are not such
   */
  public DepthSettings settings() throws IOException {
    return read(settingsFile(), DepthSettings.class);
  }

  /**
   * A finished training; empty when it is not finished.
   *
   * @throws IOException when its file cannot be read, is damaged or is another training's
   */
  public Optional<DepthTraining> training(String name) throws IOException {
    Path file = file(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    DepthTraining training = read(file, DepthTraining.class);
    if (!training.name().equals(name)) {
      throw new IOException(
          "%s holds the training %s: delete it and resume".formatted(file, training.name()));
    }
    return Optional.of(training);
  }

  /**
   * Keeps a training; when this returns it is on the disk.
   *
   * @throws IOException when it cannot be written
   */
  public void keep(DepthTraining training) throws IOException {
    WholeFile.write(file(training.name()), JSON.writeValueAsString(training) + "\n");
  }

  private Path settingsFile() {
    return path.resolve("settings.json");
  }

  private Path file(String training) {
    return path.resolve("trainings").resolve(training + ".json");
  }

  private static <T extends Record> T read(Path file, Class<T> type) throws IOException {
    try {
      JsonNode tree = JSON.readTree(BoundedText.read(file, BoundedText.MOST_BYTES_OF_FACTS));
      if (type == DepthTraining.class && tree instanceof ObjectNode training) {
        // Older versions did not look at what disturbs.
        training.putIfAbsent(TIMING, JSON.createObjectNode());
      }
      T read = JSON.treeToValue(tree, type);
      if (read == null) {
        throw new IOException("%s holds null: delete it and resume".formatted(file));
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s is damaged (%s): delete it and resume"
              .formatted(file, VisibleText.shortened(ParserWords.of(e.getOriginalMessage()))),
          e);
    }
  }

  /** A row as everywhere: header to value. */
  private static final class RowWriter extends StdSerializer<Row> {
    private static final long serialVersionUID = 1;

    RowWriter() {
      super(Row.class);
    }

    @Override
    public void serialize(Row row, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeRawValue(RowJson.write(row));
    }
  }

  private static final class RowReader extends StdDeserializer<Row> {
    private static final long serialVersionUID = 1;

    RowReader() {
      super(Row.class);
    }

    @Override
    public Row deserialize(JsonParser in, DeserializationContext context) throws IOException {
      JsonNode row = context.readTree(in);
      try {
        return RowJson.read(row.toString());
      } catch (IOException e) {
        throw JsonMappingException.from(in, e.getMessage(), e);
      }
    }
  }
}
