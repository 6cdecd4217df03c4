package io.convbench.results;

import io.convbench.foundation.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A run as it is in its folder.
 *
 * @param folder with the files that cells left
 * @param rows one per cell, at least one
 * @param environments by file name: {@code environment.json}, and {@code environment-2.json}, ...
 *     of a run that went on elsewhere
 * @param invocation how it was asked for; runs once did not record it
 * @param gaps what is missing beside its rows, a sentence each
 */
public record RecordedRun(
    RunFolder folder,
    List<Row> rows,
    Map<String, Environment> environments,
    Optional<Invocation> invocation,
    List<String> gaps) {

  /**
   * @throws InvalidInputException when there is no row, or the first names no run
   */
  public RecordedRun {
    rows = List.copyOf(rows);
    environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
    Objects.requireNonNull(invocation, "invocation");
    gaps = List.copyOf(gaps);
    if (rows.isEmpty()) {
      throw new InvalidInputException(
          folder.results() + " holds no row: nothing was measured, run it first");
    }
    if (rows.get(0).text(Column.RUN_ID).isEmpty()) {
      throw new InvalidInputException(
          folder.results() + ": its first row has no run_id, by which reports name a run");
    }
  }

  /** A run of which nothing is missing. */
  public RecordedRun(
      RunFolder folder,
      List<Row> rows,
      Map<String, Environment> environments,
      Optional<Invocation> invocation) {
    this(folder, rows, environments, invocation, List.of());
  }

  /**
   * Reads a finished run. What its rows do not need may be missing or damaged: that is a gap.
   *
   * @throws IOException when its rows are missing or damaged, in one line
   * @throws InvalidInputException when it has no rows
   */
  public static RecordedRun read(RunFolder folder) throws IOException {
    Optional<String> stopped = problem(folder.journal());
    List<Row> rows = readAgain(folder.results(), stopped.isEmpty());
    RunEnvironments environments = RunEnvironments.read(folder);
    environments.named(rows);
    List<String> gaps = new ArrayList<>();
    stopped.ifPresent(why -> gaps.add(why + "."));
    for (String gap : environments.gaps()) {
      gaps.add(
          "%s: %s: of the machine and versions that these rows were measured on no more is known than what is in the rows."
              .formatted(folder.path(), gap));
    }
    Optional<Invocation> invocation = Optional.empty();
    if (Files.exists(folder.invocation())) {
      try {
        invocation = Optional.of(Invocation.read(folder.invocation()));
      } catch (IOException e) {
        gaps.add("%s: how the run was asked for is not known.".formatted(e.getMessage()));
      }
    }
    attemptsGap(folder, rows)
        .ifPresent(
            why ->
                gaps.add(
                    "%s: without it no chart shows the speed of the machine, and no comparison judges latencies%s."
                        .formatted(
                            why,
                            stopped.isEmpty()
                                ? "; --resume writes it again without measuring"
                                : "")));
    return new RecordedRun(folder, rows, environments.byName(), invocation, gaps);
  }

  /** Why a run cannot be continued; empty when it can. */
  private static Optional<String> problem(Path journal) {
    return Files.exists(journal)
        ? Journal.problem(journal)
        : Optional.of(journal + " is missing: --resume cannot continue the run");
  }

  /** What is wrong with the rows of processes, of which there are none in older runs. */
  private static Optional<String> attemptsGap(RunFolder folder, List<Row> rows) {
    if (!Files.exists(folder.attempts())) {
      return rows.stream().anyMatch(row -> row.integer(Column.ATTEMPTS).isPresent())
          ? Optional.of(folder.attempts() + " is missing")
          : Optional.empty();
    }
    try {
      ResultsCsv.read(folder.attempts());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  /**
   * Reads rows.
   *
   * @param kept true where the journal has them, too
   */
  private static List<Row> readAgain(Path file, boolean kept) throws IOException {
    try {
      return ResultsCsv.read(file);
    } catch (IOException e) {
      throw kept
          ? new IOException(
              "%s (--resume writes it again from the journal)".formatted(e.getMessage()), e)
          : e;
    }
  }

  /**
   * Rows of the processes that timed its cells; none of runs that kept none.
   *
   * @throws IOException when their file is damaged, in one line
   */
  public List<Row> attempts() throws IOException {
    return Files.exists(folder.attempts()) ? ResultsCsv.read(folder.attempts()) : List.of();
  }

  /** The run's id. */
  public String id() {
    return rows.get(0).text(Column.RUN_ID).orElseThrow();
  }

  /**
   * The name of the file that says on what a row was measured: the one that the row names, {@code
   * environment.json} where it names none.
   */
  public String environmentName(Row row) {
    return folder.environmentName(row);
  }

  /**
   * On what a row was measured. Empty where that file is not there, or is of another processor or
   * commit than the row: before rows named their file, a run that went on elsewhere replaced it.
   */
  public Optional<Environment> environment(Row row) {
    return Optional.ofNullable(environments.get(environmentName(row)))
        .filter(one -> row.text(Column.CPU_MODEL).map(one.cpuModel()::equals).orElse(true))
        .filter(one -> row.text(Column.COMMIT).map(one.commit()::equals).orElse(true));
  }
}
