package io.convbench.results;

import io.convbench.foundation.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
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
 */
public record RecordedRun(
    RunFolder folder,
    List<Row> rows,
    Map<String, Environment> environments,
    Optional<Invocation> invocation) {

  /**
   * @throws InvalidInputException when there is no row, or the first names no run
   */
  public RecordedRun {
    rows = List.copyOf(rows);
    environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
    Objects.requireNonNull(invocation, "invocation");
    if (rows.isEmpty()) {
      throw new InvalidInputException(
          folder.results() + " holds no row: nothing was measured, run it first");
    }
    if (rows.get(0).text(Column.RUN_ID).isEmpty()) {
      throw new InvalidInputException(
          folder.results() + ": its first row has no run_id, by which reports name a run");
    }
  }

  /**
   * Reads a finished run.
   *
   * @throws IOException when a file is missing or damaged, in one line
   * @throws InvalidInputException when it has no rows
   */
  public static RecordedRun read(RunFolder folder) throws IOException {
    List<Row> rows = ResultsCsv.read(folder.results());
    Map<String, Environment> environments = RunEnvironments.read(folder).byName();
    if (environments.isEmpty()) {
      // Says that it is not there.
      Environment.read(folder.environment());
    }
    Optional<Invocation> invocation =
        Files.exists(folder.invocation())
            ? Optional.of(Invocation.read(folder.invocation()))
            : Optional.empty();
    return new RecordedRun(folder, rows, environments, invocation);
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
