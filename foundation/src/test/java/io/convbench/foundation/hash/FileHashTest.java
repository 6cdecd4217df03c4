package io.convbench.foundation.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHashTest {

  // RFC 1321, A.5, and FIPS 180-2, B.1
  private static final String MD5_OF_ABC = "900150983cd24fb0d6963f7d28e17f72";
  private static final String SHA256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  @Test
  void knowsTheAlgorithmByTheLength() throws IOException {
    Path abc = Files.writeString(folder.resolve("abc"), "abc");
    assertEquals(FileHash.parse(MD5_OF_ABC), FileHash.of(HashAlgorithm.MD5, abc));
    assertEquals(FileHash.parse(SHA256_OF_ABC), FileHash.of(HashAlgorithm.SHA256, abc));
  }

  @Test
  void refusesOtherLengths() {
    assertEquals(
        "a hash of 40 digits: 32 (MD5) or 64 (SHA-256) expected",
        assertThrows(IllegalArgumentException.class, () -> FileHash.parse("a".repeat(40)))
            .getMessage());
  }

  @Test
  void hashesBytesAndTexts() {
    assertEquals(SHA256_OF_ABC, HashAlgorithm.SHA256.hex("abc"));
    assertEquals(MD5_OF_ABC, HashAlgorithm.MD5.hex(new byte[] {'a', 'b', 'c'}));
  }
}
