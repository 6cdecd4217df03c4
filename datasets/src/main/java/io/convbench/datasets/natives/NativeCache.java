package io.convbench.datasets.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder in which libraries unpack their natives, as this JVM's system property {@value
 * #PROPERTY} names it. Without it each library has its own habits: OpenCV and JNA unpack anew in
 * every process, into folders for temporary files, from which many machines load nothing.
 */
public final class NativeCache {

  /** Names the folder; the command line sets it, and children are started with it. */
  public static final String PROPERTY = "convbench.natives";

  private static final String OF_JNA = "jna.tmpdir";

  private NativeCache() {}

  /** The folder, which need not exist; empty when none is named. */
  public static Optional<Path> folder() {
    return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
  }

  /**
   * To be called before anything uses JNA: lets it unpack its library in this folder, unless the
   * user named another one or nothing can be written here. JNA then looks for a place itself.
   */
  public static void serveJna() {
    if (System.getProperty(OF_JNA) != null || folder().isEmpty()) {
      return;
    }
    Path place = folder().orElseThrow().resolve("jna");
    try {
      Files.createDirectories(place);
      if (Files.isWritable(place) && !NoExec.isMountedAt(place)) {
        System.setProperty(OF_JNA, place.toString());
      }
    } catch (IOException unusable) {
      // JNA's own choice then, as it always was.
    }
  }
}
