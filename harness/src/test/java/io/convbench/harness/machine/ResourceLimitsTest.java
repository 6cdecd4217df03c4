package io.convbench.harness.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceLimitsTest {

  @TempDir private Path root;

  /** Lines of Linux 6.18 under {@code ulimit -S -n 60 -v 3400000}. */
  @Test
  void readsTheSoftLimits() throws IOException {
    new RecordedSystem(root)
        .with(
            "proc/self/limits",
            """
            Limit                     Soft Limit           Hard Limit           Units
            Max open files            60                   524288               files
            Max locked memory         8388608              8388608              bytes
            Max address space         3481600000           unlimited            bytes
            """);

    assertEquals(
        new ResourceLimits(OptionalLong.of(60), OptionalLong.of(3481600000L)),
        ResourceLimits.below(root));
  }

  @Test
  void knowsOfNoneWhereNoneAreSetOrTold() throws IOException {
    ResourceLimits none = new ResourceLimits(OptionalLong.empty(), OptionalLong.empty());

    assertEquals(none, ResourceLimits.below(root));
    new RecordedSystem(root)
        .with(
            "proc/self/limits", "Max address space         unlimited            unlimited bytes\n");
    assertEquals(none, ResourceLimits.below(root));
  }
}
