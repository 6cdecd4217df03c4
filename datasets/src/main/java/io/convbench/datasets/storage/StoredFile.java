package io.convbench.datasets.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** A file's bytes, wherever they are: a record of what it takes to find them again. */
public interface StoredFile {

  /** The largest file that is read: no image comes near. */
  long MAX_BYTES = 1L << 30;

  /**
   * Reads all of it; several threads may do so at once.
   *
   * @throws IOException when it cannot be read; the message is the reason alone, without a name
   */
  byte[] read() throws IOException;

  /**
   * Reads its beginning.
   *
   * @param bytes at most so many; fewer where the file has fewer
   * @throws IOException as {@link #read}
   */
  byte[] start(int bytes) throws IOException;

  /**
   * A text that changes when the file is written again, found without reading it: size and time of
   * the file on the disk.
   */
  String stamp();

  /** The stamp of a file on the disk. */
  static String stamp(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.size() + " " + attributes.lastModifiedTime();
    } catch (IOException missing) {
      return "unreadable";
    }
  }

  /** The error of a file beyond {@link #MAX_BYTES}. */
  static IOException tooLarge() {
    return new IOException("it is larger than 1 GiB, the limit for one image");
  }
}
