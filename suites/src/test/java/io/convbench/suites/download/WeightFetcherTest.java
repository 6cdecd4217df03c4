package io.convbench.suites.download;

import static io.convbench.suites.download.FetchFixture.BYTES;
import static io.convbench.suites.download.FetchFixture.WRONG_BYTES;
import static io.convbench.suites.download.FetchFixture.file;
import static io.convbench.suites.download.ScriptedServer.whole;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.suites.catalogue.WeightFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class WeightFetcherTest {

  private static final URI NOWHERE = URI.create("http://weights.invalid/file.h5");

  @TempDir Path folder;

  private FetchFixture fetch;

  @BeforeEach
  void empty() {
    fetch = new FetchFixture(folder);
  }

  @Test
  void leavesTheFileAndItsHashAlone() throws Exception {
    try (ScriptedServer server = new ScriptedServer(whole(BYTES))) {
      assertTrue(fetch.fetch(file(server.address())));
    }
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(path -> names.add(path.getFileName().toString()));
    }
    assertEquals(Set.of(".file.h5.lock", "file.h5", "file.h5.sha256"), names);
  }

  @Test
  void asksNobodyForAFileThatIsThere() throws Exception {
    Files.write(fetch.target(), BYTES);
    assertFalse(fetch.fetch(file(NOWHERE)));
  }

  @Test
  void fetchesOnceForTwoAtATime() throws Exception {
    ExecutorService both = Executors.newFixedThreadPool(2);
    try (ScriptedServer server = new ScriptedServer(whole(BYTES))) {
      List<Future<Boolean>> fetched = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        fetched.add(both.submit(() -> fetch.fetch(file(server.address()))));
      }
      assertTrue(fetched.get(0).get() ^ fetched.get(1).get(), "one of them downloads");
      assertEquals(1, server.ranges.size());
    } finally {
      both.shutdownNow();
    }
    assertArrayEquals(BYTES, Files.readAllBytes(fetch.target()));
  }

  @Test
  void offlineTakesWhatIsThere() throws Exception {
    Files.write(fetch.target(), BYTES);
    assertFalse(fetch.fetchOffline(file(NOWHERE)));
  }

  @Test
  void offlineNamesWhatIsMissingAndAsksNobody() throws Exception {
    try (ScriptedServer server = new ScriptedServer(whole(BYTES))) {
      assertEquals(
          "%s is missing, and offline it cannot be fetched: copy it there, or fetch it online"
              .formatted(fetch.target()),
          unavailable(() -> fetch.fetchOffline(file(server.address()))));
      assertEquals(List.of(), server.ranges);
    }
  }

  @Test
  void offlineLeavesADamagedFileWhereItIs() throws Exception {
    Files.write(fetch.target(), WRONG_BYTES);
    assertEquals(
        "%s has a wrong hash, and offline it cannot be fetched again".formatted(fetch.target()),
        unavailable(() -> fetch.fetchOffline(file(NOWHERE))));
    assertArrayEquals(WRONG_BYTES, Files.readAllBytes(fetch.target()));
  }

  @Test
  void saysInOneLineThatTheFolderCannotBeMade() throws Exception {
    Path notAFolder = Files.writeString(folder.resolve("cache"), "a file");
    WeightFile file = file(NOWHERE);
    FetchFixture there = new FetchFixture(notAFolder.resolve("weights"));
    String message = unavailable(() -> there.fetch(file));
    assertTrue(message.startsWith("cannot store " + there.target() + " ("), message);
    assertTrue(
        unavailable(() -> new FetchFixture(notAFolder).fetch(file))
            .contains(" (" + notAFolder + " is not a folder): "),
        "names what is in the way");
    assertEquals(1, message.lines().count());
  }

  @Test
  void noticesBeforeItLoadsThatTheDiskIsTooSmall() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            exchange -> {
              exchange.sendResponseHeaders(200, 1L << 60);
              exchange.getResponseBody().write(BYTES);
              exchange.getResponseBody().flush();
            })) {
      String message = unavailable(() -> fetch.fetch(file(server.address())));
      assertTrue(message.contains("file.h5.part needs 1099511627776.0 MiB more"), message);
      assertEquals(1, server.ranges.size());
    }
  }

  private static String unavailable(org.junit.jupiter.api.function.Executable fetching) {
    return assertThrows(FetchUnavailableException.class, fetching).getMessage();
  }
}
