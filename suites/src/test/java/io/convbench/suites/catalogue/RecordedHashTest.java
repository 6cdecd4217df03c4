package io.convbench.suites.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.foundation.hash.FileHash;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedHashTest {

  // FIPS 180-2, B.1
  private static final String SHA256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  private Path file;
  private Path record;

  @BeforeEach
  void name() {
    file = folder.resolve("file.h5");
    record = RecordedHash.beside(file);
  }

  @Test
  void recordsAsSha256sumWrites() throws IOException {
    Path abc = Files.writeString(folder.resolve("abc.h5"), "abc");
    RecordedHash.write(abc, FileHash.parse(SHA256_OF_ABC), 3);
    assertEquals(
        "# 3 bytes\n" + SHA256_OF_ABC + "  abc.h5\n",
        Files.readString(folder.resolve("abc.h5.sha256")));
    assertEquals(Optional.of(FileHash.parse(SHA256_OF_ABC)), RecordedHash.of(abc));
    assertEquals(OptionalLong.of(3), RecordedHash.bytesOf(abc));
  }

  @Test
  void readsARecordWithoutALength() throws IOException {
    Path abc = folder.resolve("abc.h5");
    assertEquals(OptionalLong.empty(), RecordedHash.bytesOf(abc));
    Files.writeString(RecordedHash.beside(abc), SHA256_OF_ABC + " *abc.h5\n");
    assertEquals(Optional.of(FileHash.parse(SHA256_OF_ABC)), RecordedHash.of(abc));
    assertEquals(OptionalLong.empty(), RecordedHash.bytesOf(abc));
  }

  @Test
  void refusesADamagedRecord() throws IOException {
    Files.writeString(record, "oops");
    assertRefused();
  }

  @Test
  void refusesAFolderInItsPlace() throws IOException {
    Files.createDirectory(record);
    assertRefused();
  }

  @Test
  void refusesARecordLargerThanTwoLines() throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(record.toFile(), "rw")) {
      sparse.setLength(1L << 40);
    }
    assertRefused();
  }

  @Test
  void leavesNothingBesideARecordThatCannotBeWritten() throws IOException {
    Files.createDirectories(record.resolve("in the way"));
    assertThrows(
        IOException.class, () -> RecordedHash.write(file, FileHash.parse(SHA256_OF_ABC), 3));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(record), files.toList());
    }
  }

  private void assertRefused() {
    assertEquals(
        record + " holds no SHA-256: delete it and the weights beside it, and fetch them again",
        assertThrows(IOException.class, () -> RecordedHash.of(file)).getMessage());
  }
}
