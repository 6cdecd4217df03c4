package io.convbench.harness.cli;

import io.convbench.results.Column;
import io.convbench.results.Invocation;
import io.convbench.results.Journal;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finished runs for tests: latencies of three processes each, and a cost. */
final class RunsOnDisk {

  private RunsOnDisk() {}

  /**
   * Writes a run.
   *
   * @param id the run's, which its time follows from: {@code night-07} is the seventh of January
   * @param latencies median in milliseconds by architecture; the processes lie 1 % around it
   */
  static Path write(Path folder, String id, Map<String, Double> latencies) throws IOException {
    RunFolder run = new RunFolder(Files.createDirectories(folder.resolve(id)));
    Files.deleteIfExists(run.journal());
    Journal.create(run.journal(), id, "plan").close();
    String time = "2026-01-%sT02:00:00Z".formatted(id.substring(id.length() - 2));
    List<Row> rows = new ArrayList<>();
    List<Row> attempts = new ArrayList<>();
    latencies.forEach(
        (architecture, millis) -> {
          Row cell =
              cell(id, architecture, time)
                  .with(Column.MEASUREMENT, "latency")
                  .with(Column.ENGINE, "pytorch")
                  .with(Column.DEVICE, "cpu")
                  .with(Column.BATCH, 1)
                  .with(Column.PRECISION, "fp32")
                  .with(Column.THREADS, 2)
                  .with(Column.ENGINE_VERSION, "2.7.1")
                  .with(Column.MODEL_FORM, "optimized")
                  .with(Column.LATENCY_P50_MS, millis)
                  .with(Column.VERDICT, "valid");
          rows.add(cell.with(Column.ROUNDS, 3));
          for (int i = 1; i <= 3; i++) {
            attempts.add(
                cell.with(Column.ATTEMPT, i)
                    .with(Column.LATENCY_P50_MS, millis * (0.98 + 0.01 * i))
                    .with(Column.CALIBRATION_BEFORE_GMACS_PER_S, 200.0)
                    .with(Column.CALIBRATION_AFTER_GMACS_PER_S, 200.0 + i));
          }
          rows.add(
              cell(id, architecture, time)
                  .with(Column.MEASUREMENT, "cost")
                  .with(Column.MACS, 15_470L));
        });
    ResultsCsv.write(run.results(), rows);
    ResultsCsv.write(run.attempts(), attempts);
    new Invocation("default", List.of("run")).write(run.invocation());
    SomeMachine.at(time).write(run.environment());
    return run.path();
  }

  private static Row cell(String id, String architecture, String time) {
    return Row.empty()
        .with(Column.RUN_ID, id)
        .with(Column.ARCHITECTURE, architecture)
        .with(Column.TIME, time)
        .with(Column.COMMIT, "c7b094f")
        .with(Column.CPU_MODEL, "AMD EPYC")
        .with(Column.CORES, 2)
        .with(Status.OK, "");
  }
}
