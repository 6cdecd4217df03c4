package io.convbench.harness.process;

import io.convbench.harness.run.Caches;
import java.nio.file.Path;

/** The user's own cache of engine natives, so that tests do not unpack them again. */
final class TestCaches {

  private TestCaches() {}

  static Path engines() {
    return Caches.ofUser(System.getenv()).engines();
  }
}
