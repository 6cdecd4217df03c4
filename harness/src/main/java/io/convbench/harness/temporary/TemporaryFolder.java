package io.convbench.harness.temporary;

import io.convbench.foundation.file.OwnedFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The folder of one start of convbench for temporary files: all of them, its libraries' too, so
 * that the next start can clear what a killed one left.
 */
public final class TemporaryFolder {

  static final String PROPERTY = "java.io.tmpdir";
  private static final String JAVAS_DEFAULT = "/tmp";
  private static final String PREFIX = "convbench-run-";

  /** More than ending children takes. */
  private static final int GRACE_MILLIS = 5000;

  private static final int POLL_MILLIS = 20;

  private final OwnedFolder folder;

  private TemporaryFolder(OwnedFolder folder) {
    this.folder = folder;
  }

  /**
   * Makes it, and clears what earlier ones left: first their processes, then their files. It is
   * deleted when it is closed, or when the JVM is asked to end.
   *
   * @param environment in which {@code TMPDIR} may name the folder that holds it
   * @return empty when it cannot be made: most commands need none, and those that do say so
   *     themselves
   */
  public static Optional<TemporaryFolder> create(Map<String, String> environment) {
    Path parent = parent(environment);
    System.setProperty(PROPERTY, parent.toString());
    OwnedFolder.clearAbandoned(parent, PREFIX, OrphanedProcesses::end);
    try {
      TemporaryFolder folder = new TemporaryFolder(OwnedFolder.create(parent, PREFIX));
      System.setProperty(PROPERTY, folder.folder.path().toString());
      Runtime.getRuntime().addShutdownHook(new Thread(folder::closeAtEnd, "temporary-folder"));
      return Optional.of(folder);
    } catch (IOException full) {
      return Optional.empty();
    }
  }

  /**
   * Java, unlike other programs, does not look at TMPDIR; its own option wins where it is given.
   */
  private static Path parent(Map<String, String> environment) {
    String property = System.getProperty(PROPERTY);
    String variable = environment.getOrDefault("TMPDIR", "");
    return Path.of(property.equals(JAVAS_DEFAULT) && !variable.isEmpty() ? variable : property)
        .toAbsolutePath();
  }

  /** Children write into it until they are gone, which an interruption sees to. */
  private void closeAtEnd() {
    try {
      long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
      while (ProcessHandle.current().children().findAny().isPresent()
          && System.nanoTime() < deadline) {
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  /** Deletes it. */
  public synchronized void close() {
    try {
      folder.close();
    } catch (IOException inUse) {
      // The next start clears it.
    }
  }
}
