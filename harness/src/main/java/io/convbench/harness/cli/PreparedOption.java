package io.convbench.harness.cli;

import io.convbench.harness.run.Caches;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --out} of the commands on prepared sets: in which folder these are. */
final class PreparedOption {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of prepared sets (default: the user's cache, where runs look).")
  private Path out;

  /**
   * The folder, made unless it is there.
   *
   * @throws IOException when the user's cache cannot be made
   */
  Path made() throws IOException {
    return out == null ? Caches.made(folder()) : out;
  }

  Path folder() {
    return out == null ? Caches.ofUser(System.getenv()).prepared() : out;
  }
}
