package io.convbench.datasets.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file of its own. */
public record PlainFile(Path path) implements StoredFile {

  @Override
  public byte[] read() throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException("it is a folder, not an image: name a file in it");
    }
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw StoredFile.tooLarge();
      }
      if (!Files.isRegularFile(path)) {
        throw new IOException("it is a device or a pipe, not an image: name a file");
      }
      return Files.readAllBytes(path);
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
