package io.convbench.harness.run;

import java.nio.file.Path;
import java.util.Map;

/**
 * Folders of the user's cache directory, shared by all runs.
 *
 * @param root {@code $XDG_CACHE_HOME/convbench}, or {@code ~/.cache/convbench}
 * @param prepared where datasets lie as crops: {@code $CONVBENCH_PREPARED}, or {@code prepared} in
 *     the root
 */
public record Caches(Path root, Path prepared) {

  /** The caches of the user who runs this JVM. */
  public static Caches ofUser(Map<String, String> environment) {
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base = xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
    Path root = base.resolve("convbench");
    String prepared = environment.getOrDefault("CONVBENCH_PREPARED", "");
    return new Caches(root, prepared.isEmpty() ? root.resolve("prepared") : Path.of(prepared));
  }

  /** Where engines unpack their natives. */
  public Path engines() {
    return root.resolve("engines");
  }

  /** Where Keras's weight files lie. */
  public Path weights() {
    return root.resolve("weights");
  }
}
