package io.convbench.datasets.natives;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoExecTest {

  private static final List<String> MOUNTS =
      List.of(
          "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
          "36 22 0:31 / /tmp rw,nosuid,noexec - tmpfs tmpfs rw",
          "37 36 0:32 / /tmp/run rw - tmpfs tmpfs rw",
          "38 22 0:33 / /a\\040b rw,noexec - tmpfs tmpfs rw",
          "39 22 0:34 / /twice rw,noexec - tmpfs tmpfs rw",
          "40 39 0:35 / /twice rw - tmpfs tmpfs rw");

  @Test
  void asksTheNearestMountAbove() {
    assertTrue(NoExec.isMountedAt(Path.of("/tmp/x/y"), MOUNTS));
    assertTrue(NoExec.isMountedAt(Path.of("/tmp"), MOUNTS));
    assertFalse(NoExec.isMountedAt(Path.of("/tmp/run/x"), MOUNTS));
    assertFalse(NoExec.isMountedAt(Path.of("/tmpx"), MOUNTS));
    assertFalse(NoExec.isMountedAt(Path.of("/home/a"), MOUNTS));
  }

  @Test
  void readsBlanksInMountPoints() {
    assertTrue(NoExec.isMountedAt(Path.of("/a b/c"), MOUNTS));
  }

  /** The later mount hides the earlier one. */
  @Test
  void believesTheLastOfTwoAtOnePlace() {
    assertFalse(NoExec.isMountedAt(Path.of("/twice/x"), MOUNTS));
  }
}
