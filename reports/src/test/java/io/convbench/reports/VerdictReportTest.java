package io.convbench.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.Column;
import io.convbench.results.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far to trust latencies, wherever the page shows them. */
class VerdictReportTest {

  private static final Row FAST = KerasTable.latency(KerasTable.line("MobileNetV2"), "pytorch", 1);
  private static final Row SLOW = KerasTable.latency(KerasTable.line("VGG16"), "pytorch", 1);

  private static final Row INVALID =
      FAST.with(Column.VERDICT, "invalid")
          .with(Column.VERDICT_REASONS, "threads waited for a processor 40 % of the time");

  private static final Row NOISY =
      SLOW.with(Column.VERDICT, "noisy").with(Column.VERDICT_REASONS, "1.02 of 2 cores used");

  @TempDir private Path folder;

  @Test
  void doesNotCallALatencyFastestThatIsNotValid() throws IOException {
    String page = page(INVALID, NOISY);

    String fastest = page.substring(page.indexOf("<dt>Fastest"), page.indexOf("<dt>Most accurate"));
    assertTrue(fastest.contains("<dd>VGG16, 142 ms~ <small>median (~ verdict noisy:"), fastest);
    assertFalse(fastest.contains("MobileNetV2"), fastest);
    assertFalse(fastest.contains("cores used"), "a tile has no space for reasons");
  }

  /** As {@code select} says it. */
  @Test
  void saysThatNothingIsTakenAsEveryTimingIsInvalid() throws IOException {
    Row other = SLOW.with(Column.VERDICT, "invalid").with(Column.VERDICT_REASONS, "another reason");

    String page = page(INVALID, other);

    String take = page.substring(page.indexOf("id=\"take\""), page.indexOf("id=\"live\""));
    assertTrue(
        take.contains(
            "no candidate could be judged: 2, latency is invalid: MobileNetV2 pytorch, VGG16 pytorch"),
        take);
    assertFalse(take.contains("has the figures"), take);
  }

  @Test
  void drawsNoBarOfALatencyThatIsNotValid() throws IOException {
    page(INVALID, NOISY);
    String svg = Files.readString(folder.resolve("charts/latency-pytorch-cpu-b1-fp32-t2.svg"));

    assertTrue(svg.contains(">not valid! (7.86 ms)</text>"), "in words");
    assertFalse(svg.contains(">7.86</text>"), "as a bar's figure");
    assertFalse(svg.contains(">p99 9.43"), "its tail");
    assertTrue(svg.contains(">142~</text>"), "the noisy one's bar");
    assertTrue(svg.indexOf(">VGG16</text>") < svg.indexOf(">MobileNetV2</text>"), "last");
  }

  @Test
  void marksTheFiguresInTheTableAndSaysWhy() throws IOException {
    String page = page(INVALID, NOISY);

    assertTrue(
        page.contains(
            "title=\"invalid: threads waited for a processor 40 % of the time\">7.86!</td>"),
        "table");
    assertTrue(page.contains("title=\"noisy: 1.02 of 2 cores used\">142~</td>"), "table");
    assertTrue(
        page.contains(
            "Timings are not valid (! in the table, with the reasons) and are not drawn:"
                + " MobileNetV2."),
        "warnings");
    assertTrue(page.contains("~ noisy: something may have disturbed it"), "legend");
  }

  /** One cell's verdict is not another's. */
  @Test
  void marksLoadsAndTheWayFromJpegToClassByTheirOwnVerdicts() throws IOException {
    Row start =
        FAST.without(Column.LATENCY_P50_MS)
            .with(Column.MEASUREMENT, "startup")
            .with(Column.LOAD_FIRST_MS, 1108.0)
            .with(Column.FIRST_PASS_MS, 77.0)
            .with(Column.VERDICT, "invalid")
            .with(Column.VERDICT_REASONS, "the hypervisor took 40 % of the threads' time");
    Row jpeg =
        FAST.without(Column.LATENCY_P50_MS)
            .with(Column.MEASUREMENT, "end-to-end")
            .with(Column.END_TO_END_P50_MS, 21.5)
            .with(Column.VERDICT, "noisy")
            .with(Column.VERDICT_REASONS, "images vary by 60 % (coefficient of variation)");

    String page = page(start, jpeg, FAST);

    assertTrue(page.contains(">1108!</td>"), "load");
    assertTrue(page.contains(">77.0!</td>"), "first pass");
    assertTrue(page.contains("noisy: images vary by 60 % (coefficient of variation)\">21.5~</td>"));
    assertTrue(page.contains(">7.86</td>"), "the latency is valid");
    assertTrue(
        page.contains("Loads and first passes are not valid (! in the table, with the reasons):"));
    assertTrue(page.contains("Times from JPEG to class are noisy (~ in the table"), "warnings");
    assertFalse(page.contains("Timings are n"), "of the latency");
    String latencies =
        Files.readString(folder.resolve("charts/latency-pytorch-cpu-b1-fp32-t2.csv"));
    assertFalse(latencies.contains("hypervisor"), latencies);
  }

  /** The accuracy itself is no time: what disturbs does not change it. */
  @Test
  void marksTheSpeedOfAnAccuracyAndNotTheAccuracy() throws IOException {
    Row accuracy =
        KerasTable.accuracy(KerasTable.line("MobileNetV2"), "pytorch", 0.75, 0.7, 0.8)
            .with(Column.EVALUATION_IMAGES_PER_S, 93.0);
    Row noisy =
        accuracy
            .with(Column.VERDICT, "noisy")
            .with(Column.VERDICT_REASONS, "the machine swapped 300 pages");

    String page = page(noisy, FAST);
    String before = page(accuracy, FAST);

    assertTrue(page.contains("title=\"noisy: the machine swapped 300 pages\">93.0~</td>"), "table");
    assertTrue(page.contains(">75.0<small>70.0–80.0</small></td>"), "accuracy");
    assertTrue(page.contains(">7.86</td>"), "the latency is valid");
    assertTrue(
        page.contains("Images/s of accuracies are noisy (~ in the table of accuracies"),
        "warnings");
    assertTrue(before.contains(">93.0?</td>"), "of an older version");
    assertTrue(page(noisy.with(Column.VERDICT, "valid"), FAST).contains(">93.0</td>"), "valid");
  }

  /** With both its marks in the legend. */
  @Test
  void marksEveryFigureOfADisturbedLatency() throws IOException {
    String page = page(INVALID.with(Column.LATENCY_SAMPLES, 6));

    assertTrue(page.contains(">9.43!†</td>"), "99th percentile");
    assertTrue(page.contains("of too few passes for this percentile"), "legend");
    assertTrue(page.contains("not valid: it says nothing of the model"), "legend");
  }

  /** Of runs of older versions. */
  @Test
  void doesNotTakeAMissingVerdictForAGoodOne() throws IOException {
    String page = page(FAST.without(Column.VERDICT), SLOW);

    assertTrue(page.contains(">7.86?</td>"), "table");
    assertTrue(page.contains("MobileNetV2, 7.86 ms? <small>median (? verdict unknown)"), "tile");
    assertTrue(page.contains("Timings have no verdict, as an older version"), "warnings");
  }

  @Test
  void showsWhereTheNextRunIsExpectedAndHowNearThePeakIs() throws IOException {
    String page =
        page(
            FAST.with(Column.LATENCY_P50_PI95_LOW_MS, 7.5)
                .with(Column.LATENCY_P50_PI95_HIGH_MS, 8.2)
                .with(Column.EFFICIENCY, 0.37));

    assertTrue(page.contains(">7.86<small>7.50–8.20</small></td>"), "interval");
    assertTrue(page.contains("<button type=\"button\">% of peak</button>"), "heading");
    assertEquals(1, page.split(">37.0</td>", -1).length - 1, "37 % of the peak");
  }

  private String page(Row... rows) throws IOException {
    return Files.readString(
        ReportWriter.writeWithoutPngs(KerasTable.report("run", List.of(rows)), folder));
  }
}
