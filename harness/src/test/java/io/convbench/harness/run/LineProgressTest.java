package io.convbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.harness.cell.Cell;
import io.convbench.results.Column;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import io.convbench.results.Row;
import io.convbench.results.Status;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LineProgressTest {

  private static final Cell VGG16 = SampleCells.cell("VGG16", 1, "accuracy");
  private static final Cell VGG19 = SampleCells.cell("VGG19", 1, "latency");
  private static final Row OK = Row.empty().with(Status.OK, "");

  private final SetClock clock = new SetClock();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Estimate estimate = new Estimate(List.of(VGG16, VGG19), cell -> 300, clock);
  private final LineProgress progress =
      new LineProgress(estimate, new PrintStream(out, true, StandardCharsets.UTF_8), clock);

  @AfterEach
  void close() {
    progress.close();
  }

  @Test
  void saysOnceAMinuteWhatIsGoingOnAndHowLongItStillTakes() {
    progress.starts(VGG16, "");
    clock.advance(59);
    progress.look();
    assertEquals("", said());
    clock.advance(1);
    progress.look();
    progress.look();
    assertEquals(
        "[1/2] VGG16 accuracy, pytorch on cpu, batch 1, running for 1 min 0 s, about 9 min 0 s left\n",
        said());

    clock.advance(60);
    progress.reached(VGG16, 0.5);
    progress.look();

    // As long again, and the other cell, which is a latency, by half of the accuracy's ratio.
    assertEquals(
        "[1/2] VGG16 accuracy, pytorch on cpu, batch 1, 50 %, running for 2 min 0 s, about 7 min 0 s left\n",
        said());
  }

  @Test
  void saysHowCellsEnd() {
    progress.starts(VGG16, "");
    clock.advance(30);
    progress.ended(VGG16, OK.with(Column.TOP1, 0.7134).with(Column.DURATION_S, 30.04));
    progress.starts(VGG19, "");
    progress.ended(
        VGG19, Row.empty().with(new Failure(FailureKind.CRASHED, "crashed (signal 11)")));

    assertEquals(
        """
        [1/2] VGG16 accuracy, pytorch on cpu, batch 1 ok: top-1 71.34 % (30.0 s)
        [2/2] VGG19 latency, pytorch on cpu, batch 1 failed: crashed (signal 11)
        """,
        said());
  }

  @Test
  void saysWhichRoundOfACellEndedAndIsGoingOn() {
    progress.starts(VGG19, "round 1 of 2");
    progress.ended(VGG19, OK.with(Column.LATENCY_P50_MS, 7.0).with(Column.VERDICT, "valid"));
    progress.starts(VGG19, "round 2 of 2");
    progress.reached(VGG19, 0.5);
    clock.advance(60);
    progress.look();
    progress.ended(VGG19, OK.with(Column.LATENCY_P50_MS, 7.5).with(Column.VERDICT, "noisy"));

    assertEquals(
        """
        [1/2] VGG19 latency, pytorch on cpu, batch 1, round 1 of 2 ok: p50 7.00 ms
        [2/3] VGG19 latency, pytorch on cpu, batch 1, round 2 of 2, 50 %, running for 1 min 0 s, about 1 min 2 s left
        [2/3] VGG19 latency, pytorch on cpu, batch 1, round 2 of 2 ok: p50 7.50 ms~, noisy
        """,
        said());
  }

  /** While a report is written nothing is running. */
  @Test
  void saysNothingBetweenCells() {
    progress.starts(VGG16, "");
    progress.ended(VGG16, OK);
    said();
    clock.advance(600);
    progress.look();

    assertEquals("", said());
  }

  @Test
  void saysThatImagesAreBeingDecoded() {
    progress.starts(VGG16, "");
    progress.prepares(224, 0, 1000);
    progress.prepares(224, 50, 1000);
    assertEquals("Decoding at 224 pixels: 0 of 1000 images\n", said());
    clock.advance(60);
    progress.look();

    assertEquals(
        "[1/2] decoding at 224 pixels, 50 of 1000 images, running for 1 min 0 s, about 9 min 0 s left\n",
        said());
  }

  @Test
  void showsTheFigureOfEachMeasurement() {
    assertEquals("ok: p50 7.86 ms", ending(OK.with(Column.LATENCY_P50_MS, 7.859)));
    Row start = OK.with(Column.FIRST_PASS_MS, 1108.0).with(Column.VERDICT, "noisy");
    assertEquals("ok: first pass 1108.00 ms~, noisy", ending(start));
    assertEquals("ok: error 2.1e-06", ending(OK.with(Column.CONFORMANCE_ERROR, 2.13e-6)));
    assertEquals("ok: model 34 MiB", ending(OK.with(Column.MODEL_RSS_BYTES, 34L << 20)));
    assertEquals("ok: 19.6 queries/s", ending(OK.with(Column.ACHIEVED_RATE_PER_S, 19.61)));
    Row invalid = OK.with(Column.TOP1, 0.7134).with(Column.VERDICT, "invalid");
    assertEquals("ok: top-1 71.34 %, times invalid (!)", ending(invalid));
    assertEquals("ok: 15.470 GMACs", ending(OK.with(Column.MACS, 15_470_264_320L)));
    assertEquals("ok", ending(OK));
  }

  /** The bar's line is wiped, so that nothing of it stays behind a shorter one. */
  @Test
  void putsResultsInThePlaceOfTheBar() {
    assertEquals("\rVGG16 ok      %n".formatted(), BarProgress.above("VGG16 ok", 14));
    assertEquals("\rVGG16 failed%n".formatted(), BarProgress.above("VGG16 failed", 5));
  }

  private static String ending(Row row) {
    return CellResult.ending(row);
  }

  private String said() {
    String text = out.toString(StandardCharsets.UTF_8);
    out.reset();
    return text;
  }
}
