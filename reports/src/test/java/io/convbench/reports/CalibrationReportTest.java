package io.convbench.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.results.Column;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run's calibrations over time. */
class CalibrationReportTest {

  private static final KerasTable.Line NET = KerasTable.line("MobileNetV2");

  @TempDir private Path folder;

  /** A calibration's model file may not be writable for one of several engines. */
  @Test
  void drawsTheEnginesThatWereCalibratedBesideOneThatWasNot() throws IOException {
    Row calibrated =
        KerasTable.latency(NET, "pytorch", 1)
            .with(Column.TIME, "2026-11-23T12:01:00Z")
            .with(Column.DURATION_S, 30.0)
            .with(Column.CALIBRATION_BEFORE_GMACS_PER_S, 80.0)
            .with(Column.CALIBRATION_AFTER_GMACS_PER_S, 78.0)
            .with(Column.CALIBRATION_BEFORE_GACTIVATIONS_PER_S, 4.5)
            .with(Column.CALIBRATION_AFTER_GACTIVATIONS_PER_S, 2.4);
    Row without =
        KerasTable.latency(NET, "onnxruntime", 1).with(Column.TIME, "2026-11-23T12:02:00Z");
    KeptRun run = new KeptRun(folder.resolve("run"));
    ResultsCsv.write(run.folder().attempts(), List.of(calibrated, without));
    Report report =
        new Report(KerasTable.history(run.recorded(List.of(calibrated, without))), List.of());

    ReportWriter.write(report, folder.resolve("report"));

    assertEquals(
        List.of(
            "series,minutes,gmacs_per_s", "pytorch fp32 t2,0.0,80.0", "pytorch fp32 t2,0.5,78.0"),
        Files.readAllLines(
            folder.resolve("report/charts/calibration-%s.csv".formatted(KeptRun.ID))));
    assertEquals(
        List.of(
            "series,minutes,gactivations_per_s",
            "pytorch fp32 t2,0.0,4.5",
            "pytorch fp32 t2,0.5,2.4"),
        Files.readAllLines(
            folder.resolve("report/charts/calibration-activations-%s.csv".formatted(KeptRun.ID))));
  }
}
