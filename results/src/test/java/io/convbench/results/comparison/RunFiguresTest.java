package io.convbench.results.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.CellId;
import io.convbench.results.Column;
import io.convbench.results.ImagePrediction;
import io.convbench.results.ImagePredictions;
import io.convbench.results.RecordedRun;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.Status;
import io.convbench.results.trust.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFiguresTest {

  @TempDir private Path path;

  @Test
  void readsTheProcessesOfALatencyAndTheMachinesSpeed() throws IOException {
    Row latency =
        row("latency")
            .with(Column.LATENCY_P50_MS, 10.1)
            .with(Column.VERDICT, "noisy")
            .with(Column.VERDICT_REASONS, "passes vary")
            .with(Column.ROUNDS, 2);
    ResultsCsv.write(
        new RunFolder(path).attempts(),
        List.of(attempt(1, 10.0, "valid"), attempt(2, 15.0, "invalid"), attempt(3, 10.2, "valid")));

    RunFigures run = RunFigures.of(recorded(latency), gap -> {});

    CellFigure figure = run.figures().get(0);
    assertEquals("ResNet50-pytorch-cpu-b1-fp32-t2-latency:latency_p50_ms", figure.key());
    assertEquals(List.of(10.0, 10.2), figure.evidence().rounds());
    assertEquals(Verdict.NOISY, figure.evidence().verdict());
    assertEquals("passes vary", figure.evidence().doubts());
    assertEquals("AMD EPYC, 2 cores", figure.where().machine());
    assertEquals("2.7.1", figure.where().version());
    // Of the two processes that were used, at 205 and 185 GMAC/s.
    Probe probe = run.probes().get("pytorch cpu fp32 t2");
    assertEquals(Math.sqrt(205.0 * 185), probe.speed(), 1e-9);
    assertEquals(2, probe.processes());
    assertEquals("abc123", run.commit());
    assertEquals("2026-11-26T02:00:00Z", run.time().toString());
  }

  @Test
  void readsWhichImagesAreRight() throws IOException {
    Row accuracy =
        row("accuracy")
            .with(Column.TOP1, 0.5)
            .with(Column.DATASET, "val")
            .with(Column.WEIGHTS, "seeded");
    ImagePredictions.of(
            IntStream.range(0, 4)
                .mapToObj(
                    i ->
                        new ImagePrediction(
                            "image" + i,
                            7,
                            List.of(i % 2 == 0 ? 7 : 8, 1, 2, 3, 4),
                            OptionalDouble.of(0.5),
                            OptionalInt.empty()))
                .toList())
        .write(new RunFolder(path).predictions(CellId.of(accuracy)));

    Evidence evidence = RunFigures.of(recorded(accuracy), gap -> {}).figures().get(0).evidence();

    assertEquals(4, evidence.images());
    assertEquals("{0, 2}", evidence.hits().orElseThrow().toString());
  }

  @Test
  void leavesOutWhatIsDamagedBesideTheRows() throws IOException {
    Row accuracy = row("accuracy").with(Column.TOP1, 0.5);
    Row latency = row("latency").with(Column.LATENCY_P50_MS, 10.1).with(Column.ROUNDS, 2);
    Path predictions = new RunFolder(path).predictions(CellId.of(accuracy));
    Files.createDirectories(predictions.getParent());
    Files.writeString(predictions, "gone");
    Files.writeString(new RunFolder(path).attempts(), "gone");
    List<String> gaps = new ArrayList<>();

    RunFigures run = RunFigures.of(recorded(accuracy, latency), gaps::add);

    assertEquals(2, run.figures().stream().filter(one -> one.value().isPresent()).count());
    run.figures().forEach(one -> assertTrue(one.evidence().hits().isEmpty()));
    run.figures().forEach(one -> assertEquals(List.of(), one.evidence().rounds()));
    assertEquals(1, gaps.size(), gaps.toString());
    assertTrue(gaps.get(0).startsWith(predictions + " begins with 'gone'"), gaps.get(0));
    assertTrue(
        gaps.get(0)
            .endsWith(
                "is it another file? Whether this accuracy changed cannot be told; --resume measures it again."),
        gaps.get(0));
  }

  @Test
  void givesOneFigureOfACellThatFailedAndAllOfOneThatDidNot() throws IOException {
    Row failed =
        row("memory").with(Status.FAILED, "ended by SIGSEGV").with(Column.ARCHITECTURE, "VGG16");
    Row cost =
        Row.empty()
            .with(Column.RUN_ID, "run-1")
            .with(Column.ARCHITECTURE, "VGG16")
            .with(Column.MEASUREMENT, "cost")
            .with(Status.OK, "")
            .with(Column.MACS, 15_470L)
            .with(Column.PARAMETERS, 138L);

    RunFigures run = RunFigures.of(recorded(failed, cost), gap -> {});

    assertEquals(
        List.of(
            "VGG16-pytorch-cpu-b1-fp32-t2-memory:model_rss_bytes",
            "VGG16-cost:parameters",
            "VGG16-cost:macs"),
        run.figures().stream().map(CellFigure::key).toList());
    assertEquals("ended by SIGSEGV", run.figures().get(0).reason());
    assertTrue(run.figures().get(0).value().isEmpty());
    assertEquals(Circumstances.NONE, run.figures().get(1).where());
  }

  private static Row row(String measurement) {
    return Row.empty()
        .with(Column.RUN_ID, "run-1")
        .with(Column.ARCHITECTURE, "ResNet50")
        .with(Column.ENGINE, "pytorch")
        .with(Column.DEVICE, "cpu")
        .with(Column.BATCH, 1)
        .with(Column.PRECISION, "fp32")
        .with(Column.THREADS, 2)
        .with(Column.MEASUREMENT, measurement)
        .with(Status.OK, "")
        .with(Column.CPU_MODEL, "AMD EPYC")
        .with(Column.CORES, 2)
        .with(Column.ENGINE_VERSION, "2.7.1")
        .with(Column.MODEL_FORM, "optimized")
        .with(Column.COMMIT, "abc123")
        .with(Column.TIME, "2026-11-26T02:00:00Z");
  }

  private static Row attempt(int number, double millis, String verdict) {
    double before = number == 2 ? 100 : number == 1 ? 200 : 180;
    return row("latency")
        .with(Column.ATTEMPT, number)
        .with(Column.LATENCY_P50_MS, millis)
        .with(Column.VERDICT, verdict)
        .with(Column.CALIBRATION_BEFORE_GMACS_PER_S, before)
        .with(Column.CALIBRATION_AFTER_GMACS_PER_S, before + 10);
  }

  private RecordedRun recorded(Row... rows) {
    return new RecordedRun(new RunFolder(path), List.of(rows), Map.of(), Optional.empty());
  }
}
