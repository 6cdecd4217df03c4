package io.convbench.suites.download;

import static io.convbench.suites.download.FetchFixture.BYTES;
import static io.convbench.suites.download.FetchFixture.file;
import static io.convbench.suites.download.ScriptedServer.status;
import static io.convbench.suites.download.ScriptedServer.whole;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers and networks do to a download, one trouble a test. */
@Timeout(60)
class BadNetworkTest {

  @TempDir Path folder;

  private FetchFixture fetch;

  @BeforeEach
  void empty() {
    fetch = new FetchFixture(folder);
  }

  private void assertFetched() throws Exception {
    assertArrayEquals(BYTES, Files.readAllBytes(fetch.target()));
    assertTrue(Files.notExists(folder.resolve("file.h5.part")));
    assertTrue(Files.notExists(folder.resolve("file.h5.part.origin")));
  }

  private String failure(URI... addresses) {
    return assertThrows(FetchException.class, () -> fetch.fetch(file(addresses))).getMessage();
  }

  @Test
  void noticesABodyThatStallsAndGoesOn() throws Exception {
    fetch = new FetchFixture(folder, Duration.ofSeconds(1));
    try (ScriptedServer server = new ScriptedServer(whole(BYTES))) {
      server.answers(server.stalled(BYTES, 30_000), ScriptedServer.ranged(BYTES, "\"v1\""));
      assertTrue(fetch.fetch(file(server.address())));
      assertEquals(List.of("-", "bytes=30000-"), server.ranges);
    }
    assertFetched();
    assertTrue(
        fetch.lines.get(0).contains("no byte for 1.0 s: trying again"), fetch.lines::toString);
  }

  @Test
  void noticesAServerThatNeverAnswers() throws Exception {
    fetch = new FetchFixture(folder, Duration.ofSeconds(1));
    try (ScriptedServer server = new ScriptedServer(whole(BYTES))) {
      server.answers(server.silent(), whole(BYTES));
      assertTrue(fetch.fetch(file(server.address())));
    }
    assertFetched();
    assertTrue(
        fetch.lines.get(0).contains("no answer within 1.0 s: trying again"), fetch.lines::toString);
  }

  @Test
  void goesOnWhereATruncatedBodyEnded() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(fetch.truncated(40_000), ScriptedServer.ranged(BYTES, "\"v1\""))) {
      assertTrue(fetch.fetch(file(server.address())));
      assertEquals(List.of("-", "bytes=40000-"), server.ranges);
      assertEquals(List.of("-", "\"v1\""), server.versions);
    }
    assertFetched();
    assertTrue(
        fetch.lines.get(0).contains("broken off: fixed content-length"), fetch.lines::toString);
  }

  @Test
  void doesNotCountAttemptsThatBroughtBytes() throws Exception {
    ScriptedServer.Answer[] ever = new ScriptedServer.Answer[10];
    for (int i = 0; i < ever.length; i++) {
      ever[i] = fetch.truncated(10_000 * (i + 1));
    }
    ever[9] = whole(BYTES);
    try (ScriptedServer server = new ScriptedServer(ever)) {
      assertTrue(fetch.fetch(file(server.address())));
    }
    assertFetched();
  }

  @Test
  void givesUpAServerThatAlwaysTruncatesAtTheSamePlace() throws Exception {
    try (ScriptedServer server = new ScriptedServer(fetch.truncated(10_000))) {
      String failure = failure(server.address());
      assertTrue(failure.contains("(3 attempts)"), failure);
    }
    assertEquals(10_000, Files.size(folder.resolve("file.h5.part")), "what came is kept");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 410})
  void takesTheNextMirrorAtOnceWhenAFileIsNotThere(int status) throws Exception {
    try (ScriptedServer bucket = new ScriptedServer(status(status));
        ScriptedServer mirror = new ScriptedServer(whole(BYTES))) {
      assertTrue(fetch.fetch(file(bucket.address(), mirror.address())));
      assertEquals(1, bucket.ranges.size());
    }
    assertFetched();
    assertEquals(List.of(), fetch.waits);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void asksAServerInTroubleAgain(int status) throws Exception {
    try (ScriptedServer server = new ScriptedServer(status(status), status(status), whole(BYTES))) {
      assertTrue(fetch.fetch(file(server.address())));
    }
    assertFetched();
    assertEquals(2, fetch.waits.size());
    assertBetween(500, 1000, fetch.waits.get(0));
    assertBetween(1000, 2000, fetch.waits.get(1));
  }

  private static void assertBetween(long low, long high, Duration wait) {
    assertTrue(low <= wait.toMillis() && wait.toMillis() <= high, wait::toString);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void waitsAsLongAsTheServerAsks(int status) throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            status(status, "Retry-After", "17"),
            status(status, "Retry-After", "Sun, 01 Mar 2026 12:00:42 GMT"),
            whole(BYTES))) {
      assertTrue(fetch.fetch(file(server.address())));
    }
    assertEquals(List.of(Duration.ofSeconds(17), Duration.ofSeconds(42)), fetch.waits);
  }

  @Test
  void doesNotWaitForHours() throws Exception {
    try (ScriptedServer busy = new ScriptedServer(status(503, "Retry-After", "7200"));
        ScriptedServer mirror = new ScriptedServer(whole(BYTES))) {
      assertTrue(fetch.fetch(file(busy.address(), mirror.address())));
    }
    assertEquals(List.of(), fetch.waits);
    assertTrue(
        fetch.lines.get(0).contains("answered 503 and asks to wait 7200.0 s: trying 127.0.0.1"),
        fetch.lines::toString);
  }

  @Test
  void saysWhyOfEveryAddress() throws Exception {
    try (ScriptedServer bucket = new ScriptedServer(status(404));
        ScriptedServer mirror = new ScriptedServer(status(500))) {
      assertEquals(
          "file.h5 could not be fetched: %s: answered 404; %s: answered 500 (3 attempts)"
              .formatted(bucket.address(), mirror.address()),
          failure(bucket.address(), mirror.address()));
    }
    assertTrue(Files.notExists(fetch.target()));
  }

  @Test
  void takesTheNextMirrorWhenNobodyListens() throws Exception {
    ScriptedServer gone = new ScriptedServer(whole(BYTES));
    gone.close();
    try (ScriptedServer mirror = new ScriptedServer(whole(BYTES))) {
      assertTrue(fetch.fetch(file(gone.address(), mirror.address())));
    }
    assertFetched();
    assertTrue(fetch.lines.get(0).contains("cannot connect"), fetch.lines::toString);
  }

  @Test
  void doesNotRetryAHostThatDoesNotExist() {
    String failure = failure(URI.create("http://weights.invalid/file.h5"));
    assertTrue(failure.contains("host weights.invalid not found"), failure);
    assertEquals(List.of(), fetch.waits);
  }

  @Test
  void followsRedirectsAsGitHubsReleasesNeedThem() throws Exception {
    try (ScriptedServer storage = new ScriptedServer(whole(BYTES));
        ScriptedServer release =
            new ScriptedServer(status(302, "Location", storage.address().toString()))) {
      assertTrue(fetch.fetch(file(release.address())));
    }
    assertFetched();
  }
}
