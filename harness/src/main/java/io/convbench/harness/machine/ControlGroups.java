package io.convbench.harness.machine;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The control groups of this process, of cgroup v1, v2 or both (cgroups(7), Linux's {@code
 * admin-guide/cgroup-v2.rst}). A limit of any group above counts, too, so that every figure is the
 * tightest of all levels that this process sees.
 */
public final class ControlGroups {

  /** Beyond any machine; v1 says so where nothing is limited. */
  private static final long UNLIMITED = 1L << 60;

  /** Of a path (PATH_MAX in linux/limits.h). */
  private static final int MOST_CHARACTERS = 4096;

  private static final double NANOS_PER_MICRO = 1000;

  private final List<ControlGroup> cpu;
  private final List<ControlGroup> memory;

  private ControlGroups(List<ControlGroup> cpu, List<ControlGroup> memory) {
    this.cpu = cpu;
    this.memory = memory;
  }

  /** Those of this process, as they are now; none on a system that has no control groups. */
  public static ControlGroups ofThisProcess() {
    return below(Path.of("/"));
  }

  /**
   * The same as other files tell it.
   *
   * @param root in place of {@code /}
   */
  public static ControlGroups below(Path root) {
    Path self = root.resolve("proc/self");
    List<Membership> memberships =
        SystemFile.lines(self.resolve("cgroup")).stream().flatMap(Membership::parse).toList();
    List<CgroupMount> mounts =
        SystemFile.lines(self.resolve("mountinfo")).stream().flatMap(CgroupMount::parse).toList();
    return new ControlGroups(
        levels("cpu", memberships, mounts, root), levels("memory", memberships, mounts, root));
  }

  /**
   * In which group a process is: a line of {@code /proc/self/cgroup}.
   *
   * @param controllers of a v1 hierarchy; empty for v2's
   * @param path of the group in its hierarchy
   */
  private record Membership(List<String> controllers, String path) {

    static Stream<Membership> parse(String line) {
      String[] fields = line.split(":", 3);
      return fields.length == 3 && fields[2].length() <= MOST_CHARACTERS
          ? Stream.of(
              new Membership(
                  fields[1].isEmpty() ? List.of() : Arrays.asList(fields[1].split(",")), fields[2]))
          : Stream.empty();
    }

    boolean unified() {
      return controllers.isEmpty();
    }
  }

  /** The group and all above it, from the innermost; a controller is in v1 or in v2, never both. */
  private static List<ControlGroup> levels(
      String controller, List<Membership> memberships, List<CgroupMount> mounts, Path root) {
    Stream<Membership> first =
        memberships.stream().filter(group -> group.controllers().contains(controller));
    Stream<Membership> second = memberships.stream().filter(Membership::unified);
    return Stream.concat(first, second)
        .findFirst()
        .map(group -> levels(controller, group, mounts, root))
        .orElse(List.of());
  }

  private static List<ControlGroup> levels(
      String controller, Membership group, List<CgroupMount> mounts, Path root) {
    return mounts.stream()
        .filter(
            mount ->
                mount.unified() == group.unified()
                    && (mount.unified() || mount.options().contains(controller)))
        .max((a, b) -> Integer.compare(a.shared(group.path()), b.shared(group.path())))
        .map(mount -> levels(mount, group, root))
        .orElse(List.of());
  }

  private static List<ControlGroup> levels(CgroupMount mount, Membership group, Path root) {
    Path top;
    Path folder;
    try {
      top = root.resolve(mount.mountPoint().substring(1));
      folder = top.resolve(mount.below(group.path()));
    } catch (InvalidPathException name) {
      // In another encoding than Java's; nothing in the group can be read.
      return List.of();
    }
    List<ControlGroup> levels = new ArrayList<>();
    for (; folder != null && folder.startsWith(top); folder = folder.getParent()) {
      levels.add(new ControlGroup(folder, group.unified()));
    }
    return List.copyOf(levels);
  }

  /** Processor time over time that a CPU quota allows, in cores; empty without a quota. */
  public OptionalDouble quotaCores() {
    return cpu.stream()
        .map(ControlGroups::quotaCores)
        .flatMapToDouble(OptionalDouble::stream)
        .min();
  }

  private static OptionalDouble quotaCores(ControlGroup group) {
    if (!group.unified()) {
      return cores(group.number("cpu.cfs_quota_us"), group.number("cpu.cfs_period_us"));
    }
    String[] fields = group.text("cpu.max").split(" ", 2);
    return fields.length == 2
        ? cores(ControlGroup.parsed(fields[0]), ControlGroup.parsed(fields[1]))
        : OptionalDouble.empty();
  }

  private static OptionalDouble cores(OptionalLong quota, OptionalLong period) {
    return quota.isPresent()
            && period.isPresent()
            && quota.getAsLong() > 0
            && period.getAsLong() > 0
        ? OptionalDouble.of((double) quota.getAsLong() / period.getAsLong())
        : OptionalDouble.empty();
  }

  /** Bytes that all processes of the group may hold together; empty without a limit. */
  public OptionalLong memoryBytes() {
    return memory.stream()
        .flatMap(ControlGroups::memoryLimits)
        .flatMapToLong(OptionalLong::stream)
        .filter(limit -> limit >= 0 && limit < UNLIMITED)
        .min();
  }

  private static Stream<OptionalLong> memoryLimits(ControlGroup group) {
    return group.unified()
        // Above 'high' Linux takes pages back as fast as they come, so that it is a limit, too.
        ? Stream.of(group.number("memory.max"), group.number("memory.high"))
        : Stream.of(
            group.number("memory.limit_in_bytes"),
            // Counts groups above the one that a container shows as its root.
            group.number("memory.stat", "hierarchical_memory_limit"));
  }

  /**
   * How often Linux has killed a process of the group for lack of memory, of the group's or of the
   * machine's; empty where it does not count that, as in a root group.
   */
  public OptionalLong outOfMemoryKills() {
    return memory.stream()
        .limit(1)
        .map(
            group ->
                group.number(group.unified() ? "memory.events" : "memory.oom_control", "oom_kill"))
        .flatMapToLong(OptionalLong::stream)
        .findFirst();
  }

  /**
   * How long CPU quotas have stopped the group's threads so far, by level, in nanoseconds summed
   * over processors. A quota further out stops the same threads, so that levels do not add up.
   */
  List<OptionalDouble> throttledNanos() {
    List<OptionalDouble> levels = new ArrayList<>();
    cpu.forEach(group -> levels.add(throttledNanos(group, "cpu.stat")));
    // Newer versions of Linux count here, too, what a quota above the container's root did.
    cpu.stream().limit(1).forEach(group -> levels.add(throttledNanos(group, "cpu.stat.local")));
    return levels;
  }

  private static OptionalDouble throttledNanos(ControlGroup group, String file) {
    OptionalLong nanos = group.number(file, "throttled_time");
    OptionalLong micros = group.number(file, "throttled_usec");
    if (nanos.isPresent()) {
      return OptionalDouble.of(nanos.getAsLong());
    }
    return micros.isPresent()
        ? OptionalDouble.of(NANOS_PER_MICRO * micros.getAsLong())
        : OptionalDouble.empty();
  }
}
