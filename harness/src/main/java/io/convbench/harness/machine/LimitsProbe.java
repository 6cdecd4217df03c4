package io.convbench.harness.machine;

import io.convbench.results.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Asks Linux what this process may use of its machine. */
public final class LimitsProbe {

  static final String AFFINITY = "Cpus_allowed_list:";

  private LimitsProbe() {}

  /** The limits now; those of the JVM's own count on a system without {@code /proc}. */
  public static Limits probe() {
    return below(Path.of("/"));
  }

  /**
   * @param root in place of {@code /}
   */
  static Limits below(Path root) {
    ControlGroups groups = ControlGroups.below(root);
    return new Limits(
        affinityCores(root.resolve("proc/self/status")),
        groups.quotaCores().orElse(Limits.NONE),
        groups.memoryBytes().orElse(Limits.NONE));
  }

  /** Affinity is never wider than the cpusets of all levels, so that it counts them, too. */
  private static int affinityCores(Path status) {
    try (java.util.stream.Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(AFFINITY))
          .mapToInt(line -> count(line.substring(AFFINITY.length()).strip()))
          .findFirst()
          .orElseGet(() -> Runtime.getRuntime().availableProcessors());
    } catch (IOException none) {
      return Runtime.getRuntime().availableProcessors();
    }
  }

  /** How many processors a list such as {@code 0-3,8} names. */
  static int count(String list) {
    return List.of(list.split(",")).stream().mapToInt(LimitsProbe::countOfRange).sum();
  }

  private static int countOfRange(String range) {
    String[] ends = range.split("-", 2);
    return Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
  }
}
