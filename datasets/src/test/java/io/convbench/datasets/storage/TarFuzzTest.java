package io.convbench.datasets.storage;

import io.convbench.foundation.fuzz.Fuzz;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of images come from anywhere; checksums are made right again, or none is passed. */
class TarFuzzTest {

  private static final int BLOCK = 512;
  private static final int CHECKSUM = 148;

  @TempDir private Path folder;

  @Test
  void headers() throws Exception {
    Path file = folder.resolve("images.tar");
    Fuzz.of("tar", gnu(), pax())
        .with("ustar", "size=", "path=", "GNU.sparse.map=")
        .read(file, input -> readAll(file));
  }

  @Test
  void headersWithRightChecksums() throws Exception {
    Path file = folder.resolve("images.tar");
    Fuzz.of("tar of right checksums", gnu(), pax())
        .with("ustar", "size=", "path=", "GNU.sparse.map=")
        .read(
            input -> {
              Files.write(file, summed(input));
              readAll(file);
            });
  }

  private static void readAll(Path file) throws IOException {
    for (StoredFile stored : Listing.of(file, name -> false).files().values()) {
      if (!(stored instanceof TarSpecial)) {
        stored.start(BLOCK);
      }
    }
  }

  /** As if each block were a header. */
  private static byte[] summed(byte[] tar) {
    for (int at = 0; at + BLOCK <= tar.length; at += BLOCK) {
      if (tar[at + 257] == 'u') {
        long sum = 8 * ' ';
        for (int i = 0; i < BLOCK; i++) {
          sum += i >= CHECKSUM && i < CHECKSUM + 8 ? 0 : Byte.toUnsignedInt(tar[at + i]);
        }
        String octal = "0".repeat(6) + Long.toOctalString(sum);
        byte[] field =
            (octal.substring(octal.length() - 6) + "\0 ").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(field, 0, tar, at + CHECKSUM, 8);
      }
    }
    return tar;
  }

  private static byte[] gnu() throws IOException {
    return new SampleTar()
        .folder("a")
        .add("a/b.jpg")
        .add("a/" + "long".repeat(40) + ".jpg")
        .link(TarConstants.LF_SYMLINK, "link.jpg", "a/b.jpg")
        .bytes();
  }

  private static byte[] pax() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setAddPaxHeadersForNonAsciiNames(true);
      for (String name : new String[] {"ü.jpg", "b/" + "long".repeat(40) + ".jpg"}) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(3);
        tar.putArchiveEntry(entry);
        tar.write(new byte[3]);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
