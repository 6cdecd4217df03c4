package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.convbench.harness.machine.RecordedSystem;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OomKillsTest {

  @TempDir private Path root;

  @Test
  void goesByTheGroupsOwnCountInVersion2() throws IOException {
    RecordedSystem system = RecordedSystem.dockerV2(root).with("proc/vmstat", "oom_kill 4\n");
    OomKills kills = OomKills.since(root);

    system.with("sys/fs/cgroup/memory.events", "oom 1\noom_kill 1\n");

    assertTrue(kills.any());
  }

  @Test
  void goesByTheGroupsOwnCountInVersion1() throws IOException {
    RecordedSystem system = RecordedSystem.nestedV1(root);
    OomKills kills = OomKills.since(root);

    system.with(
        "sys/fs/cgroup/memory/outer/inner/memory.oom_control",
        "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n");

    assertTrue(kills.any());
  }

  @Test
  void doesNotTakeAKillInAnotherContainerForOneOfItsOwn() throws IOException {
    RecordedSystem system = RecordedSystem.dockerV2(root).with("proc/vmstat", "oom_kill 4\n");
    OomKills kills = OomKills.since(root);

    system.with("proc/vmstat", "oom_kill 5\n");

    assertFalse(kills.any());
  }

  @Test
  void goesByTheMachinesCountOutsideOfContainers() throws IOException {
    RecordedSystem system =
        RecordedSystem.withoutContainer(root).with("proc/vmstat", "oom_kill 4\n");
    OomKills kills = OomKills.since(root);

    assertFalse(kills.any());
    system.with("proc/vmstat", "oom_kill 5\n");

    assertTrue(kills.any());
  }

  @Test
  void knowsOfNoneWhereTheCountIsNoNumber() throws IOException {
    RecordedSystem.withoutContainer(root).with("proc/vmstat", "oom_kill many\n");

    assertFalse(OomKills.since(root).any());
  }

  /** Two reads of 60 KB; the kernel's own table has 200 lines. */
  @Test
  void takesApartOnlyTheLineThatCounts() throws IOException {
    RecordedSystem.withoutContainer(root).with("proc/vmstat", "5\n".repeat(30_000));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assertFalse(OomKills.since(root).any());

    long before = threads.getCurrentThreadAllocatedBytes();
    assertFalse(OomKills.since(root).any());

    assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 8 << 20);
  }

  @Test
  void knowsOfNoneOnASystemThatCountsNone() throws IOException {
    assertFalse(OomKills.since(root).any());
  }
}
