package io.convbench.harness.devicecheck;

import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code docs/gpu/check.sh} leaves: {@code runs/<name>}, {@code memory/<name>.txt} (the
 * device's memory during that run), {@code peer/<name>.json} (another program's times) and {@code
 * report}.
 *
 * @param path the folder
 */
public record CheckFolder(Path path) {

  /**
   * The rows of a run.
   *
   * @throws IOException when it left none
   */
  List<Row> rows(String run) throws IOException {
    RunFolder folder = new RunFolder(runs().resolve(run));
    if (!Files.exists(folder.results())) {
      throw new IOException(
          "%s was not written: see %s.log".formatted(folder.results(), folder.path()));
    }
    return ResultsCsv.read(folder.results());
  }

  /**
   * Names of the runs that begin so, in their order; without the beginning.
   *
   * @throws IOException when the folder cannot be listed
   */
  List<String> namesAfter(String beginning) throws IOException {
    if (!Files.isDirectory(runs())) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(runs())) {
      return all.filter(Files::isDirectory)
          .map(run -> run.getFileName().toString())
          .filter(name -> name.startsWith(beginning))
          .map(name -> name.substring(beginning.length()))
          .sorted()
          .toList();
    }
  }

  /**
   * The device's memory during a run.
   *
   * @throws IOException when it was not recorded
   */
  MemoryTrace memory(String run) throws IOException {
    return MemoryTrace.read(path.resolve("memory").resolve(run + ".txt"));
  }

  /**
   * The times of another program; empty when it did not run.
   *
   * @throws IOException when they cannot be read
   */
  Optional<PeerTimes> peer(String name) throws IOException {
    Path file = path.resolve("peer").resolve(name + ".json");
    return Files.exists(file) ? Optional.of(PeerTimes.read(file)) : Optional.empty();
  }

  /** The page. */
  Path page() {
    return path.resolve("report").resolve("index.html");
  }

  private Path runs() {
    return path.resolve("runs");
  }
}
