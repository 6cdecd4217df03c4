package io.convbench.datasets.prepared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a prepared set says of itself.
 *
 * @param format of the files and of the decoding; another one is another set
 * @param dataset the image folder's name
 * @param datasetSha256 over labels, file names and contents, of the very bytes that were decoded
 * @param protocol in full, as in result rows
 * @param shape of the crops of one image
 * @param images how many, those without crops included
 * @param indexCrc32c of the index file
 */
record Manifest(
    int format,
    String dataset,
    String datasetSha256,
    String protocol,
    CropShape shape,
    int images,
    long indexCrc32c) {

  /** To be raised when the files change, or when the decoder gives other pixels. */
  static final int FORMAT = 2;

  private static final ObjectMapper JSON = PreparedImage.strict();

  /**
   * @throws IllegalArgumentException when the format is another one, there are fewer than no
   *     images, or something is missing
   */
  Manifest {
    if (format != FORMAT
        || images < 0
        || dataset == null
        || datasetSha256 == null
        || protocol == null
        || shape == null) {
      throw new IllegalArgumentException(
          "format %s of %s images of %s by %s: not a manifest of format %s"
              .formatted(format, images, dataset, protocol, FORMAT));
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws JsonProcessingException when the file holds something else
   * @throws IOException when it cannot be read, or is not a file but a pipe or a device
   */
  static Manifest read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is not a regular file");
    }
    return PreparedImage.notNull(JSON.readValue(file.toFile(), Manifest.class));
  }

  void write(Path file) throws IOException {
    JSON.writeValue(file.toFile(), this);
  }
}
