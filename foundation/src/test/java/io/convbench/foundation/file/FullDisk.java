package io.convbench.foundation.file;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Linux's device that refuses every byte as a full disk does. */
public final class FullDisk {

  public static final Path PATH = Path.of("/dev/full");

  private FullDisk() {}

  /** Skips the test, and says so, where there is none. */
  public static void assumeThere() {
    if (!Files.isWritable(PATH)) {
      System.err.println("skipped: this system has no /dev/full to stand for a full disk");
      Assumptions.abort("no /dev/full");
    }
  }
}
