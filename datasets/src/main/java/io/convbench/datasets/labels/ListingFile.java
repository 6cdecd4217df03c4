package io.convbench.datasets.labels;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.convbench.datasets.storage.StoredFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A dataset's listing as JSON, by which one process hands it to others, so that folder or tar and
 * label file are read once. The images' bytes stay where they are; each {@link StoredFile} stands
 * there as the record that it is.
 */
final class ListingFile {

  @JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS)
  private interface ByClass {}

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addMixIn(StoredFile.class, ByClass.class)
          .addModule(pathsAsTyped())
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private ListingFile() {}

  static void write(LabeledImages images, Path file) throws IOException {
    JSON.writeValue(file.toFile(), images);
  }

  static LabeledImages read(Path file) throws IOException {
    try {
      return JSON.readValue(file.toFile(), LabeledImages.class);
    } catch (JsonProcessingException damaged) {
      throw new IOException("%s is not a dataset's listing: start again".formatted(file), damaged);
    }
  }

  /** Jackson's own way is by address, for which every file is looked at once more. */
  private static SimpleModule pathsAsTyped() {
    return new SimpleModule("paths")
        .addSerializer(Path.class, new ToStringSerializer(Path.class))
        .addDeserializer(
            Path.class,
            new JsonDeserializer<Path>() {
              @Override
              public Path deserialize(JsonParser in, DeserializationContext context)
                  throws IOException {
                return Path.of(in.getText());
              }
            });
  }
}
