package io.convbench.harness.temporary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemporaryFilesTest {

  /** What JMH and engines write there fails in the system's bare words. */
  @Test
  void namesTheFullFolderAndTheVariable() {
    assertEquals(
        Optional.of(
            "cannot write temporary files into /full (No space left on device): free disk space"
                + " there, or name another folder by TMPDIR"),
        TemporaryFiles.refusal(Path.of("/full"), 4096, "No space left on device"));
  }

  @Test
  void doesNotBlameAFolderWithSpace() {
    assertEquals(
        Optional.empty(),
        TemporaryFiles.refusal(Path.of("/free"), 1 << 30, "No space left on device"));
  }
}
