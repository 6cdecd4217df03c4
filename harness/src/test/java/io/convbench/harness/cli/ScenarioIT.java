package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.CellId;
import io.convbench.results.Column;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.SearchedRates;
import io.convbench.results.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenarios on real engines. */
class ScenarioIT {

  @TempDir private Path temp;
  private RunFolder run;

  @BeforeEach
  void nameTheRun() {
    run = new RunFolder(temp.resolve("run"));
  }

  @Test
  void offlineFindsItsBatch() throws Exception {
    Row row =
        run(
                "--engine=pytorch",
                "--threads=2",
                "--scenario=offline",
                "--streams=2",
                "--duration=200ms")
            .get(0);

    assertEquals(64, row.integer(Column.BATCH).orElseThrow());
    long batch = row.integer(Column.BATCH_FOUND).orElseThrow();
    assertTrue(batch >= 1 && batch <= 64 && Long.bitCount(batch) == 1, "batch " + batch);
    assertTrue(row.number(Column.THROUGHPUT_IMAGES_PER_S).orElseThrow() > 0);
    // Of two streams, each of which answers whole batches, at least one.
    long images = row.integer(Column.SAMPLES_PER_QUERY).orElseThrow();
    assertTrue(images >= 2 * batch && images % batch == 0, images + " images");
  }

  @Test
  @Tag("conformance")
  void serverAndMultiStreamCountTheirQueries() throws Exception {
    List<Row> rows =
        run(
            "--engine=onnxruntime",
            "--threads=1",
            "--scenario=single-stream,multi-stream,server",
            "--rate=40",
            "--duration=500ms");

    assertEquals("latency", rows.get(0).text(Column.MEASUREMENT).orElseThrow());
    assertTrue(rows.get(0).text(Column.SCENARIO).isEmpty());
    Row multi = rows.get(1);
    assertEquals(Optional.of("multi-stream"), multi.text(Column.SCENARIO));
    assertEquals(8, multi.integer(Column.SAMPLES_PER_QUERY).orElseThrow());
    assertTrue(multi.integer(Column.QUERIES).orElseThrow() >= 1);
    assertEquals(662, multi.integer(Column.QUERIES_NEEDED).orElseThrow());
    Row server = rows.get(2);
    assertEquals(Optional.of("server"), server.text(Column.SCENARIO));
    assertEquals(40, server.number(Column.OFFERED_RATE_PER_S).orElseThrow());
    assertTrue(server.text(Column.CAUTION).orElseThrow().contains("quer"));
    // The arrivals of the seed: the same on every machine.
    assertEquals(15, server.integer(Column.QUERIES).orElseThrow());
  }

  /** Where one pass takes milliseconds, a second is enough for some rate and a microsecond not. */
  @Tag("conformance")
  @Test
  void aSearchKeepsItsTrials() throws Exception {
    Row row =
        run(
                "--engine=onnxruntime",
                "--threads=1",
                "--scenario=server",
                "--latency-bound=1900ms",
                "--duration=2s")
            .get(0);

    String cell = CellId.of(row);
    List<SearchedRates.Trial> trials = SearchedRates.read(run.rates(cell)).trials();
    assertEquals(trials, SearchedRates.read(run.rates(cell, 1)).trials(), "of the only process");
    assertEquals(
        trials.stream()
            .filter(SearchedRates.Trial::boundKept)
            .mapToDouble(SearchedRates.Trial::offeredPerSecond)
            .max()
            .orElseThrow(),
        row.number(Column.OFFERED_RATE_PER_S).orElseThrow());
    assertEquals(1900, row.number(Column.LATENCY_BOUND_MS).orElseThrow());
    assertTrue(row.number(Column.QUERY_P99_MS).orElseThrow() <= 1900);
    assertTrue(Files.readString(run.path().resolve("report/index.html")).contains("bound 1900 ms"));
  }

  @Test
  void aBoundThatNoRateKeepsIsUnavailable() throws Exception {
    int exitCode =
        convbench(
            "--engine=onnxruntime",
            "--scenario=server",
            "--latency-bound=0.001ms",
            "--duration=300ms");

    Row row = ResultsCsv.read(run.results()).get(0);
    assertEquals(Failures.UNAVAILABLE, exitCode);
    assertEquals(Optional.of(Status.UNAVAILABLE), row.status());
    assertTrue(
        row.text(Column.REASON)
            .orElseThrow()
            .startsWith("no rate keeps the 99th percentile within 0.001 ms: one image takes "));
  }

  private List<Row> run(String... options) throws Exception {
    assertEquals(0, convbench(options));
    return ResultsCsv.read(run.results());
  }

  private int convbench(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("run", "--arch=MobileNet_0.25", "--measure=latency", "--quick"));
    arguments.add("--out=" + run.path());
    arguments.addAll(List.of(options));
    return Convbench.commandLine().execute(arguments.toArray(String[]::new));
  }
}
