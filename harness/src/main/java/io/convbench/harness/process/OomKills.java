package io.convbench.harness.process;

import io.convbench.harness.machine.ControlGroups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Processes that Linux has killed for lack of memory since some moment. Where this process's
 * control group counts them, those alone: the machine's own count ({@code oom_kill} in {@code
 * /proc/vmstat}), which a process in no group of its own goes by, includes other containers'.
 */
public final class OomKills {

  private static final String NAME = "oom_kill ";
  private static final Pattern FIELD = Pattern.compile(NAME + "(\\d{1,18})\\s*");

  private final ControlGroups groups;
  private final Path vmstat;
  private final long before;

  private OomKills(ControlGroups groups, Path vmstat) throws IOException {
    this.groups = groups;
    this.vmstat = vmstat;
    this.before = count();
  }

  /** From now on. */
  public static OomKills sinceNow() throws IOException {
    return since(Path.of("/"));
  }

  /**
   * @param root in place of {@code /}
   */
  static OomKills since(Path root) throws IOException {
    return new OomKills(ControlGroups.below(root), root.resolve("proc/vmstat"));
  }

  /** True when there were some; false, too, on a system that does not count them. */
  boolean any() throws IOException {
    return count() > before;
  }

  private long count() throws IOException {
    OptionalLong ofGroup = groups.outOfMemoryKills();
    if (ofGroup.isPresent()) {
      return ofGroup.getAsLong();
    }
    return Files.exists(vmstat)
        ? Files.readAllLines(vmstat).stream()
            .filter(line -> line.startsWith(NAME))
            .map(FIELD::matcher)
            .filter(Matcher::matches)
            .mapToLong(count -> Long.parseLong(count.group(1)))
            .findFirst()
            .orElse(0)
        : 0;
  }
}
