package io.convbench.foundation.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;

class DiskSpaceTest {

  private static final Path FILE = Path.of("run", "journal.jsonl");

  /** As Java words what Linux refuses. */
  @Test
  void namesTheFileThatAFullDiskRefused() throws IOException {
    FullDisk.assumeThere();
    IOException bare;
    try (FileChannel full = FileChannel.open(FullDisk.PATH, StandardOpenOption.WRITE)) {
      bare = assertThrows(IOException.class, () -> full.write(ByteBuffer.wrap(new byte[9])));
    }

    IOException named = DiskSpace.named(FILE, bare);

    assertEquals(
        "cannot write %s (No space left on device): free disk space there".formatted(FILE),
        named.getMessage());
    assertSame(bare, named.getCause());
  }

  @Test
  void namesItWhereAQuotaIsUsedUp() {
    assertEquals(
        "cannot write %s (Disk quota exceeded): free disk space there".formatted(FILE),
        DiskSpace.named(FILE, new IOException("Disk quota exceeded")).getMessage());
  }

  @Test
  void leavesOtherFailuresAsTheyAre() {
    IOException weights = new IOException("a.h5 holds no weights");
    IOException mute = new IOException();

    assertSame(weights, DiskSpace.named(FILE, weights));
    assertSame(mute, DiskSpace.named(FILE, mute));
  }
}
