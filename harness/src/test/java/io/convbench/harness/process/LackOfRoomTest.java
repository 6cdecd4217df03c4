package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.results.Row;
import io.convbench.results.Status;
import org.junit.jupiter.api.Test;

class LackOfRoomTest {

  @Test
  void isWhatLinuxSays() {
    assertLack(true, Status.FAILED, "cannot read or write /r/a.csv (No space left on device)");
    assertLack(true, Status.FAILED, "cannot read or write /r/a.csv (Disk quota exceeded)");
  }

  @Test
  void isWhatConvbenchSaysOfItsOwnFiles() {
    assertLack(true, Status.FAILED, "no model file: no space for /r/V.pt: free some");
    assertLack(true, Status.FAILED, "no crops: /c has 0.1 GiB free: free some");
  }

  @Test
  void isNoResultOfTheCell() {
    assertLack(false, Status.FAILED, "Java ran out of heap memory");
    assertLack(false, Status.FAILED, "still running after 1200 s: stopped");
    assertLack(false, Status.UNAVAILABLE, "pytorch does not start: No space left on device");
    assertEquals(false, LackOfRoom.in(Row.empty().with(Status.OK, "")));
  }

  private static void assertLack(boolean expected, Status status, String reason) {
    assertEquals(expected, LackOfRoom.in(Row.empty().with(status, reason)), reason);
  }
}
