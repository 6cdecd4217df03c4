package io.convbench.harness.temporary;

import io.convbench.foundation.file.DiskSpace;
import io.convbench.foundation.file.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes temporary files where {@link TemporaryFolder} has them, which Java's own methods do not:
 * they remember for good where the JVM was started to have them.
 */
public final class TemporaryFiles {

  /** Less is left where a write has just failed for lack of space, part of which it may free. */
  private static final long FULL_BYTES = 1 << 20;

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
    return new IOException(refusal(place(), FailureReason.of(failure)), failure);
  }

  /**
   * What a library met that wrote where it was told to, and whose words name no place; empty where
   * this process's folder for temporary files still has space.
   *
   * @param reason the system's words
   */
  public static Optional<String> refusal(String reason) {
    return refusal(place(), DiskSpace.usableBytes(place()), reason);
  }

  static Optional<String> refusal(Path place, long usableBytes, String reason) {
    return usableBytes < FULL_BYTES ? Optional.of(refusal(place, reason)) : Optional.empty();
  }

  private static String refusal(Path place, String reason) {
    return "cannot write temporary files into %s (%s): free disk space there, or name another folder by TMPDIR"
        .formatted(place, reason);
  }

  private static Path place() {
    return Path.of(System.getProperty(TemporaryFolder.PROPERTY));
  }
}
