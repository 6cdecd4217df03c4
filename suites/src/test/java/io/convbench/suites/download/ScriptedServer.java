package io.convbench.suites.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A server on the loopback that answers as told, one answer after the other, the last for ever. */
final class ScriptedServer implements AutoCloseable {

  /** One answer to a request for a file. */
  interface Answer {
    void give(HttpExchange exchange) throws IOException;
  }

  /** The header Range of each request that came; "-" for one without. */
  final List<String> ranges = Collections.synchronizedList(new ArrayList<>());

  /** The header If-Range likewise. */
  final List<String> versions = Collections.synchronizedList(new ArrayList<>());

  /** The header Authorization likewise. */
  final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());

  /** Path and query of each request. */
  final List<String> paths = Collections.synchronizedList(new ArrayList<>());

  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final Queue<Answer> answers = new ArrayDeque<>();

  ScriptedServer(Answer... answers) throws IOException {
    this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), answers);
  }

  private ScriptedServer(HttpServer server, Answer... answers) {
    this.answers.addAll(List.of(answers));
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** One that speaks TLS with the certificate of this context. */
  static ScriptedServer encrypted(SSLContext certificate, Answer... answers) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate));
    return new ScriptedServer(server, answers);
  }

  URI address() {
    return URI.create(
        "%s://127.0.0.1:%s/file.h5"
            .formatted(
                server instanceof HttpsServer ? "https" : "http", server.getAddress().getPort()));
  }

  /** The same with user name and password, a query, or neither. */
  URI address(String userInfo, String query) {
    return URI.create(address().toString().replace("//", "//" + userInfo) + query);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      ranges.add(header(exchange, "Range"));
      versions.add(header(exchange, "If-Range"));
      authorizations.add(header(exchange, "Authorization"));
      paths.add(exchange.getRequestURI().toString());
      next().give(exchange);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "-" : value;
  }

  private synchronized Answer next() {
    return answers.size() > 1 ? answers.remove() : answers.element();
  }

  /** The whole file, whatever range is asked for. */
  static Answer whole(byte[] bytes) {
    return exchange -> {
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** The file, or the range asked for if it is of this version. */
  static Answer ranged(byte[] bytes, String etag) {
    return exchange -> {
      exchange.getResponseHeaders().set("ETag", etag);
      String version = header(exchange, "If-Range");
      boolean same = version.equals("-") || version.equals(etag);
      (same ? rangedWhateverVersion(bytes, etag) : whole(bytes)).give(exchange);
    };
  }

  /** The file, or the range asked for, of this version even if another one is asked for. */
  static Answer rangedWhateverVersion(byte[] bytes, String etag) {
    return exchange -> {
      exchange.getResponseHeaders().set("ETag", etag);
      String range = header(exchange, "Range");
      if (range.equals("-")) {
        whole(bytes).give(exchange);
        return;
      }
      int from = Integer.parseInt(range.replaceAll("\\D", ""));
      if (from >= bytes.length) {
        exchange.getResponseHeaders().set("Content-Range", "bytes */" + bytes.length);
        exchange.sendResponseHeaders(416, -1);
        return;
      }
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes %s-%s/%s".formatted(from, bytes.length - 1, bytes.length));
      exchange.sendResponseHeaders(206, bytes.length - from);
      exchange.getResponseBody().write(Arrays.copyOfRange(bytes, from, bytes.length));
    };
  }

  /** A status without a body, with a header. */
  static Answer status(int status, String... header) {
    return exchange -> {
      if (header.length == 2) {
        exchange.getResponseHeaders().set(header[0], header[1]);
      }
      exchange.sendResponseHeaders(status, -1);
    };
  }

  /**
   * Promises the whole file, sends its beginning and closes the connection.
   *
   * @param arrived waits until the beginning is there: what a client has not yet read when the
   *     connection closes may be lost
   */
  static Answer truncated(byte[] bytes, int sent, String etag, Runnable arrived) {
    return exchange -> {
      begin(exchange, bytes, sent, etag);
      arrived.run();
      throw new IOException("closes the connection in the middle of the body");
    };
  }

  /** Promises the whole file, sends its beginning and then nothing any more. */
  Answer stalled(byte[] bytes, int sent) {
    return exchange -> {
      begin(exchange, bytes, sent, "\"v1\"");
      awaitClose();
    };
  }

  /** Accepts the request and never answers. */
  Answer silent() {
    return exchange -> awaitClose();
  }

  private static void begin(HttpExchange exchange, byte[] bytes, int sent, String etag)
      throws IOException {
    exchange.getResponseHeaders().set("ETag", etag);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes, 0, sent);
    exchange.getResponseBody().flush();
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Answers from now on like this. */
  synchronized void answers(Answer... next) {
    answers.clear();
    answers.addAll(List.of(next));
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
