package io.convbench.harness.measurement;

import io.convbench.harness.cell.UnmeasurableException;
import io.convbench.results.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** The device over which JMH talks with the JVM that it forks, and which it does not check. */
final class Loopback {

  private static final int PATIENCE_MILLIS = 5000;

  private Loopback() {}

  /**
   * Connects to itself, which costs a millisecond.
   *
   * @param address JMH's, the loopback device's
   * @throws UnmeasurableException when no connection comes about, as in a network namespace whose
   *     loopback device is down
   */
  static void require(InetAddress address) {
    try (ServerSocket server = new ServerSocket(0, 1, address);
        Socket client = new Socket()) {
      client.connect(server.getLocalSocketAddress(), PATIENCE_MILLIS);
    } catch (IOException e) {
      throw new UnmeasurableException(
          Status.UNAVAILABLE,
          "JMH talks with the JVM that it times over the loopback device, which does not work"
              + " here (%s): bring it up ('ip link set lo up')".formatted(e.getMessage()));
    }
  }
}
