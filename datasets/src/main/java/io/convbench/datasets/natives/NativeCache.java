package io.convbench.datasets.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The folder in which libraries unpack their natives, as this JVM's system property {@value
 * #PROPERTY} names it. Without it each library has its own habits: OpenCV and JNA unpack again in
 * every process, into folders for temporary files, from which many machines load nothing.
 */
public final class NativeCache {

  /** Names the folder; the command line sets it, and children are started with it. */
  public static final String PROPERTY = "convbench.natives";

  private static final String JNA = "com.sun.jna.Native";
  private static final Logger LOG_OF_JNA = Logger.getLogger(JNA);
  private static final String OF_JNA = "jna.tmpdir";
  private static final String TEMPORARY = "java.io.tmpdir";

  private NativeCache() {}

  /** The folder, which need not exist; empty when none is named. */
  public static Optional<Path> folder() {
    return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
  }

  /**
   * Loads JNA, whose library unpacks in this folder, else in the one for temporary files: in the
   * first that takes it and loads libraries, unless the user named another.
   *
   * @throws IOException when it does not load, with the reason
   */
  public static void requireJna() throws IOException {
    if (System.getProperty(OF_JNA) == null) {
      Stream.concat(placeForJna().stream(), Stream.of(Path.of(System.getProperty(TEMPORARY))))
          .filter(NativeCache::takesLibraries)
          .findFirst()
          .ifPresent(place -> System.setProperty(OF_JNA, place.toString()));
    }
    // It writes stack traces onto the terminal, and throws all the same.
    LOG_OF_JNA.setLevel(Level.OFF);
    try {
      Class.forName(JNA);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IOException(
          "cannot unpack and load JNA's library: set XDG_CACHE_HOME=DIR to a folder for caches"
              + " that has free disk space and is not mounted noexec",
          e);
    }
  }

  private static Optional<Path> placeForJna() {
    try {
      return folder().isEmpty()
          ? Optional.empty()
          : Optional.of(Files.createDirectories(folder().get().resolve("jna")));
    } catch (IOException unusable) {
      return Optional.empty();
    }
  }

  private static boolean takesLibraries(Path place) {
    try {
      return Files.isWritable(place) && !NoExec.isMountedAt(place);
    } catch (IOException unusable) {
      return false;
    }
  }
}
