package io.convbench.harness.run;

import java.nio.file.Path;
import java.util.Map;

/**
 * Folders of the user's cache directory, shared by all runs.
 *
 * @param root {@code $XDG_CACHE_HOME/convbench}, or {@code ~/.cache/convbench}
 */
public record Caches(Path root) {

  /** The caches of the user who runs this JVM. */
  public static Caches ofUser(Map<String, String> environment) {
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base = xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
    return new Caches(base.resolve("convbench"));
  }

  /** Where engines unpack their natives. */
  public Path engines() {
    return root.resolve("engines");
  }

  /** Where datasets lie as crops. */
  public Path prepared() {
    return root.resolve("prepared");
  }

  /** Where Keras's weight files lie. */
  public Path weights() {
    return root.resolve("weights");
  }
}
