package io.convbench.results;

import io.convbench.foundation.file.FailureReason;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a run keeps what it measured: {@code journal.jsonl}, {@code results.csv}, {@code
 * environment.json}, and a folder for each kind of file that cells leave.
 *
 * @param path the folder; {@code results/runs/<run-id>} by default
 */
public record RunFolder(Path path) {

  /** Pictures that a cell leaves of what it is wrong about. */
  public static final int MOST_MISTAKES = 8;

  /**
   * The folder of a new run, made where it is not there yet.
   *
   * @throws IOException when it is not empty, holds a run, cannot be made or written to
   */
  public static RunFolder create(Path path) throws IOException {
    RunFolder folder = new RunFolder(path);
    if (Files.exists(folder.journal())) {
      throw new IOException(
          "%s holds a run: pass --resume to continue it, or another --out".formatted(path));
    }
    folder.make();
    Journal.clearAbandoned(path);
    try (Stream<Path> content = Files.list(path)) {
      if (content.findAny().isPresent()) {
        throw new IOException(
            "%s is not empty and holds no run, it has no journal.jsonl: pass another --out"
                .formatted(path));
      }
    }
    return folder;
  }

  /**
   * The folder of a run that is to be continued.
   *
   * @throws IOException when it holds no journal
   */
  public static RunFolder existing(Path path) throws IOException {
    RunFolder folder = recorded(path);
    if (!Files.isRegularFile(folder.journal())) {
      throw new IOException(
          "%s has no journal.jsonl, without which its run cannot be continued: start a new one with another --out; 'convbench report' reads results.csv"
              .formatted(path));
    }
    return folder;
  }

  /**
   * The folder of a run that was started before; without a journal it has its results.
   *
   * @throws IOException when it holds neither
   */
  public static RunFolder recorded(Path path) throws IOException {
    RunFolder folder = new RunFolder(path);
    if (!Files.isRegularFile(folder.journal()) && !Files.isRegularFile(folder.results())) {
      throw new IOException(
          "%s holds no run, it has neither journal.jsonl nor results.csv: pass the folder of a run"
              .formatted(path));
    }
    return folder;
  }

  /**
   * The latest run below a folder of runs, by name, as run ids begin with their time.
   *
   * @throws IOException when the folder cannot be listed
   */
  public static Optional<RunFolder> latest(Path runs) throws IOException {
    if (!Files.isDirectory(runs)) {
      return Optional.empty();
    }
    try (Stream<Path> content = Files.list(runs)) {
      return content
          .map(RunFolder::new)
          .filter(folder -> Files.isRegularFile(folder.journal()))
          .max(Comparator.comparing(folder -> folder.path().getFileName().toString()));
    }
  }

  /** One line per finished cell. */
  public Path journal() {
    return path.resolve("journal.jsonl");
  }

  /** One row per cell. */
  public Path results() {
    return path.resolve("results.csv");
  }

  /** The machine and the versions that the run was started with. */
  public Path environment() {
    return environment(1);
  }

  /**
   * The machine and the versions of one part of the run.
   *
   * @param number 1 for those that it was started with, 2 for the first others on which it was
   *     resumed, and so on
   */
  public Path environment(int number) {
    return path.resolve(number == 1 ? "environment.json" : "environment-" + number + ".json");
  }

  /** How the run was asked for. */
  public Path invocation() {
    return path.resolve("invocation.json");
  }

  /**
   * The name of the file that says on what a row was measured; one that names none is of the first.
   */
  String environmentName(Row row) {
    return row.text(Column.ENVIRONMENT).orElse(environment().getFileName().toString());
  }

  /** The cost by layer of one architecture. */
  public Path layers(String architecture) {
    return path.resolve("layers").resolve(architecture + ".csv");
  }

  /** One row per process that timed a cell, those included of which no row is made. */
  public Path attempts() {
    return path.resolve("attempts.csv");
  }

  /**
   * JMH's raw histogram of one process that timed a cell.
   *
   * @param attempt which one, from 1
   */
  public Path latency(String cell, long attempt) {
    return path.resolve("latency").resolve("%s-%s.json".formatted(cell, attempt));
  }

  /**
   * The trials of the search of one process.
   *
   * @param attempt which one, from 1
   */
  public Path rates(String cell, long attempt) {
    return path.resolve("rates").resolve("%s-%s.csv".formatted(cell, attempt));
  }

  /** The trials of the search for the largest rate of which a cell's row is. */
  public Path rates(String cell) {
    return path.resolve("rates").resolve(cell + ".csv");
  }

  /** What one cell predicted, image by image. */
  public Path predictions(String cell) {
    return path.resolve("predictions").resolve(cell + ".csv");
  }

  /** Names of the classes of the run's predictions, where these are not ImageNet's. */
  public Path classes() {
    return path.resolve("classes.csv");
  }

  /**
   * A small picture, as JPEG, of which a cell's prediction is wrong.
   *
   * @param rank 1 for that of which the cell is most confident, up to {@link #MOST_MISTAKES}
   */
  public Path mistake(String cell, int rank) {
    return path.resolve("mistakes").resolve(cell).resolve(rank + ".jpg");
  }

  /** How far the trainings of a cell are; deleted when the cell has its row. */
  public Path checkpoints(String cell) {
    return path.resolve("checkpoints").resolve(cell);
  }

  /** The networks that cells have trained. */
  public Path trained() {
    return path.resolve("trained");
  }

  /** The network that one cell has trained, as safetensors. */
  public Path trained(String cell) {
    return trained().resolve(cell + ".safetensors");
  }

  /** The logits of one conformance cell beside Keras's. */
  public Path logits(String cell) {
    return path.resolve("logits").resolve(cell + ".csv");
  }

  /** What the cells' processes printed. */
  public Path logs() {
    return path.resolve("logs");
  }

  private void make() throws IOException {
    try {
      Files.createDirectories(path);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(path + " is a file, not a folder: pass another --out", e);
    } catch (IOException e) {
      throw new IOException(
          "cannot make the folder %s (%s): pass another --out".formatted(path, FailureReason.of(e)),
          e);
    }
    if (!Files.isWritable(path)) {
      throw new IOException("no permission to write into %s: pass another --out".formatted(path));
    }
  }
}
