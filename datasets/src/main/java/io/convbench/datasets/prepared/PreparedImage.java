package io.convbench.datasets.prepared;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.convbench.datasets.labels.LabeledImage;
import io.convbench.datasets.pipeline.Crop;
import io.convbench.datasets.pipeline.CropResult;
import io.convbench.datasets.pipeline.FailedImage;
import java.util.zip.CRC32C;

/**
 * What became of one image: a line of the index.
 *
 * @param file name within the dataset
 * @param classIndex the true class
 * @param sha256 of the file's content; empty when it could not be read
 * @param crc32c of its crops; 0 when there are none
 * @param failure why there are no crops, in one line without the file's name; empty when there are
 * @param warning what the decoder warned of as the crops were made, in such a line; empty for a
 *     sound file
 */
public record PreparedImage(
    String file, int classIndex, String sha256, long crc32c, String failure, String warning) {

  private static final ObjectMapper JSON = strict();

  /**
   * @throws IllegalArgumentException when a text is missing
   */
  public PreparedImage {
    if (file == null || sha256 == null || failure == null) {
      throw new IllegalArgumentException(
          "file %s, sha256 %s, failure %s: none can be missing".formatted(file, sha256, failure));
    }
  }

  /** Takes a number for a number only, and nothing that is not there. */
  static ObjectMapper strict() {
    return JsonMapper.builder()
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .build();
  }

  /** JSON's {@code null} is read as nothing, without complaint. */
  static <T> T notNull(T read) throws JsonProcessingException {
    if (read == null) {
      throw new JsonMappingException(null, "it holds null");
    }
    return read;
  }

  static PreparedImage of(CropResult result) {
    LabeledImage image = result.image();
    if (result instanceof FailedImage failed) {
      return new PreparedImage(
          image.file(), image.classIndex(), failed.sha256(), 0, failed.reason(), "");
    }
    Crop crop = (Crop) result;
    return new PreparedImage(
        image.file(),
        image.classIndex(),
        crop.sha256(),
        checksum(crop.rgb()),
        "",
        crop.warning().orElse(""));
  }

  /** CRC-32C, which processors compute as fast as they read. */
  static long checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return crc.getValue();
  }

  /** Whether no crop could be made. */
  @JsonIgnore
  public boolean failed() {
    return !failure.isEmpty();
  }

  /** Whether its crops were made of a file that the decoder warned of. */
  @JsonIgnore
  public boolean warned() {
    return !warning.isEmpty();
  }

  /** One line with the file's name, of an image without crops or with a warning. */
  public String message() {
    return file + ": " + (failed() ? failure : warning);
  }

  /** Whether this is the line of that image. */
  boolean isOf(LabeledImage image) {
    return file.equals(image.file()) && classIndex == image.classIndex();
  }

  String line() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("texts and numbers are always JSON", impossible);
    }
  }

  /**
   * Reads a line back.
   *
   * @throws JsonProcessingException when it is damaged or torn
   */
  static PreparedImage parse(String line) throws JsonProcessingException {
    return notNull(JSON.readValue(line, PreparedImage.class));
  }
}
