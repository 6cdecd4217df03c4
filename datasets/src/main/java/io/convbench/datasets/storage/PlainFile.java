package io.convbench.datasets.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** A file of its own. */
public record PlainFile(Path path) implements StoredFile {

  /** What is done with a file that is there. */
  private interface Reading {
    byte[] of(BasicFileAttributes found) throws IOException;
  }

  @Override
  public byte[] read() throws IOException {
    return read(
        found -> {
          if (found.size() > MAX_BYTES) {
            throw StoredFile.tooLarge();
          }
          return Files.readAllBytes(path);
        });
  }

  @Override
  public byte[] start(int bytes) throws IOException {
    return read(
        found -> {
          try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(bytes);
          }
        });
  }

  private byte[] read(Reading reading) throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      if (found.isDirectory()) {
        throw new IOException("it is a folder, not an image: name a file in it");
      }
      if (!found.isRegularFile()) {
        throw new IOException("it is a device or a pipe, not an image: name a file");
      }
      return reading.of(found);
    } catch (NoSuchFileException missing) {
      throw new IOException("there is no such file", missing);
    } catch (AccessDeniedException forbidden) {
      throw new IOException("there is no permission to read it", forbidden);
    }
  }

  @Override
  public String stamp() {
    return StoredFile.stamp(path);
  }
}
