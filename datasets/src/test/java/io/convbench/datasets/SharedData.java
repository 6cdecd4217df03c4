package io.convbench.datasets;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The conformance data beside the repository; tests that need them are skipped without them. */
public final class SharedData {

  private SharedData() {}

  /** A file or folder of the shared data, or the end of the test with a printed reason. */
  public static Path require(String name) {
    Path path = root().resolve(name);
    if (!Files.exists(path)) {
      System.err.println("skipped: no " + name + " in ../shared; set CONVBENCH_SHARED");
      Assumptions.abort("no " + name + " in ../shared");
    }
    return path;
  }

  private static Path root() {
    String named = System.getenv("CONVBENCH_SHARED");
    if (named != null) {
      return Path.of(named);
    }
    Path folder = Path.of("").toAbsolutePath();
    while (folder.getParent() != null && !Files.isDirectory(folder.resolve("shared"))) {
      folder = folder.getParent();
    }
    return folder.resolve("shared");
  }
}
