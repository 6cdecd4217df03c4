package io.convbench.suites.download;

import io.convbench.foundation.fuzz.Fuzz;
import io.convbench.suites.catalogue.WebAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What servers, proxies and broken downloads leave. */
class AnswerFuzzTest {

  private static final byte[] BYTES = FetchFixture.bytes(1, 500);

  @TempDir private Path folder;

  @Test
  void answer() throws Exception {
    try (RawServer server = new RawServer()) {
      WeightFetcher fetcher = fetcher();
      Fuzz.of(
              "server's answer",
              answer("HTTP/1.1 200 OK", "Content-Length: 500", "ETag: \"v1\""),
              answer("HTTP/1.1 200 OK", "Last-Modified: Sun, 01 Mar 2026 12:00:00 GMT"))
          .with(
              "206",
              "301",
              "302",
              "416",
              "429",
              "503",
              "Location",
              "Retry-After",
              "Content-Range",
              "bytes 0-499/500",
              "bytes */500",
              "Transfer-Encoding",
              "chunked",
              "http://127.0.0.1:1/",
              "gzip",
              "Content-Encoding")
          .read(
              input -> {
                clear();
                server.answers(input);
                fetcher.fetch(
                    FetchFixture.fileWithoutHash(server.address()),
                    folder,
                    new FetchFixture(folder));
              });
    }
  }

  @Test
  void origin() throws Exception {
    WebAddress address = WebAddress.of(URI.create("https://example.org/file.h5"));
    Path target = folder.resolve("file.h5");
    Fuzz.ofTexts(".part.origin", address + "\n\"v1\"\n")
        .read(
            folder.resolve("file.h5.part.origin"),
            input -> {
              try (PartFile part = PartFile.open(target)) {
                part.versionAt(address);
              }
            });
  }

  /**
   * One for all, as each has a thread of its own; it asks once, other tests are of asking again.
   */
  private static WeightFetcher fetcher() {
    Duration patience = Duration.ofSeconds(20);
    Timeouts timeouts =
        new Timeouts(patience, patience, 1, Duration.ofSeconds(1), Duration.ofMinutes(1));
    return new WeightFetcher(false, timeouts, FetchFixture.CLOCK, wait -> {}, new Random(7));
  }

  private void clear() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private static byte[] answer(String... head) {
    byte[] start = RawServer.bytes(head);
    byte[] whole = Arrays.copyOf(start, start.length + BYTES.length);
    System.arraycopy(BYTES, 0, whole, start.length, BYTES.length);
    return whole;
  }
}
