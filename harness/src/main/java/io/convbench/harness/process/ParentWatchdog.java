package io.convbench.harness.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;

/**
 * Ends a child with its parent, even one that was killed and could end nobody: the parent holds the
 * other end of the child's standard input, writes nothing to it, and lets go of it only by ending.
 */
final class ParentWatchdog {

  private ParentWatchdog() {}

  /** Ends the child, unless that is being done for want of the parent. */
  static synchronized void end(Outcome outcome, Path report) throws IOException {
    WorkerReport.write(outcome, report);
    // An engine's native threads may outlive main.
    System.exit(outcome.failure().isEmpty() ? 0 : 1);
  }

  /** Begins to watch, by a thread that sleeps until then. */
  static void begin() {
    Thread watch = new Thread(ParentWatchdog::endWithParent, "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void endWithParent() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException gone) {
      // As good as its end.
    }
    endNow();
  }

  /** Alone, lest the child end for want of its descendants before its folder is deleted. */
  private static synchronized void endNow() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
    if (WorkerLauncher.isScratch(scratch)) {
      FileUtils.deleteQuietly(scratch.toFile());
    }
    Runtime.getRuntime().halt(1);
  }
}
