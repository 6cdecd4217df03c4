package io.convbench.harness.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThrottlingTest {

  @TempDir private Path root;

  @Test
  void countsWhatAQuotaAboveHeldBackWhileTheClockRan() throws IOException {
    RecordedSystem system = RecordedSystem.nestedV1(root);
    Throttling throttling = new Throttling(ControlGroups.below(root));

    system.with("sys/fs/cgroup/cpu/outer/cpu.stat", "throttled_time 1000000000\n");
    throttling.start();
    system.with("sys/fs/cgroup/cpu/outer/cpu.stat", "throttled_time 1250000000\n");
    throttling.stop();
    system.with("sys/fs/cgroup/cpu/outer/cpu.stat", "throttled_time 7250000000\n");
    throttling.start();
    system.with("sys/fs/cgroup/cpu/outer/cpu.stat", "throttled_time 7500000000\n");
    throttling.stop();

    assertEquals(OptionalDouble.of(0.5), throttling.seconds());
  }

  @Test
  void countsTheSameTimeOnceWhereTwoLevelsTellIt() throws IOException {
    RecordedSystem system = RecordedSystem.dockerV2(root);
    Throttling throttling = new Throttling(ControlGroups.below(root));

    throttling.start();
    system.with("sys/fs/cgroup/cpu.stat", "throttled_usec 350000\n");
    system.with("sys/fs/cgroup/cpu.stat.local", "throttled_usec 360000\n");
    throttling.stop();

    assertEquals(OptionalDouble.of(0.26), throttling.seconds());
  }

  @Test
  void isZeroWhereNothingWasHeldBack() throws IOException {
    RecordedSystem.nestedV2(root);
    Throttling throttling = new Throttling(ControlGroups.below(root));

    throttling.start();
    throttling.stop();

    assertEquals(OptionalDouble.of(0), throttling.seconds());
  }

  @Test
  void saysNothingWhereLinuxCountsNothing() throws IOException {
    RecordedSystem.withoutContainer(root);
    Throttling throttling = new Throttling(ControlGroups.below(root));

    throttling.start();
    throttling.stop();

    assertEquals(OptionalDouble.empty(), throttling.seconds());
  }
}
