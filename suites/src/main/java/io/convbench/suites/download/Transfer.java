package io.convbench.suites.download;

import io.convbench.suites.catalogue.WeightFile;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request for the rest of a file, and its answer written to the part that is there. */
final class Transfer {

  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  /** Answers that may be others in a while: time-out, too many requests, a server in trouble. */
  private static final Set<Integer> BUSY = Set.of(408, 425, 429, 500, 502, 503, 504);

  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

  private final HttpClient client;
  private final Duration stall;
  private final Clock clock;

  Transfer(Patience patience, Clock clock) {
    // one body at a time: HTTP/2 would only add its windows
    this.client =
        HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NORMAL)
            .connectTimeout(patience.connect())
            .build();
    this.stall = patience.stall();
    this.clock = clock;
  }

  /**
   * Fetches what is missing. A server that cannot go on, or has another version, starts again.
   *
   * @param checkable whether a hash will tell a wrong file; without one, bytes are only added to
   *     those of the same version
   * @throws TransferException when bytes are still missing
   * @throws IOException when the part cannot be written
   */
  void run(WeightFile file, URI address, PartFile part, boolean checkable, FetchProgress progress)
      throws IOException, InterruptedException {
    Optional<String> version = part.versionAt(address);
    if (version.isEmpty() && !checkable) {
      part.restart();
    }
    HttpResponse<TimedBody> response = send(request(address, part.length(), version));
    try (TimedBody body = response.body()) {
      OptionalLong total = accept(response, address, part);
      if (response.statusCode() == OK) {
        compareSizes(file, address, total, progress);
      }
      if (total.isPresent() && total.getAsLong() == part.length()) {
        return;
      }
      progress.transfers(file, address, part.length(), total);
      receive(body, part, total, progress);
    }
  }

  /** Says that another file may be coming; its hash decides, or its length in the end. */
  private static void compareSizes(
      WeightFile file, URI address, OptionalLong total, FetchProgress progress) {
    if (total.isPresent() && file.isOtherThan(total.getAsLong())) {
      progress.says(
          "%s: known %s bytes, %s says %s"
              .formatted(
                  file, file.knownBytes().getAsLong(), address.getHost(), total.getAsLong()));
    }
  }

  private HttpRequest request(URI address, long from, Optional<String> version) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).timeout(stall).header("User-Agent", "convbench");
    if (from > 0) {
      request.header("Range", "bytes=%s-".formatted(from));
      version.ifPresent(value -> request.header("If-Range", value));
    }
    return request.build();
  }

  private HttpResponse<TimedBody> send(HttpRequest request)
      throws TransferException, InterruptedException {
    try {
      return client.send(request, head -> new TimedBody(stall));
    } catch (HttpTimeoutException e) {
      throw TransferException.passing("no answer within " + Wording.time(stall));
    } catch (ConnectException e) {
      if (e.getCause() != null && e.getCause().getCause() instanceof UnresolvedAddressException
          || e.getCause() instanceof UnresolvedAddressException) {
        throw TransferException.lasting("host %s not found".formatted(request.uri().getHost()));
      }
      throw TransferException.passing("cannot connect");
    } catch (IOException e) {
      throw TransferException.passing("broken off: " + e.getMessage());
    }
  }

  /** Makes the part end where the answer's body begins; returns the size of the whole file. */
  private OptionalLong accept(HttpResponse<TimedBody> response, URI address, PartFile part)
      throws IOException {
    HttpHeaders headers = response.headers();
    switch (response.statusCode()) {
      case OK:
        part.restart();
        Optional<String> version = version(headers);
        if (version.isPresent()) {
          part.belongsTo(address, version.get());
        }
        return headers.firstValueAsLong("Content-Length");
      case PARTIAL:
        requireVersion(headers, part, address);
        return totalOfRange(headers, part);
      case RANGE_NOT_SATISFIABLE:
        return requireComplete(headers, part);
      default:
        throw refused(response.statusCode(), headers);
    }
  }

  /** Some servers pass over If-Range and give the rest of another version. */
  private static void requireVersion(HttpHeaders headers, PartFile part, URI address)
      throws IOException {
    Optional<String> asked = part.versionAt(address);
    Optional<String> given = version(headers);
    if (asked.isPresent() && given.isPresent() && !given.equals(asked)) {
      part.restart();
      throw TransferException.passing("answered with the rest of another version");
    }
  }

  private static OptionalLong totalOfRange(HttpHeaders headers, PartFile part) throws IOException {
    Matcher range = CONTENT_RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
    if (!range.matches() || Long.parseLong(range.group(1)) != part.length()) {
      part.restart();
      throw TransferException.passing("answered with another range than asked for");
    }
    String total = range.group(2);
    return total.equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(total));
  }

  /** A part that is the whole file leaves no range to ask for. */
  private static OptionalLong requireComplete(HttpHeaders headers, PartFile part)
      throws IOException {
    String whole = "bytes */" + part.length();
    if (headers.firstValue("Content-Range").orElse("").equals(whole)) {
      return OptionalLong.of(part.length());
    }
    part.restart();
    throw TransferException.passing("holds a shorter file than the part that is here");
  }

  private TransferException refused(int status, HttpHeaders headers) {
    String message = "answered %s".formatted(status);
    if (!BUSY.contains(status)) {
      return TransferException.lasting(message);
    }
    return TransferException.busy(
        message, headers.firstValue("Retry-After").flatMap(at -> RetryAfter.parse(at, clock)));
  }

  /** What If-Range takes: a strong ETag, else the time of the last change. */
  private static Optional<String> version(HttpHeaders headers) {
    return headers
        .firstValue("ETag")
        .filter(tag -> !tag.startsWith("W/"))
        .or(() -> headers.firstValue("Last-Modified"));
  }

  private static void receive(
      TimedBody body, PartFile part, OptionalLong total, FetchProgress progress)
      throws IOException, InterruptedException {
    if (total.isPresent()) {
      part.requireRoomFor(total.getAsLong());
    }
    List<ByteBuffer> buffers = body.next();
    while (!buffers.isEmpty()) {
      for (ByteBuffer buffer : buffers) {
        part.append(buffer);
      }
      progress.reached(part.length());
      buffers = body.next();
    }
    if (total.isPresent() && total.getAsLong() != part.length()) {
      throw TransferException.passing(
          "ended after %s of %s bytes".formatted(part.length(), total.getAsLong()));
    }
  }
}
