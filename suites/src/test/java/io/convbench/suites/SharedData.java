package io.convbench.suites;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * The folder of reference data that is beside the repository and is not part of it: {@code
 * CONVBENCH_SHARED} where that is set, else the first {@code shared} found upwards from the working
 * directory. Tests that need it are skipped, with a printed reason, where it is absent.
 */
public final class SharedData {

  private SharedData() {}

  /**
   * The file or folder of this name below the shared folder; skips the calling test when there is
   * none.
   */
  public static Path require(String relative) {
    Path folder = folder();
    Path wanted = folder == null ? null : folder.resolve(relative);
    if (wanted == null || !Files.exists(wanted)) {
      String reason =
          "skipped: no %s in the shared data (%s): set CONVBENCH_SHARED to its folder"
              .formatted(relative, folder == null ? "folder not found" : folder);
      System.err.println(reason);
      Assumptions.abort(reason);
    }
    return wanted;
  }

  private static Path folder() {
    String named = System.getenv("CONVBENCH_SHARED");
    if (named != null && !named.isBlank()) {
      return Path.of(named);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path shared = at.resolve("shared");
      if (Files.isDirectory(shared)) {
        return shared;
      }
    }
    return null;
  }
}
