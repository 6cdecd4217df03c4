package io.convbench.harness.machine;

import io.convbench.results.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Asks Linux what this process may use of its machine. */
public final class LimitsProbe {

  static final String AFFINITY = "Cpus_allowed_list:";

  /** Linux counts up to 8192 processors. */
  private static final Pattern LIST =
      Pattern.compile("\\d{1,6}(-\\d{1,6})?(,\\d{1,6}(-\\d{1,6})?)*+");

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
    OptionalInt told = OptionalInt.empty();
    try {
      told =
          // Another line is the process's name, which may be of any bytes.
          Files.readAllLines(status, StandardCharsets.ISO_8859_1).stream()
              .filter(line -> line.startsWith(AFFINITY))
              .mapToInt(line -> count(line.substring(AFFINITY.length()).strip()))
              .filter(count -> count > 0)
              .findFirst();
    } catch (IOException none) {
      // As on other systems than Linux.
    }
    return told.orElseGet(() -> Runtime.getRuntime().availableProcessors());
  }

  /** How many processors a list such as {@code 0-3,8} names; none in what is no such list. */
  static int count(String list) {
    return LIST.matcher(list).matches()
        ? Stream.of(list.split(",")).mapToInt(LimitsProbe::countOfRange).sum()
        : 0;
  }

  private static int countOfRange(String range) {
    String[] ends = range.split("-", 2);
    return Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
  }
}
