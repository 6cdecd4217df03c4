package io.convbench.suites.download;

import static io.convbench.suites.download.FetchFixture.BYTES;
import static io.convbench.suites.download.FetchFixture.WRONG_BYTES;
import static io.convbench.suites.download.FetchFixture.file;
import static io.convbench.suites.download.FetchFixture.fileWithoutHash;
import static io.convbench.suites.download.ScriptedServer.whole;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.hash.FileHash;
import io.convbench.foundation.hash.HashAlgorithm;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.catalogue.WebAddress;
import io.convbench.suites.catalogue.WeightCatalogue;
import io.convbench.suites.catalogue.WeightFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that are not the file. */
@Timeout(30)
class WrongHashTest {

  @TempDir Path folder;

  private FetchFixture fetch;
  private Path aside;

  @BeforeEach
  void empty() {
    fetch = new FetchFixture(folder);
    aside = folder.resolve("file.h5.wrong-hash");
  }

  @Test
  void refusesWrongBytesAndKeepsThemAside() throws Exception {
    try (ScriptedServer server = new ScriptedServer(whole(WRONG_BYTES))) {
      WeightFile file = file(server.address());
      String message = assertThrows(FetchException.class, () -> fetch.fetch(file)).getMessage();
      Path wrong = Files.write(folder.resolve("wrong"), WRONG_BYTES);
      assertEquals(
          "file.h5 could not be fetched: %s: has %s where %s is published: kept as %s"
              .formatted(
                  server.address(),
                  FileHash.of(HashAlgorithm.MD5, wrong),
                  file.published().orElseThrow().hex(),
                  aside),
          message);
      assertEquals(1, server.ranges.size());
    }
    assertArrayEquals(WRONG_BYTES, Files.readAllBytes(aside));
    assertTrue(Files.notExists(fetch.target()));
    assertTrue(Files.notExists(folder.resolve("file.h5.sha256")));
  }

  @Test
  void takesTheNextMirrorAfterWrongBytes() throws Exception {
    try (ScriptedServer bucket = new ScriptedServer(whole(WRONG_BYTES));
        ScriptedServer mirror = new ScriptedServer(whole(BYTES))) {
      assertTrue(fetch.fetch(file(bucket.address(), mirror.address())));
    }
    assertArrayEquals(BYTES, Files.readAllBytes(fetch.target()));
    assertArrayEquals(WRONG_BYTES, Files.readAllBytes(aside));
  }

  @Test
  void replacesAFileThatWasDamagedInTheFolder() throws Exception {
    Files.write(fetch.target(), WRONG_BYTES);
    try (ScriptedServer server = new ScriptedServer(whole(BYTES))) {
      assertTrue(fetch.fetch(file(server.address())));
    }
    assertArrayEquals(BYTES, Files.readAllBytes(fetch.target()));
    assertArrayEquals(WRONG_BYTES, Files.readAllBytes(aside));
  }

  @Test
  void comparesAFileWithoutPublishedHashWithItsFirstDownload() throws Exception {
    try (ScriptedServer server = new ScriptedServer(whole(BYTES))) {
      WeightFile file = fileWithoutHash(server.address());
      assertTrue(fetch.fetch(file));
      Files.delete(fetch.target());
      server.answers(whole(WRONG_BYTES));
      String message = assertThrows(FetchException.class, () -> fetch.fetch(file)).getMessage();
      assertTrue(message.contains("is recorded at the first download: kept as " + aside), message);
      assertTrue(
          message.endsWith("if Keras has replaced the file, delete " + fetch.target() + ".sha256"),
          message);
    }
  }

  @Test
  void doesNotTakeAProxysPageForAFileWithoutHash() throws Exception {
    byte[] page = "<html>Please log in</html>".getBytes(StandardCharsets.UTF_8);
    try (ScriptedServer server = new ScriptedServer(whole(page))) {
      WeightFile file = fileWithoutHash(server.address());
      String message = assertThrows(FetchException.class, () -> fetch.fetch(file)).getMessage();
      assertTrue(message.endsWith("is not an HDF5 file, kept as " + aside), message);
    }
    assertTrue(Files.notExists(folder.resolve("file.h5.sha256")));
  }

  /** timm's files are not HDF5, and have no published hash either. */
  @Test
  void takesWholeSafetensorsWithoutPublishedHashOnly() throws Exception {
    String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
    byte[] bytes =
        ByteBuffer.allocate(Long.BYTES + header.length() + Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length())
            .put(header.getBytes(StandardCharsets.UTF_8))
            .array();
    byte[] page = "<html>Please log in</html>".getBytes(StandardCharsets.UTF_8);
    try (ScriptedServer server =
        new ScriptedServer(
            whole(page), whole(Arrays.copyOf(bytes, bytes.length - 1)), whole(bytes))) {
      WeightFile timm = WeightCatalogue.find(Architectures.named("ResNet18"), 224, true);
      WeightFile file = timm.from(WebAddress.of(server.address()));
      for (int wrong = 0; wrong < 2; wrong++) {
        String message = assertThrows(FetchException.class, () -> fetch.fetch(file)).getMessage();
        assertTrue(message.contains("is not a whole safetensors file, kept as "), message);
      }
      assertTrue(fetch.fetch(file));
      assertArrayEquals(bytes, Files.readAllBytes(folder.resolve(timm.name())));
    }
  }

  /** As behind a proxy that passes no length on and closes the connection. */
  @Test
  void doesNotTakeTheBeginningOfAFileWithoutHash() throws Exception {
    try (ScriptedServer server = new ScriptedServer(whole(Arrays.copyOf(BYTES, 60_000)))) {
      WeightFile file = fileWithoutHash(server.address());
      String message = assertThrows(FetchException.class, () -> fetch.fetch(file)).getMessage();
      assertTrue(
          message.endsWith(
              "is truncated (60000 bytes, fewer than its header says), kept as " + aside),
          message);
    }
    assertTrue(Files.notExists(folder.resolve("file.h5.sha256")));
  }

  @Test
  void recordsTheHashOfAFileThatSomebodyCopiedThere() throws Exception {
    Files.write(fetch.target(), BYTES);
    try (ScriptedServer server = new ScriptedServer(whole(WRONG_BYTES))) {
      assertEquals(false, fetch.fetch(fileWithoutHash(server.address())));
    }
    assertEquals(
        "# 100000 bytes\n"
            + FileHash.of(HashAlgorithm.SHA256, fetch.target()).hex()
            + "  file.h5\n",
        Files.readString(folder.resolve("file.h5.sha256")));
  }
}
