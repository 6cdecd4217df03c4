package io.convbench.harness.temporary;

import io.convbench.foundation.file.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes temporary files where {@link TemporaryFolder} has them, which Java's own methods do not:
 * they remember for good where the JVM was started to have them.
 */
public final class TemporaryFiles {

  private TemporaryFiles() {}

  /** Something done with temporary files. */
  public interface Action {
    /** Does it. */
    void run() throws IOException;
  }

  /**
   * An empty folder.
   *
   * @throws IOException when it cannot be made; says where and what to do
   */
  public static Path folder(String prefix) throws IOException {
    try {
      return Files.createTempDirectory(place(), prefix);
    } catch (IOException e) {
      throw placed(e);
    }
  }

  /**
   * An empty file.
   *
   * @throws IOException when it cannot be made; says where and what to do
   */
  public static Path file(String prefix, String suffix) throws IOException {
    try {
      return Files.createTempFile(place(), prefix, suffix);
    } catch (IOException e) {
      throw placed(e);
    }
  }

  /**
   * An empty file that is deleted when this JVM ends.
   *
   * @throws IOException when it cannot be made; says where and what to do
   */
  public static Path fileUntilExit(String prefix, String suffix) throws IOException {
    Path file = file(prefix, suffix);
    file.toFile().deleteOnExit();
    return file;
  }

  /**
   * Writes temporary files.
   *
   * @throws IOException when they cannot be written; says where and what to do
   */
  public static void write(Action action) throws IOException {
    try {
      action.run();
    } catch (IOException e) {
      throw placed(e);
    }
  }

  private static IOException placed(IOException failure) {
    return new IOException(
        "cannot write temporary files into %s (%s): free disk space there, or name another folder by TMPDIR"
            .formatted(place(), FailureReason.of(failure)),
        failure);
  }

  private static Path place() {
    return Path.of(System.getProperty(TemporaryFolder.PROPERTY));
  }
}
