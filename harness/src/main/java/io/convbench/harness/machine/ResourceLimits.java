package io.convbench.harness.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What shells limit by {@code ulimit} (getrlimit(2)), as {@code /proc/self/limits} tells it; the
 * soft limits, which are those that count.
 *
 * @param openFiles at once; empty without a limit
 * @param addressSpaceBytes of one process, used or not; empty without a limit
 */
public record ResourceLimits(OptionalLong openFiles, OptionalLong addressSpaceBytes) {

  /** Those of this process; none where they cannot be read. */
  public static ResourceLimits ofThisProcess() {
    return below(Path.of("/"));
  }

  /**
   * @param root in place of {@code /}
   */
  static ResourceLimits below(Path root) {
    List<String> lines = SystemFile.lines(root.resolve("proc/self/limits"));
    return new ResourceLimits(soft(lines, "Max open files"), soft(lines, "Max address space"));
  }

  private static OptionalLong soft(List<String> lines, String name) {
    Pattern line = Pattern.compile(Pattern.quote(name) + "\\s+(\\d{1,18})\\s.*");
    return lines.stream()
        .map(line::matcher)
        .filter(Matcher::matches)
        .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
        .findFirst();
  }
}
