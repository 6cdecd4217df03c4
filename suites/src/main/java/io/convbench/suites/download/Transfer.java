package io.convbench.suites.download;

import com.github.mizosoft.methanol.Methanol;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.text.VisibleText;
import io.convbench.suites.catalogue.WebAddress;
import io.convbench.suites.catalogue.WeightFile;
import io.convbench.suites.cost.Cost;
import io.convbench.suites.graph.Graph;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
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

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int MOST_REDIRECTS = 5;

  /** Answers that may be others in a while: time-out, too many requests, a server in trouble. */
  private static final Set<Integer> BUSY = Set.of(408, 425, 429, 500, 502, 503, 504);

  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

  /** What may be sent back in If-Range, which HTTP's own client refuses of anything else. */
  private static final Pattern VERSION = Pattern.compile("[\\x20-\\x7e]{1,1000}");

  /** What HDF5 may add to the weights of a file whose length neither is known nor sent. */
  private static final long MOST_ADDED_BYTES = 64L << 20;

  private final HttpClient client;
  private final Duration stall;
  private final Clock clock;

  Transfer(Timeouts timeouts, Clock clock) {
    // One body at a time: HTTP/2 would only add its windows. Redirects are followed here, as the
    // client would take the user's password along to any host. Ranges are of the bytes as they are
    // there, so no encoding is asked for.
    this.client =
        Methanol.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .autoAcceptEncoding(false)
            .userAgent("convbench")
            .connectTimeout(timeouts.connect())
            .requestTimeout(timeouts.stall())
            .readTimeout(timeouts.stall())
            .build();
    this.stall = timeouts.stall();
    this.clock = clock;
  }

  /**
   * Fetches what is missing. A server that cannot go on, or has another version, starts again.
   * Where no hash will tell a wrong file, bytes are only added to those of the same version.
   *
   * @throws TransferException when bytes are still missing, or there are more than there should be,
   *     of which none is kept
   * @throws IOException when the part cannot be written
   */
  void run(Request request, PartFile part, FetchProgress progress)
      throws IOException, InterruptedException {
    WebAddress address = request.address();
    Optional<String> version = part.versionAt(address);
    if (version.isEmpty() && !request.checkable()) {
      part.restart();
    }
    HttpResponse<InputStream> response = follow(address, part.length(), version);
    try (InputStream body = response.body()) {
      OptionalLong total = accept(response, address, part);
      requireNoMoreThanExpected(total, request, part);
      if (response.statusCode() == OK) {
        compareSizes(request.file(), address, total, progress);
      }
      if (total.isPresent() && total.getAsLong() == part.length()) {
        return;
      }
      progress.transfers(request.file(), address, part.length(), total);
      receive(body, part, total, most(total, request), progress);
    }
  }

  /** Says that another file may be coming; its hash decides, or its length in the end. */
  private static void compareSizes(
      WeightFile file, WebAddress address, OptionalLong total, FetchProgress progress) {
    if (total.isPresent() && file.isOtherThan(total.getAsLong())) {
      progress.says(
          "%s: known %s bytes, %s says %s"
              .formatted(file, file.knownBytes().getAsLong(), address.host(), total.getAsLong()));
    }
  }

  private static void requireNoMoreThanExpected(OptionalLong total, Request request, PartFile part)
      throws IOException {
    OptionalLong expected = request.expectedBytes();
    if (total.isPresent() && expected.isPresent() && total.getAsLong() > expected.getAsLong()) {
      part.restart();
      throw TransferException.lasting(
          "has %s bytes where %s are expected: not loaded; if %s has replaced the file, pass it by --weights"
              .formatted(total.getAsLong(), expected.getAsLong(), request.file().publisher()));
    }
  }

  private static long most(OptionalLong total, Request request) {
    if (total.isPresent() || request.expectedBytes().isPresent()) {
      return total.orElseGet(() -> request.expectedBytes().getAsLong());
    }
    Graph graph = request.file().architecture().graph();
    return 2 * Cost.of(graph).weightBytes() + MOST_ADDED_BYTES;
  }

  /** Asks there and wherever the answers lead. */
  private HttpResponse<InputStream> follow(WebAddress first, long from, Optional<String> version)
      throws IOException, InterruptedException {
    WebAddress address = first;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpResponse<InputStream> response = send(request(address, from, version), address);
      if (!REDIRECTS.contains(response.statusCode())) {
        return response;
      }
      response.body().close();
      address = next(address, response);
    }
    throw TransferException.lasting("redirects more than %s times".formatted(MOST_REDIRECTS));
  }

  private static WebAddress next(WebAddress address, HttpResponse<?> response)
      throws TransferException {
    Optional<String> location =
        response.headers().firstValue("Location").filter(to -> !to.isEmpty());
    if (location.isEmpty()) {
      throw TransferException.lasting(
          "answered %s and redirects without an address".formatted(response.statusCode()));
    }
    WebAddress next;
    try {
      next = address.redirectedTo(location.get());
    } catch (InvalidInputException e) {
      throw TransferException.lasting(
          "answered %s and %s".formatted(response.statusCode(), told(e)));
    }
    if (address.isEncrypted() && !next.isEncrypted()) {
      throw TransferException.lasting(
          "redirects from https to %s, where anybody on the way can change the file: not followed"
              .formatted(VisibleText.shortened(next.toString())));
    }
    return next;
  }

  private HttpRequest request(WebAddress address, long from, Optional<String> version) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address.request());
    address.authorization().ifPresent(value -> request.header("Authorization", value));
    if (from > 0) {
      request.header("Range", "bytes=%s-".formatted(from));
      version.ifPresent(value -> request.header("If-Range", value));
    }
    return request.build();
  }

  private HttpResponse<InputStream> send(HttpRequest request, WebAddress address)
      throws TransferException, InterruptedException {
    try {
      return client.send(request, Transfer::body);
    } catch (HttpTimeoutException e) {
      throw TransferException.passing("no answer within " + Wording.time(stall));
    } catch (ConnectException e) {
      if (e.getCause() != null && e.getCause().getCause() instanceof UnresolvedAddressException
          || e.getCause() instanceof UnresolvedAddressException) {
        throw TransferException.lasting(
            "host %s not found".formatted(VisibleText.shortened(address.host())));
      }
      throw TransferException.passing("cannot connect");
    } catch (IOException e) {
      if (e.getCause() instanceof UncheckedIOException refusal
          && refusal.getCause() instanceof TransferException wrong) {
        throw wrong;
      }
      if (e.getCause() instanceof ProtocolException) {
        throw noHttp(e);
      }
      throw brokenOff(e);
    } catch (IllegalArgumentException e) {
      // How Java's client reports a Content-Length that is not a number of 64 bits.
      throw noHttp(e);
    }
  }

  /**
   * Takes the body of an answer whose length is one. Of a negative length Java's client says, as
   * soon as it reads, that the body was broken off.
   */
  private static BodySubscriber<InputStream> body(ResponseInfo answer) {
    try {
      contentLength(answer.headers());
    } catch (TransferException e) {
      throw new UncheckedIOException(e);
    }
    return BodySubscribers.ofInputStream();
  }

  private static TransferException noHttp(Exception failure) {
    return TransferException.lasting("answered with invalid HTTP (%s)".formatted(told(failure)));
  }

  private static TransferException brokenOff(Throwable failure) {
    return TransferException.passing("broken off: " + told(failure));
  }

  /** Java's client quotes headers whole, however long they are. */
  private static String told(Throwable failure) {
    return VisibleText.shortened(String.valueOf(failure.getMessage()));
  }

  /** Makes the part end where the answer's body begins; returns the size of the whole file. */
  private OptionalLong accept(HttpResponse<InputStream> response, WebAddress address, PartFile part)
      throws IOException {
    HttpHeaders headers = response.headers();
    switch (response.statusCode()) {
      case OK:
        part.restart();
        Optional<String> version = version(headers);
        if (version.isPresent()) {
          part.belongsTo(address, version.get());
        }
        return contentLength(headers);
      case PARTIAL:
        requireVersion(headers, part, address);
        return totalOfRange(headers, part);
      case RANGE_NOT_SATISFIABLE:
        return requireComplete(headers, part);
      default:
        throw refused(response.statusCode(), headers);
    }
  }

  private static OptionalLong contentLength(HttpHeaders headers) throws TransferException {
    Optional<String> length = headers.firstValue("Content-Length");
    return length.isEmpty() ? OptionalLong.empty() : OptionalLong.of(count(length.get()));
  }

  private static long count(String digits) throws TransferException {
    try {
      long count = Long.parseLong(digits.strip());
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      // As a negative one.
    }
    throw TransferException.lasting(
        "gives the length '%s', which is not a number of bytes"
            .formatted(VisibleText.shortened(digits)));
  }

  /** Some servers ignore If-Range and give the rest of another version. */
  private static void requireVersion(HttpHeaders headers, PartFile part, WebAddress address)
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
    if (!range.matches() || count(range.group(1)) != part.length()) {
      part.restart();
      throw TransferException.passing("answered with another range than asked for");
    }
    String total = range.group(2);
    return total.equals("*") ? OptionalLong.empty() : OptionalLong.of(count(total));
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
        .or(() -> headers.firstValue("Last-Modified"))
        .filter(version -> VERSION.matcher(version).matches());
  }

  private void receive(
      InputStream body, PartFile part, OptionalLong total, long most, FetchProgress progress)
      throws IOException {
    if (total.isPresent()) {
      part.requireSpaceFor(total.getAsLong());
    }
    byte[] buffer = new byte[1 << 16];
    int count = read(body, buffer);
    while (count >= 0) {
      if (count > most - part.length()) {
        part.restart();
        throw TransferException.lasting(
            "sends more than the %s bytes that the file can have: nothing of it is kept"
                .formatted(most));
      }
      part.append(ByteBuffer.wrap(buffer, 0, count));
      progress.reached(part.length());
      count = read(body, buffer);
    }
    if (total.isPresent() && total.getAsLong() != part.length()) {
      throw TransferException.passing(
          "ended after %s of %s bytes".formatted(part.length(), total.getAsLong()));
    }
  }

  /** Tells trouble of the network from that of the disk. */
  private int read(InputStream body, byte[] buffer) throws TransferException {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      // The client's stream itself only says that it is closed.
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw reason instanceof HttpTimeoutException
          ? TransferException.passing("no byte for " + Wording.time(stall))
          : brokenOff(reason);
    }
  }
}
