package io.convbench.harness.machine;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Shared libraries that this process has loaded, as {@code /proc/self/maps} (proc(5)) tells it. */
public final class LoadedLibraries {

  /** Address, permissions, offset, device, inode, path. */
  private static final Pattern MAPPING =
      Pattern.compile("[0-9a-f]+-[0-9a-f]+ \\S+ \\S+ \\S+ \\d+ +(/.*\\.so(\\.[0-9.]+)?)");

  private LoadedLibraries() {}

  /** Files of all libraries that are still on the disk but the JVM's own. */
  public static List<Path> ofThisProcess() {
    Path jvm = Path.of(System.getProperty("java.home"));
    return below(Path.of("/")).stream()
        .filter(file -> !file.startsWith(jvm) && Files.isRegularFile(file))
        .toList();
  }

  /**
   * The file of the library of this name; empty when none is loaded, or the system does not tell.
   */
  public static Optional<Path> named(String name) {
    return named(name, Path.of("/"));
  }

  /**
   * @param root in place of {@code /}
   */
  static Optional<Path> named(String name, Path root) {
    return below(root).stream().filter(file -> file.endsWith(name)).findFirst();
  }

  /**
   * @param root in place of {@code /}; none where the system does not tell
   */
  static List<Path> below(Path root) {
    return SystemFile.lines(root.resolve("proc/self/maps")).stream()
        .map(MAPPING::matcher)
        .filter(Matcher::matches)
        .flatMap(mapping -> path(mapping.group(1)))
        .distinct()
        .toList();
  }

  /** Nothing for a name in another encoding than Java's, which Java cannot open. */
  private static Stream<Path> path(String name) {
    try {
      return Stream.of(Path.of(name));
    } catch (InvalidPathException otherEncoding) {
      return Stream.empty();
    }
  }
}
