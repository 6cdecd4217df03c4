package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.harness.measurement.Measurements;
import io.convbench.results.Column;
import io.convbench.results.RecordedRun;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.Status;
import io.convbench.results.history.History;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScenarioTableTest {

  private static final Row CELL =
      Row.empty()
          .with(Column.ARCHITECTURE, "MobileNetV2")
          .with(Column.MEASUREMENT, "scenario")
          .with(Column.ENGINE, "pytorch")
          .with(Column.DEVICE, "cpu")
          .with(Column.PRECISION, "fp32")
          .with(Column.MODEL_FORM, "optimized")
          .with(Column.THREADS, 2)
          .with(Column.VERDICT, "valid")
          .with(Status.OK, "");

  @Test
  void offlineShowsTheBatchThatWasFound() {
    Row row =
        CELL.with(Column.BATCH, 64)
            .with(Column.SCENARIO, "offline")
            .with(Column.STREAMS, 2)
            .with(Column.BATCH_FOUND, 8)
            .with(Column.THROUGHPUT_IMAGES_PER_S, 140.84)
            .with(Column.QUERIES, 1);

    assertEquals("MobileNetV2 pytorch offline 2 8 140.8 - - - - - 1", line(row));
  }

  @Test
  void aPercentileOfTooFewQueriesIsMarked() {
    Row row =
        CELL.with(Column.BATCH, 1)
            .with(Column.SCENARIO, "server")
            .with(Column.STREAMS, 1)
            .with(Column.OFFERED_RATE_PER_S, 20.0)
            .with(Column.ACHIEVED_RATE_PER_S, 19.61)
            .with(Column.QUERY_P50_MS, 7.104)
            .with(Column.QUERY_P90_MS, 12.0)
            .with(Column.QUERY_P99_MS, 30.1)
            .with(Column.QUERIES, 458)
            .with(Column.QUERIES_NEEDED, 459);

    assertEquals("MobileNetV2 pytorch server 1 1 - 20.0 19.6 7.10 12.00 30.10* 458", line(row));
    assertEquals(
        "MobileNetV2 pytorch server 1 1 - 20.0 19.6 7.10 12.00 30.10 459",
        line(row.with(Column.QUERIES, 459)));
  }

  @Test
  void aDisturbedOneIsMarkedAndSaysWhy() {
    Row row =
        CELL.with(Column.BATCH, 8)
            .with(Column.SCENARIO, "multi-stream")
            .with(Column.STREAMS, 1)
            .with(Column.VERDICT, "noisy")
            .with(Column.VERDICT_REASONS, "0.90 of 2 cores used");

    assertEquals("MobileNetV2 pytorch multi-stream~ 1 8 - - - - - - -", line(row));
    assertEquals(
        "~ noisy, MobileNetV2 pytorch, multi-stream: 0.90 of 2 cores used",
        table(row).lines().toList().get(2));
    Row offline = row.with(Column.SCENARIO, "offline").with(Column.STREAMS, 2);
    assertEquals(
        "~ noisy, MobileNetV2 pytorch, offline, 2 streams: 0.90 of 2 cores used",
        table(offline).lines().toList().get(2));
  }

  @Test
  void thereIsNoneWithoutScenarios() {
    assertEquals("", table(CELL.with(Column.BATCH, 1).with(Column.MEASUREMENT, "latency")));
  }

  private static String line(Row row) {
    return table(row).lines().toList().get(1).replaceAll(" +", " ");
  }

  private static String table(Row row) {
    RecordedRun run =
        new RecordedRun(
            new RunFolder(Path.of("run")),
            List.of(row.with(Column.RUN_ID, "run")),
            Map.of(),
            Optional.empty());
    return ScenarioTable.of(History.of(List.of(run), Measurements.sharedByBatches()));
  }
}
