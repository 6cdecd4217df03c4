package io.convbench.suites.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on the loopback that answers requests by bytes of which HTTP may make nothing. */
final class RawServer implements AutoCloseable {

  private static final byte[] NOTHING = {};

  /** Requests that came. */
  final AtomicInteger requests = new AtomicInteger();

  private final ServerSocket socket;
  private volatile byte[] start;

  /**
   * @param head lines of the answer
   * @param body what follows their empty line
   * @param endless whether the body is repeated as long as somebody listens
   */
  RawServer(boolean endless, byte[] body, String... head) throws IOException {
    this.socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    this.start = bytes(head);
    Thread thread = new Thread(() -> serve(body, endless), "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** One whose answers have no body. */
  RawServer(String... head) throws IOException {
    this(false, NOTHING, head);
  }

  /** Lines as they begin an answer, with their empty line. */
  static byte[] bytes(String... head) {
    return (String.join("\r\n", head) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Answers from now on by these bytes before the body. */
  void answers(byte[] next) {
    start = next.clone();
  }

  URI address() {
    return URI.create("http://127.0.0.1:%s/file.h5".formatted(socket.getLocalPort()));
  }

  private void serve(byte[] body, boolean endless) {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        if (!readRequest(connection.getInputStream())) {
          continue;
        }
        requests.incrementAndGet();
        connection.getOutputStream().write(start);
        do {
          connection.getOutputStream().write(body);
        } while (endless && !socket.isClosed());
      } catch (IOException e) {
        // The client has had enough, or the test is over.
      }
    }
  }

  /** False when the connection ended before. */
  private static boolean readRequest(InputStream in) throws IOException {
    int lineFeeds = 0;
    while (lineFeeds < 2) {
      int next = in.read();
      if (next < 0) {
        return false;
      }
      lineFeeds = next == '\n' ? lineFeeds + 1 : next == '\r' ? lineFeeds : 0;
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
