package io.convbench.harness.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a child and the libraries in it keep temporary files: engines unpack natives there, JMH
 * logs, and not all of them tidy up, least of all when they are killed.
 *
 * @param path the folder, in the system's for temporary files
 */
record ScratchFolder(Path path) {

  /** An empty one. */
  static ScratchFolder make() throws IOException {
    return new ScratchFolder(Files.createTempDirectory("convbench-child"));
  }

  /** Deletes what is there; what will not go stays, and costs no more than its room. */
  void delete() {
    try (Stream<Path> found = Files.walk(path)) {
      List<Path> innermostFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path file : innermostFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException busy) {
      return;
    }
  }
}
