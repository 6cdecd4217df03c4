package io.convbench.suites.suite;

import io.convbench.foundation.fuzz.Fuzz;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People write suites. */
class SuiteFuzzTest {

  @TempDir private Path folder;

  @Test
  void suite() throws Exception {
    Fuzz.of("suite", definition("keras"), definition("engines"), definition("depth"))
        // A letter and a comma in 64 KiB are two of YAML's tokens.
        .allocating(64 << 20, 200)
        .with(
            "keras-table", "all", "&a", "*a", "<<:", "!!binary", "|", ">", "? ", "- ", "---", "...")
        .read(
            folder.resolve("suite.yaml"),
            input -> Suites.find(folder.resolve("suite.yaml").toString()));
  }

  private static byte[] definition(String name) throws Exception {
    try (var in =
        Suites.class.getResourceAsStream("/io/convbench/suites/definitions/" + name + ".yaml")) {
      return in.readAllBytes();
    }
  }
}
