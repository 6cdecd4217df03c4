package io.convbench.harness.machine;

import io.convbench.results.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Asks Linux what this process may use of its machine. */
public final class LimitsProbe {

  private static final String AFFINITY = "Cpus_allowed_list:";

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

  private static int affinityCores(Path status) {
    int cores = (int) affinity(status).count();
    return cores > 0 ? cores : Runtime.getRuntime().availableProcessors();
  }

  /**
   * The processors that this process may use, by their numbers; none where the system does not say.
   * Affinity is never wider than the cpusets of all levels, so that it counts them, too.
   */
  static IntStream affinity(Path status) {
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(AFFINITY))
          .findFirst()
          .map(line -> processors(line.substring(AFFINITY.length()).strip()))
          .orElse(IntStream.empty());
    } catch (IOException none) {
      return IntStream.empty();
    }
  }

  /** The processors that a list such as {@code 0-3,8} names. */
  static IntStream processors(String list) {
    return Stream.of(list.split(",")).flatMapToInt(LimitsProbe::range);
  }

  private static IntStream range(String range) {
    String[] ends = range.split("-", 2);
    return IntStream.rangeClosed(
        Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
  }
}
