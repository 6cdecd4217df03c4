package io.convbench.suites.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedHashTest {

  @TempDir Path folder;

  private Path file;
  private Path record;

  @BeforeEach
  void name() {
    file = folder.resolve("file.h5");
    record = RecordedHash.beside(file);
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

  private void assertRefused() {
    assertEquals(
        record + " holds no SHA-256: delete it and the weights beside it, and fetch them again",
        assertThrows(IOException.class, () -> RecordedHash.of(file)).getMessage());
  }
}
