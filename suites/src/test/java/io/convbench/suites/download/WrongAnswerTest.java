package io.convbench.suites.download;

import static io.convbench.suites.download.FetchFixture.BYTES;
import static io.convbench.suites.download.FetchFixture.file;
import static io.convbench.suites.download.FetchFixture.fileWithoutHash;
import static io.convbench.suites.download.ScriptedServer.status;
import static io.convbench.suites.download.ScriptedServer.whole;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.suites.catalogue.WeightFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that answer what they should not: one line, then the next mirror. */
@Timeout(60)
class WrongAnswerTest {

  private static final String BEYOND_LONG = "99999999999999999999";

  @TempDir Path folder;

  private FetchFixture fetch;

  @BeforeEach
  void empty() {
    fetch = new FetchFixture(folder);
  }

  /** The line in which the wrong server is given up; the mirror's file is there after it. */
  private String lineBeforeTheMirror(URI wrong) throws Exception {
    try (ScriptedServer mirror = new ScriptedServer(whole(BYTES))) {
      assertTrue(fetch.fetch(file(wrong, mirror.address())));
    }
    assertArrayEquals(BYTES, Files.readAllBytes(fetch.target()));
    String line = fetch.lines.get(fetch.lines.size() - 1);
    assertEquals(1, line.lines().count(), line);
    assertTrue(line.startsWith(wrong + ": "), line);
    assertTrue(line.endsWith(": trying 127.0.0.1"), line);
    return line;
  }

  private String failure(WeightFile file) {
    String message = assertThrows(FetchException.class, () -> fetch.fetch(file)).getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  private void assertNothingKept() throws Exception {
    assertEquals(0, Files.size(folder.resolve("file.h5.part")));
    assertTrue(Files.notExists(folder.resolve("file.h5.wrong-hash")));
    assertTrue(Files.notExists(fetch.target()));
  }

  @ParameterizedTest
  @ValueSource(strings = {BEYOND_LONG, "-5", "-1", "1e3", "many", ""})
  void refusesALengthThatIsNone(String length) throws Exception {
    try (RawServer server =
        new RawServer(false, BYTES, "HTTP/1.1 200 OK", "Content-Length: " + length)) {
      lineBeforeTheMirror(server.address());
      assertEquals(1, server.requests.get(), "asking again would not help");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes " + BEYOND_LONG + "-" + BEYOND_LONG + "/" + BEYOND_LONG,
        "bytes 40000-99999/" + BEYOND_LONG,
        "bytes 40000-99999/-100000",
        "bytes 40000-99999/30000",
        "bytes -1-99999/100000",
        ""
      })
  void refusesARangeThatIsNone(String range) throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            fetch.truncated(40_000),
            exchange -> {
              exchange.getResponseHeaders().set("Content-Range", range);
              exchange.sendResponseHeaders(206, 60_000);
              exchange.getResponseBody().write(BYTES, 40_000, 60_000);
            })) {
      lineBeforeTheMirror(server.address());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://[bad",
        "http://",
        "http:///file.h5",
        "//",
        "ftp://127.0.0.1/file.h5",
        "file:///etc/passwd",
        "jar:file:x.jar!/file.h5",
        "http://127.0.0.1:99999/file.h5",
        "http://127.0.0.1:" + BEYOND_LONG + "/file.h5",
        "a place",
        "%zz"
      })
  void refusesALocationThatIsNone(String location) throws Exception {
    try (ScriptedServer server = new ScriptedServer(status(302, "Location", location))) {
      String line = lineBeforeTheMirror(server.address());
      assertTrue(line.contains("answered 302 and redirects to something other than an http"), line);
      assertEquals(1, server.ranges.size());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Location", "X-Other"})
  void refusesARedirectThatLeadsNowhere(String header) throws Exception {
    try (ScriptedServer server = new ScriptedServer(status(307, header, ""))) {
      String line = lineBeforeTheMirror(server.address());
      assertTrue(line.contains("answered 307 and redirects without an address"), line);
    }
  }

  @Test
  void refusesRedirectsThatGoRound() throws Exception {
    try (ScriptedServer server = new ScriptedServer(status(302, "Location", "/file.h5"))) {
      String line = lineBeforeTheMirror(server.address());
      assertTrue(line.contains("redirects more than 5 times"), line);
      assertEquals(6, server.ranges.size());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SSH-2.0-OpenSSH_9.6", "HTTP/1.1 abc OK", "HTTP/1.1 \u001b[2J OK", "garbage"})
  void takesTheNextMirrorAtOnceAfterWhatIsNoHttp(String head) throws Exception {
    try (RawServer server = new RawServer(head)) {
      String line = lineBeforeTheMirror(server.address());
      assertTrue(line.contains("answered with invalid HTTP ("), line);
      assertEquals(1, server.requests.get());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200",
        "HTTP/1.1 999 What",
        "HTTP/1.1 99999999999 OK",
        "HTTP/1.1 302 Found\r\nLocation: x\r\nno colon",
        "HTTP/1.1 503 busy\r\nRetry-After: " + BEYOND_LONG
      })
  void saysInOneLineThatAnAnswerIsOfNoUse(String head) throws Exception {
    try (RawServer server = new RawServer(head)) {
      lineBeforeTheMirror(server.address());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\n%s\u00e9: 1",
        "HTTP/1.1 200 OK\r\nContent-Length: %s",
        "HTTP/1.1 302 Found\r\nLocation: http://%s/x"
      })
  void quotesOnlyTheStartOfALongHeader(String head) throws Exception {
    try (RawServer server = new RawServer(head.formatted("i".repeat(10_000)))) {
      String line = lineBeforeTheMirror(server.address());
      assertTrue(line.length() < 1_000, line);
    }
  }

  @Test
  void doesNotSendBackAVersionThatNoHeaderMayHold() throws Exception {
    fetch = new FetchFixture(folder);
    try (RawServer server =
        new RawServer(
            false, new byte[500], "HTTP/1.1 200 OK", "ETag: \"\u00e9\"", "Content-Length: 900")) {
      String line = lineBeforeTheMirror(server.address());
      assertTrue(line.contains("(3 attempts)"), line);
    }
  }

  @Test
  void stopsAnEndlessBodyAtTheKnownSize() throws Exception {
    try (RawServer server = new RawServer(true, new byte[1 << 16], "HTTP/1.1 200 OK")) {
      String message = failure(file(BYTES.length, Optional.empty(), server.address()));
      assertTrue(
          message.contains(
              "sends more than the 100000 bytes that the file can have: nothing of it is"
                  + " kept"),
          message);
      assertEquals(1, server.requests.get());
    }
    assertNothingKept();
    assertEquals(List.of(), fetch.waits);
  }

  @Test
  void takesTheNextMirrorAfterABodyThatOutgrowsTheKnownSize() throws Exception {
    try (RawServer endless = new RawServer(true, BYTES, "HTTP/1.1 200 OK");
        ScriptedServer mirror = new ScriptedServer(whole(BYTES))) {
      assertTrue(
          fetch.fetch(file(BYTES.length, Optional.empty(), endless.address(), mirror.address())));
    }
    assertArrayEquals(BYTES, Files.readAllBytes(fetch.target()));
  }

  @Test
  void stopsABodyAtTheSizeThatWasRecorded() throws Exception {
    try (ScriptedServer server = new ScriptedServer(whole(BYTES))) {
      assertTrue(fetch.fetch(fileWithoutHash(server.address())));
    }
    Files.delete(fetch.target());
    try (RawServer endless = new RawServer(true, BYTES, "HTTP/1.1 200 OK")) {
      String message = failure(fileWithoutHash(endless.address()));
      assertTrue(message.contains("sends more than the 100000 bytes"), message);
    }
    assertNothingKept();
  }

  @Test
  void stopsABodyThatOutgrowsItsOwnRange() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            fetch.truncated(40_000),
            exchange -> {
              exchange.getResponseHeaders().set("Content-Range", "bytes 40000-99999/100000");
              exchange.sendResponseHeaders(206, 0); // chunked
              exchange.getResponseBody().write(BYTES);
            })) {
      String line = lineBeforeTheMirror(server.address());
      assertTrue(line.contains("sends more than the 100000 bytes"), line);
    }
  }

  /** Keras counts 4,253,864 parameters of MobileNet: 17,015,456 bytes; twice that, and 64 MiB. */
  @Test
  void stopsAnEndlessBodyOfAFileOfUnknownSize() throws Exception {
    try (RawServer server = new RawServer(true, new byte[1 << 20], "HTTP/1.1 200 OK")) {
      String message = failure(fileWithoutHash(server.address()));
      assertTrue(message.contains("sends more than the 101139776 bytes"), message);
    }
    assertNothingKept();
  }

  @Test
  void doesNotLoadMoreThanIsKnown() throws Exception {
    try (ScriptedServer server = new ScriptedServer(whole(BYTES))) {
      String message = failure(file(BYTES.length - 1L, Optional.empty(), server.address()));
      assertTrue(
          message.contains(
              "has 100000 bytes where 99999 are expected: not loaded; if Keras has replaced the"
                  + " file, pass it by --weights"),
          message);
    }
    assertNothingKept();
  }
}
