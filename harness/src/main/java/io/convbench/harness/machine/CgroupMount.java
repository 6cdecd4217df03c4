package io.convbench.harness.machine;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a hierarchy of control groups is mounted: a line of {@code /proc/self/mountinfo} (proc(5)).
 *
 * @param root the group that is at the mount point; another than {@code /} in containers
 * @param mountPoint absolute path
 * @param unified true for cgroup v2
 * @param options of the file system, which name the controllers of v1
 */
record CgroupMount(String root, String mountPoint, boolean unified, List<String> options) {

  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

  /** The mount of a line; nothing where that is of another file system. */
  static Stream<CgroupMount> parse(String line) {
    int separator = line.indexOf(" - ");
    if (separator < 0) {
      return Stream.empty();
    }
    String[] mount = line.substring(0, separator).split(" ");
    String[] system = line.substring(separator + 3).split(" ");
    if (mount.length < 5
        || !mount[4].startsWith("/")
        || system.length < 3
        || !system[0].matches("cgroup2?")) {
      return Stream.empty();
    }
    return Stream.of(
        new CgroupMount(
            plain(mount[3]),
            plain(mount[4]),
            system[0].equals("cgroup2"),
            Arrays.asList(system[2].split(","))));
  }

  private static String plain(String escaped) {
    return OCTAL.matcher(escaped).replaceAll(CgroupMount::character);
  }

  private static String character(MatchResult octal) {
    String character = Character.toString(Integer.parseInt(octal.group(1), 8));
    return java.util.regex.Matcher.quoteReplacement(character);
  }

  /** How much of a group's path the mount's root is; 0 for a group that is elsewhere. */
  int shared(String group) {
    return contains(group) ? root.length() : 0;
  }

  /**
   * A group's path from the mount point on; the mount point itself for a group that is elsewhere,
   * as containers with a name space of their own see it.
   */
  String below(String group) {
    String rest = contains(group) ? group.substring(root.equals("/") ? 0 : root.length()) : "";
    return rest.startsWith("/") ? rest.substring(1) : rest;
  }

  private boolean contains(String group) {
    return !group.contains("/..")
        && (root.equals("/") || group.equals(root) || group.startsWith(root + "/"));
  }
}
