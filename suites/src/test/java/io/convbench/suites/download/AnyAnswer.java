package io.convbench.suites.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** A server on the loopback that gives bytes of which HTTP may make nothing, and hangs up. */
final class AnyAnswer implements AutoCloseable {

  private final ServerSocket socket;
  private volatile byte[] answer = {};

  AnyAnswer() throws IOException {
    socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "any-answer");
    thread.setDaemon(true);
    thread.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:%s/file.h5".formatted(socket.getLocalPort()));
  }

  void answer(byte[] next) {
    answer = next.clone();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        if (readRequest(connection.getInputStream())) {
          connection.getOutputStream().write(answer);
        }
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
