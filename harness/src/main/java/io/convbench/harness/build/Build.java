package io.convbench.harness.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which convbench this is.
 *
 * @param version of the release
 * @param commit abbreviated, with {@code -dirty} for uncommitted changes; {@code unknown} when it
 *     was not built from a clone
 * @param natives {@code cpu}, or {@code cuda} for an installation with CUDA's
 */
public record Build(String version, String commit, String natives) {

  /** What the build wrote into the jar. */
  public static Build current() {
    Properties properties = new Properties();
    try (InputStream in = Build.class.getResourceAsStream("build.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String commit = properties.getProperty("commit");
    return new Build(
        properties.getProperty("version"),
        commit.isEmpty() || commit.startsWith("$") ? "unknown" : commit,
        properties.getProperty("natives"));
  }
}
