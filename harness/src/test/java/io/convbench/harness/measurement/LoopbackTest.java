package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.harness.cell.UnmeasurableException;
import io.convbench.results.Status;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class LoopbackTest {

  @Test
  void connectsHere() {
    assertDoesNotThrow(() -> Loopback.require(InetAddress.getLoopbackAddress()));
  }

  /** 192.0.2.1 is kept for documentation (RFC 5737): no machine has it. */
  @Test
  void saysThatJmhNeedsIt() throws Exception {
    InetAddress nobodys = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});

    UnmeasurableException failure =
        assertThrows(UnmeasurableException.class, () -> Loopback.require(nobodys));

    assertEquals(Status.UNAVAILABLE, failure.status());
    assertTrue(failure.getMessage().contains("loopback device"), failure.getMessage());
    assertTrue(failure.getMessage().endsWith("bring it up ('ip link set lo up')"));
  }
}
