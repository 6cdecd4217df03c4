package io.convbench.harness.machine;

import io.convbench.results.Limits;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Asks Linux what this process may use of its machine. */
public final class LimitsProbe {

  private static final String AFFINITY = "Cpus_allowed_list:";

  /** Linux counts up to 8192 processors. */
  private static final Pattern LIST =
      Pattern.compile("\\d{1,4}(-\\d{1,4})?(,\\d{1,4}(-\\d{1,4})?)*+");

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
    return processors(affinityList(status));
  }

  /** The same as Linux lists them, e.g. {@code 0-3,8}; empty where it does not say. */
  static String affinityList(Path status) {
    return SystemFile.lines(status).stream()
        .filter(line -> line.startsWith(AFFINITY))
        .map(line -> line.substring(AFFINITY.length()).strip())
        .findFirst()
        .orElse("");
  }

  /** The processors that a list such as {@code 0-3,8} names; none in what is no such list. */
  static IntStream processors(String list) {
    return LIST.matcher(list).matches()
        ? Stream.of(list.split(",")).flatMapToInt(LimitsProbe::range).distinct()
        : IntStream.empty();
  }

  private static IntStream range(String range) {
    String[] ends = range.split("-", 2);
    return IntStream.rangeClosed(
        Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
  }
}
