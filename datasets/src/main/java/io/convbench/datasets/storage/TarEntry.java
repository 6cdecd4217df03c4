package io.convbench.datasets.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file within an uncompressed tar, read in place.
 *
 * @param archive the tar
 * @param offset where the content begins, in bytes from the tar's beginning
 * @param length of the content in bytes
 */
public record TarEntry(Path archive, long offset, long length) implements StoredFile {

  @Override
  public byte[] read() throws IOException {
    if (length > MAX_BYTES) {
      throw StoredFile.tooLarge();
    }
    return start((int) length);
  }

  @Override
  public byte[] start(int bytes) throws IOException {
    ByteBuffer content = ByteBuffer.allocate((int) Math.min(bytes, length));
    // Opened each time, as a file of a folder is: nothing to close, no position to share.
    try (FileChannel channel = FileChannel.open(archive, StandardOpenOption.READ)) {
      while (content.hasRemaining()) {
        if (channel.read(content, offset + content.position()) < 0) {
          throw new IOException("%s was truncated after it was listed".formatted(archive));
        }
      }
    }
    return content.array();
  }

  @Override
  public String stamp() {
    return "%s %s %s".formatted(StoredFile.stamp(archive), offset, length);
  }
}
