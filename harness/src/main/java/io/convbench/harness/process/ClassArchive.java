package io.convbench.harness.process;

import io.convbench.foundation.file.WholeFolder;
import io.convbench.foundation.hash.HashAlgorithm;
import io.convbench.harness.temporary.TemporaryFiles;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * The classes of one class path as a JVM has loaded, verified and linked them, in the user's cache
 * (HotSpot's dynamic archive, JEP 350): a child that maps them starts with half the work. HotSpot
 * compares the archive with itself and with the jars, and reads the jars where they differ.
 */
final class ClassArchive {

  private static final String SUFFIX = ".jsa";
  private static final String ALL_JARS = "/*";

  /** Installations come and go, and nothing says when one has gone. */
  private static final Duration KEPT = Duration.ofDays(30);

  /** Of 11 to 15 MB each; who builds convbench every hour has three of each build. */
  private static final int MOST = 30;

  private final Path folder;
  private final String key;

  private ClassArchive(Path folder, String key) {
    this.folder = folder;
    this.key = key;
  }

  /** Makes an archive. */
  @FunctionalInterface
  interface Maker {

    /**
     * Runs a child that loads the classes.
     *
     * @param option of its JVM, which then archives them at its end
     */
    void run(String option) throws IOException, InterruptedException;
  }

  /**
   * The archive of a class path, which need not exist.
   *
   * @param cache in which the archives get a folder
   * @param classPath jars, and folders of jars with an asterisk
   */
  static ClassArchive of(Path cache, String classPath) throws IOException {
    StringBuilder state = new StringBuilder();
    Stream.of("java.home", "java.vm.name", "java.vm.version")
        .forEach(property -> state.append(System.getProperty(property)).append('\n'));
    for (String entry : classPath.split(File.pathSeparator)) {
      state.append(entry).append('\n');
      if (entry.endsWith(ALL_JARS)) {
        appendJars(Path.of(entry).getParent(), state);
      }
    }
    String hash = HashAlgorithm.SHA256.hex(state.toString().getBytes(StandardCharsets.UTF_8));
    return new ClassArchive(cache.resolve("classes"), hash.substring(0, 32));
  }

  /** In the folder's own order, in which HotSpot reads it, too. */
  private static void appendJars(Path folder, StringBuilder state) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          FileTime time = Files.getLastModifiedTime(file);
          state.append("%s %s %s%n".formatted(file.getFileName(), Files.size(file), time));
        }
      }
    }
  }

  /**
   * Options by which a JVM maps it; none when there is none, it cannot be read, or it is not as it
   * was made.
   */
  List<String> options() {
    if (unnameable() || !Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files.filter(this::isOfThisKey)::iterator) {
        // HotSpot crashes on a file that was cut off.
        if (file.getFileName().toString().equals(name(Files.size(file)))) {
          return List.of("-XX:SharedArchiveFile=" + file, "-XX:+VerifySharedSpaces");
        }
      }
    } catch (IOException | UncheckedIOException unreadable) {
      // The jars have the classes, too.
    }
    return List.of();
  }

  /**
   * Makes it unless it is there; then deletes what is old.
   *
   * @throws IOException when that fails; then nothing looks made
   */
  void make(Maker maker) throws IOException, InterruptedException {
    if (unnameable() || !options().isEmpty()) {
      return;
    }
    if (!Files.isWritable(Files.createDirectories(folder))) {
      throw new AccessDeniedException(folder.toString());
    }
    Path scratch = TemporaryFiles.folder("convbench-classes");
    try {
      Path made = scratch.resolve(key);
      maker.run("-XX:ArchiveClassesAtExit=" + made);
      String name = name(Files.size(made));
      WholeFolder.write(
          folder,
          part -> {
            Files.copy(made, part.resolve(name));
            return List.of(name);
          });
    } finally {
      FileUtils.deleteQuietly(scratch.toFile());
    }
    deleteOld();
  }

  private void deleteOld() throws IOException {
    Instant oldest = Instant.now().minus(KEPT);
    Map<Path, Instant> made = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files.filter(ClassArchive::isArchive)::iterator) {
        made.put(file, Files.getLastModifiedTime(file).toInstant());
      }
    }
    List<Path> newestFirst =
        made.keySet().stream().sorted(Comparator.comparing(made::get).reversed()).toList();
    for (int i = 0; i < newestFirst.size(); i++) {
      if (i >= MOST || made.get(newestFirst.get(i)).isBefore(oldest)) {
        Files.deleteIfExists(newestFirst.get(i));
      }
    }
  }

  private static boolean isArchive(Path file) {
    return file.getFileName().toString().endsWith(SUFFIX);
  }

  private boolean isOfThisKey(Path file) {
    return isArchive(file) && file.getFileName().toString().startsWith(key);
  }

  private String name(long bytes) {
    return "%s-%s%s".formatted(key, bytes, SUFFIX);
  }

  /** HotSpot takes more than one file, split as a class path is. */
  private boolean unnameable() {
    return folder.toString().contains(File.pathSeparator);
  }
}
