package io.convbench.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.CellId;
import io.convbench.results.Column;
import io.convbench.results.RecordedRun;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.SearchedRates;
import io.convbench.results.SearchedRates.Trial;
import io.convbench.results.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of scenarios in a report; their figures are made up. */
class ScenarioReportTest {

  @TempDir Path folder;

  @Test
  void drawsImagesPerSecondOfEveryNumberOfStreams() throws IOException {
    Path report =
        write(
            offline("VGG16", 1, 4, 30), offline("VGG16", 2, 2, 36), offline("ResNet50", 1, 8, 50));

    assertEquals(
        """
        architecture,engine,streams,batch_found,throughput_images_per_s,configuration,verdict,verdict_reasons
        ResNet50,pytorch,1,8,50.0,"pytorch, 1 stream",valid,
        VGG16,pytorch,1,4,30.0,"pytorch, 1 stream",valid,
        VGG16,pytorch,2,2,36.0,"pytorch, 2 streams",valid,
        """,
        Files.readString(report.resolve("charts/offline.csv")));
    String page = Files.readString(report.resolve("index.html"));
    assertTrue(page.contains("<h2 id=\"scenarios\">Scenarios</h2>"));
    assertTrue(page.contains("VGG16, pytorch, 2 streams: 36.0 images per second with batch 2"));
    assertTrue(page.contains("measured: offline."), "the first sentence");
  }

  @Test
  void whatIsNotValidHasNoBarButAMark() throws IOException {
    Row invalid =
        offline("VGG16", 1, 4, 30)
            .with(Column.VERDICT, "invalid")
            .with(Column.VERDICT_REASONS, "threads waited");

    String page = Files.readString(write(invalid).resolve("index.html"));

    assertTrue(page.contains(">30.0!</text>"));
    assertTrue(page.contains("! Not valid, and without a bar."));
    assertTrue(page.contains("title=\"invalid: threads waited\">offline!"));
  }

  @Test
  void drawsEveryTrialOfASearch() throws IOException {
    Row found =
        scenario("ResNet50", "server", 1)
            .with(Column.LATENCY_BOUND_MS, 50.0)
            .with(Column.OFFERED_RATE_PER_S, 20.0)
            .with(Column.QUERY_P99_MS, 42.0)
            .with(Column.QUERIES, 200)
            .with(Column.QUERIES_NEEDED, 459);
    new SearchedRates(
            List.of(
                new Trial(
                    40,
                    18,
                    400,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    false),
                new Trial(
                    20,
                    19.5,
                    200,
                    OptionalDouble.of(12),
                    OptionalDouble.of(30),
                    OptionalDouble.of(42),
                    true)))
        .write(new RunFolder(folder.resolve("run")).rates(CellId.of(found)));

    Path report = write(found);

    assertEquals(
        """
        architecture,engine,streams,latency_bound_ms,offered_rate_per_s,achieved_rate_per_s,queries,query_p50_ms,query_p90_ms,query_p99_ms,bound_kept,configuration,verdict,verdict_reasons
        ResNet50,pytorch,1,50.0,40.0,18.0,400,,,,false,pytorch,valid,
        ResNet50,pytorch,1,50.0,20.0,19.5,200,12.0,30.0,42.0,true,pytorch,valid,
        """,
        Files.readString(report.resolve("charts/server-bound-50ms.csv")));
    String page = Files.readString(report.resolve("index.html"));
    assertTrue(page.contains("ResNet50, pytorch: 20.0 queries per second, 99 % within 42.0 ms"));
    assertTrue(page.contains("42.0‡"), "a percentile of 200 queries is marked");
  }

  @Test
  void saysThatTrialsAreMissing() throws IOException {
    Row found =
        scenario("ResNet50", "server", 1)
            .with(Column.LATENCY_BOUND_MS, 50.0)
            .with(Column.OFFERED_RATE_PER_S, 20.0);

    String page = Files.readString(write(found).resolve("index.html"));

    assertTrue(page.contains("The trials of 1 cell(s) are missing"));
  }

  @Test
  void aReportWithoutScenariosHasNoSection() throws IOException {
    String page = ReportWriter.html(KerasTable.report(KeptRun.ID, KerasTable.run("pytorch", 1)));

    assertFalse(page.contains("id=\"scenarios\""));
  }

  private static Row offline(String name, int streams, int batch, double imagesPerSecond) {
    return scenario(name, "offline", streams)
        .with(Column.BATCH_FOUND, batch)
        .with(Column.THROUGHPUT_IMAGES_PER_S, imagesPerSecond);
  }

  private static Row scenario(String name, String scenario, int streams) {
    return KerasTable.ran(KerasTable.line(name), "scenario", "pytorch", 1)
        .with(Status.OK, "")
        .with(Column.VERDICT, "valid")
        .with(Column.SCENARIO, scenario)
        .with(Column.STREAMS, streams);
  }

  private Path write(Row... rows) throws IOException {
    RecordedRun run =
        new RecordedRun(
            new RunFolder(folder.resolve("run")),
            List.of(rows),
            Map.of("environment.json", KerasTable.environment()),
            Optional.empty());
    Report report = new Report(KerasTable.history(run), List.of());
    return ReportWriter.write(report, folder.resolve("report")).getParent();
  }
}
