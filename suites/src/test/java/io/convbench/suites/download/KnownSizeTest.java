package io.convbench.suites.download;

import static io.convbench.suites.download.FetchFixture.BYTES;
import static io.convbench.suites.download.FetchFixture.WRONG_BYTES;
import static io.convbench.suites.download.FetchFixture.file;
import static io.convbench.suites.download.FetchFixture.fileWithoutHash;
import static io.convbench.suites.download.ScriptedServer.whole;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.hash.FileHash;
import io.convbench.suites.catalogue.RecordedHash;
import io.convbench.suites.catalogue.WeightFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the length that a file should have is good for. */
@Timeout(30)
class KnownSizeTest {

  private static final long OTHER_BYTES = BYTES.length + 1L;
  private static final long MORE_THAN_ANY_DISK = 1L << 59;

  @TempDir Path folder;

  private FetchFixture fetch;
  private Path aside;

  @BeforeEach
  void empty() {
    fetch = new FetchFixture(folder);
    aside = folder.resolve("file.h5.wrong-hash");
  }

  private static WeightFile withoutHash(long knownBytes, URI... addresses) {
    return file(knownBytes, Optional.empty(), addresses);
  }

  private static Optional<FileHash> hashOfBytes() {
    return file(URI.create("http://weights.invalid/")).published();
  }

  private String failure(WeightFile file) {
    return assertThrows(FetchException.class, () -> fetch.fetch(file)).getMessage();
  }

  private String unavailable(WeightFile file) {
    return assertThrows(FetchUnavailableException.class, () -> fetch.fetch(file)).getMessage();
  }

  @Test
  void refusesAnotherSizeWhereThereIsNoHash() throws Exception {
    try (ScriptedServer server = new ScriptedServer(whole(BYTES))) {
      assertEquals(
          ("file.h5 could not be fetched: %s: has 100000 bytes where 100001 are known: kept as %s;"
                  + " if Keras has replaced the file, pass it by --weights")
              .formatted(server.address(), aside),
          failure(withoutHash(OTHER_BYTES, server.address())));
    }
    assertEquals(
        List.of("file.h5: known 100001 bytes, 127.0.0.1 says 100000"),
        fetch.lines,
        "before it is loaded");
    assertArrayEquals(BYTES, Files.readAllBytes(aside));
    assertTrue(Files.notExists(fetch.target()));
    assertTrue(Files.notExists(RecordedHash.beside(fetch.target())));
  }

  @Test
  void takesTheNextMirrorAfterAnotherSize() throws Exception {
    byte[] shorter = Arrays.copyOf(WRONG_BYTES, 50_000);
    try (ScriptedServer bucket = new ScriptedServer(whole(shorter));
        ScriptedServer mirror = new ScriptedServer(whole(BYTES))) {
      assertTrue(fetch.fetch(withoutHash(BYTES.length, bucket.address(), mirror.address())));
    }
    assertArrayEquals(BYTES, Files.readAllBytes(fetch.target()));
    assertArrayEquals(shorter, Files.readAllBytes(aside));
  }

  @Test
  void noticesAnEarlyEndThatNoLengthAnnounced() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            exchange -> {
              exchange.sendResponseHeaders(200, 0); // chunked
              exchange.getResponseBody().write(BYTES, 0, 60_000);
              exchange.getResponseBody().close();
            })) {
      String message = failure(withoutHash(BYTES.length, server.address()));
      assertTrue(message.contains("has 60000 bytes where 100000 are known"), message);
    }
  }

  @Test
  void letsAPublishedHashDecide() throws Exception {
    try (ScriptedServer server = new ScriptedServer(whole(BYTES))) {
      assertTrue(fetch.fetch(file(OTHER_BYTES, hashOfBytes(), server.address())));
    }
    assertEquals(List.of("file.h5: known 100001 bytes, 127.0.0.1 says 100000"), fetch.lines);
    assertArrayEquals(BYTES, Files.readAllBytes(fetch.target()));
  }

  @Test
  void saysNothingOfASizeThatIsRight() throws Exception {
    try (ScriptedServer server = new ScriptedServer(whole(BYTES))) {
      assertTrue(fetch.fetch(withoutHash(BYTES.length, server.address())));
    }
    assertEquals(List.of(), fetch.lines);
  }

  @Test
  void replacesAFileOfAnotherSizeInTheFolder() throws Exception {
    Files.write(fetch.target(), Arrays.copyOf(BYTES, 60_000));
    try (ScriptedServer server = new ScriptedServer(whole(BYTES))) {
      assertTrue(fetch.fetch(withoutHash(BYTES.length, server.address())));
    }
    assertArrayEquals(BYTES, Files.readAllBytes(fetch.target()));
    assertEquals(60_000, Files.size(aside));
    assertEquals(
        List.of(
            "%s has a wrong size (60000 bytes, known 100000): kept as %s"
                .formatted(fetch.target(), aside)),
        fetch.lines);
  }

  @Test
  void keepsWhatWasRecordedThoughItsSizeIsAnother() throws Exception {
    try (ScriptedServer server = new ScriptedServer(whole(BYTES))) {
      assertTrue(fetch.fetch(fileWithoutHash(server.address())));
      assertFalse(fetch.fetch(withoutHash(OTHER_BYTES, server.address())));
    }
  }

  @Test
  void offlineNamesAnotherSize() throws Exception {
    Files.write(fetch.target(), BYTES);
    WeightFile file = withoutHash(OTHER_BYTES, URI.create("http://weights.invalid/file.h5"));
    assertEquals(
        "%s has a wrong size (100000 bytes, known 100001), and offline it cannot be fetched again"
            .formatted(fetch.target()),
        assertThrows(FetchUnavailableException.class, () -> fetch.fetchOffline(file)).getMessage());
  }

  @Test
  void asksNobodyForWhatTheDiskCannotTake() throws Exception {
    try (ScriptedServer server = new ScriptedServer(whole(BYTES))) {
      String message = unavailable(withoutHash(MORE_THAN_ANY_DISK, server.address()));
      assertTrue(message.contains("file.h5.part needs 549755813888.0 MiB more"), message);
      assertEquals(List.of(), server.ranges);
    }
  }

  @Test
  void recordsTheSizeOfTheFirstDownloadAndUsesIt() throws Exception {
    try (ScriptedServer server = new ScriptedServer(whole(BYTES))) {
      WeightFile file = fileWithoutHash(server.address());
      assertTrue(fetch.fetch(file));
      assertEquals(OptionalLong.of(BYTES.length), RecordedHash.bytesOf(fetch.target()));

      FileHash recorded = RecordedHash.of(fetch.target()).orElseThrow();
      RecordedHash.write(fetch.target(), recorded, MORE_THAN_ANY_DISK);
      Files.delete(fetch.target());
      assertTrue(unavailable(file).contains("file.h5.part needs"));
      assertEquals(1, server.ranges.size());
    }
  }
}
