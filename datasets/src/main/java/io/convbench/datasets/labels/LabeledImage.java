package io.convbench.datasets.labels;

import io.convbench.datasets.storage.PlainFile;
import io.convbench.datasets.storage.StoredFile;
import io.convbench.foundation.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One image and its truth.
 *
 * @param stored where the file's bytes are
 * @param file name within the dataset, with forward slashes
 * @param classIndex position of the true class in {@link ClassIndex}
 */
public record LabeledImage(StoredFile stored, String file, int classIndex) {

  /** What Java puts where a name's bytes are not a letter of its encoding. */
  private static final String NO_LETTER = "\uFFFD";

  public LabeledImage {
    if (file.contains(NO_LETTER)) {
      throw new InvalidInputException(
          "the name of %s is not in UTF-8: rename the file, as convmv does".formatted(file));
    }
    if (classIndex < 0 || classIndex >= ClassIndex.SIZE) {
      throw new IllegalArgumentException(
          "%s has class index %s: use 0 to %s".formatted(file, classIndex, ClassIndex.SIZE - 1));
    }
  }

  /** An image in a file of its own. */
  public LabeledImage(Path path, String file, int classIndex) {
    this(new PlainFile(path), file, classIndex);
  }

  /** The same image with another truth. */
  public LabeledImage withClass(int index) {
    return new LabeledImage(stored, file, index);
  }

  /**
   * A line for hashes over datasets: {@code <file> <class index> <identity>} and a line feed.
   *
   * @param identity what stands for the content
   */
  public String line(String identity) {
    return file + " " + classIndex + " " + identity + "\n";
  }

  /**
   * Reads the file's bytes; several threads may do so at once.
   *
   * @throws IOException when it cannot be read; the message is the reason, without the file's name
   */
  public byte[] read() throws IOException {
    return stored.read();
  }
}
