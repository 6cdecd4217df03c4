package io.convbench.harness.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files of {@code /proc} and {@code /sys} below a folder, as Linux shows them to a process in a
 * container.
 *
 * @param root in place of {@code /}
 */
public record RecordedSystem(Path root) {

  private static final String DOCKER = "/docker/6f1c9c5d2f0e";
  private static final String NAMED =
      "/sys/fs/cgroup/%1$s ro,nosuid,nodev,noexec,relatime - cgroup cgroup rw,%1$s\n";

  /** Writes a file; an older one is replaced. */
  public RecordedSystem with(String file, String content) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
    return this;
  }

  /**
   * cgroup v1 beside an empty v2, recorded on Linux 6.18: a cpuset of one processor, half of its
   * time and 400 MiB, set one level above the group of the process.
   */
  public static RecordedSystem nestedV1(Path root) throws IOException {
    return new RecordedSystem(root)
        .with(
            "proc/self/cgroup",
            """
            9:name=systemd:/
            8:pids:/
            4:memory:/outer/inner
            3:cpuset:/outer/inner
            2:cpuacct:/
            1:cpu:/outer/inner
            0::/
            """)
        .with(
            "proc/self/mountinfo",
            """
            23 1 254:0 / / rw,relatime - ext4 /dev/root rw
            31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
            32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu
            33 31 0:30 / /sys/fs/cgroup/cpuacct rw,relatime - cgroup cgroup rw,cpuacct
            34 31 0:31 / /sys/fs/cgroup/cpuset rw,relatime - cgroup cgroup rw,cpuset
            35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
            40 31 0:37 / /sys/fs/cgroup/systemd rw,relatime - cgroup cgroup rw,name=systemd
            41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
            """)
        .with("proc/self/status", "Name:\tjava\nCpus_allowed:\t2\nCpus_allowed_list:\t1\n")
        .with("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n")
        .with("sys/fs/cgroup/cpu/outer/cpu.cfs_quota_us", "50000\n")
        .with("sys/fs/cgroup/cpu/outer/cpu.cfs_period_us", "100000\n")
        .with("sys/fs/cgroup/cpu/outer/inner/cpu.cfs_quota_us", "-1\n")
        .with("sys/fs/cgroup/cpu/outer/inner/cpu.cfs_period_us", "100000\n")
        .with(
            "sys/fs/cgroup/cpu/outer/cpu.stat",
            "nr_periods 26\nnr_throttled 2\nthrottled_time 36283652\nnr_bursts 0\nburst_time 0\n")
        .with(
            "sys/fs/cgroup/cpu/outer/inner/cpu.stat",
            "nr_periods 0\nnr_throttled 0\nthrottled_time 0\nnr_bursts 0\nburst_time 0\n")
        .with("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n")
        .with("sys/fs/cgroup/memory/outer/memory.limit_in_bytes", "419430400\n")
        .with("sys/fs/cgroup/memory/outer/inner/memory.limit_in_bytes", "9223372036854771712\n")
        .with(
            "sys/fs/cgroup/memory/outer/inner/memory.oom_control",
            "oom_kill_disable 0\nunder_oom 0\noom_kill 0\n")
        .with(
            "sys/fs/cgroup/memory/outer/inner/memory.stat",
            "cache 0\nhierarchical_memory_limit 419430400\nhierarchical_memsw_limit 9223372036854771712\n");
  }

  /**
   * cgroup v1 as Docker shows it without a name space for control groups: the process is told the
   * host's path, and the mount point is its own group.
   */
  public static RecordedSystem dockerV1(Path root) throws IOException {
    return new RecordedSystem(root)
        .with(
            "proc/self/cgroup",
            "5:cpuset:%1$s\n4:memory:%1$s\n3:cpu,cpuacct:%1$s\n1:name=systemd:%1$s\n"
                .formatted(DOCKER))
        .with(
            "proc/self/mountinfo",
            "726 719 0:29 %s %s727 719 0:30 %s %s"
                .formatted(
                    DOCKER, NAMED.formatted("cpu,cpuacct"), DOCKER, NAMED.formatted("memory")))
        .with("proc/self/status", "Cpus_allowed_list:\t0-7,16-23\n")
        .with("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "250000\n")
        .with("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000\n")
        .with(
            "sys/fs/cgroup/cpu,cpuacct/cpu.stat",
            "nr_periods 100\nnr_throttled 40\nthrottled_time 2000000000\n")
        .with("sys/fs/cgroup/memory/memory.limit_in_bytes", "2147483648\n")
        .with("sys/fs/cgroup/memory/memory.stat", "hierarchical_memory_limit 1073741824\n");
  }

  /** cgroup v2 below systemd: a tight slice around a scope without limits. */
  public static RecordedSystem nestedV2(Path root) throws IOException {
    return new RecordedSystem(root)
        .with("proc/self/cgroup", "0::/user.slice/bench.slice/run-r1.scope\n")
        .with(
            "proc/self/mountinfo",
            "35 24 0:30 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:9 - cgroup2 cgroup2"
                + " rw,nsdelegate,memory_recursiveprot\n")
        .with("proc/self/status", "Cpus_allowed_list:\t0-3\n")
        .with("sys/fs/cgroup/user.slice/cpu.max", "400000 100000\n")
        .with("sys/fs/cgroup/user.slice/memory.max", "8589934592\n")
        .with("sys/fs/cgroup/user.slice/bench.slice/cpu.max", "150000 100000\n")
        .with("sys/fs/cgroup/user.slice/bench.slice/memory.max", "max\n")
        .with("sys/fs/cgroup/user.slice/bench.slice/memory.high", "3221225472\n")
        .with(
            "sys/fs/cgroup/user.slice/bench.slice/cpu.stat",
            "usage_usec 9\nnr_periods 50\nnr_throttled 20\nthrottled_usec 1500000\nnr_bursts 0\n")
        .with("sys/fs/cgroup/user.slice/bench.slice/run-r1.scope/cpu.max", "max 100000\n")
        .with("sys/fs/cgroup/user.slice/bench.slice/run-r1.scope/memory.max", "max\n")
        .with("sys/fs/cgroup/user.slice/bench.slice/run-r1.scope/memory.high", "max\n")
        .with(
            "sys/fs/cgroup/user.slice/bench.slice/run-r1.scope/memory.events",
            "low 0\nhigh 0\nmax 0\noom 0\noom_kill 0\noom_group_kill 0\n")
        .with(
            "sys/fs/cgroup/user.slice/bench.slice/run-r1.scope/cpu.stat",
            "usage_usec 9\nnr_periods 0\nnr_throttled 0\nthrottled_usec 0\n");
  }

  /** cgroup v2 as Docker and Kubernetes show it: the process's own group is the root. */
  public static RecordedSystem dockerV2(Path root) throws IOException {
    return new RecordedSystem(root)
        .with("proc/self/cgroup", "0::/\n")
        .with(
            "proc/self/mountinfo",
            "612 611 0:30 / /sys/fs/cgroup ro,nosuid,nodev,noexec,relatime - cgroup2 cgroup rw\n")
        .with("proc/self/status", "Cpus_allowed_list:\t0-1\n")
        .with("sys/fs/cgroup/cpu.max", "50000 100000\n")
        .with("sys/fs/cgroup/memory.max", "419430400\n")
        .with("sys/fs/cgroup/memory.high", "max\n")
        .with("sys/fs/cgroup/memory.events", "oom 0\noom_kill 0\n")
        .with("sys/fs/cgroup/cpu.stat", "nr_periods 10\nnr_throttled 5\nthrottled_usec 100000\n")
        .with("sys/fs/cgroup/cpu.stat.local", "throttled_usec 100000\n");
  }

  /** A machine whose processes are in no group but the roots, whose files have no limits. */
  public static RecordedSystem withoutContainer(Path root) throws IOException {
    return new RecordedSystem(root)
        .with("proc/self/cgroup", "0::/\n")
        .with(
            "proc/self/mountinfo",
            "35 24 0:30 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime - cgroup2 cgroup2 rw\n")
        .with("proc/self/status", "Cpus_allowed_list:\t0-3\n")
        .with("sys/fs/cgroup/cpu.stat", "usage_usec 9\nuser_usec 5\nsystem_usec 4\n");
  }
}
