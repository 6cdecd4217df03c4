package io.convbench.results;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a run keeps what it measured.
 *
 * @param path the folder; {@code results/runs/<run-id>} by default
 */
public record RunFolder(Path path) {

  /**
   * A new folder for a run.
   *
   * @throws IOException when it exists and is not empty, or cannot be made
   */
  public static RunFolder create(Path path) throws IOException {
    try {
      Files.createDirectories(path);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(path + " is a file, not a folder: pass another --out", e);
    } catch (IOException e) {
      throw new IOException(
          "cannot make the folder %s (%s): pass another --out".formatted(path, reason(e)), e);
    }
    if (!Files.isWritable(path)) {
      throw new IOException("no permission to write into %s: pass another --out".formatted(path));
    }
    try (Stream<Path> content = Files.list(path)) {
      if (content.findAny().isPresent()) {
        throw new IOException(
            "%s is not empty: pass another --out, or --resume to go on with the run in it"
                .formatted(path));
      }
    }
    return new RunFolder(path);
  }

  /**
   * The folder of a run that was started before.
   *
   * @throws IOException when it holds no journal
   */
  public static RunFolder existing(Path path) throws IOException {
    RunFolder folder = new RunFolder(path);
    if (!Files.isRegularFile(folder.journal())) {
      throw new IOException(path + " holds no run: it has no journal.jsonl");
    }
    return folder;
  }

  /** The latest run below a folder of runs, by name, as run ids begin with their time. */
  public static Optional<RunFolder> latest(Path runs) throws IOException {
    if (!Files.isDirectory(runs)) {
      return Optional.empty();
    }
    try (Stream<Path> content = Files.list(runs)) {
      List<RunFolder> all =
          content
              .map(RunFolder::new)
              .filter(folder -> Files.isRegularFile(folder.journal()))
              .sorted(Comparator.comparing(folder -> folder.path().getFileName().toString()))
              .toList();
      return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }
  }

  /** One line a finished cell. */
  public Path journal() {
    return path.resolve("journal.jsonl");
  }

  /** One row a cell. */
  public Path results() {
    return path.resolve("results.csv");
  }

  /** The machine and the versions. */
  public Path environment() {
    return path.resolve("environment.json");
  }

  /** What the children printed. */
  public Path logs() {
    return path.resolve("logs");
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "");
  }
}
