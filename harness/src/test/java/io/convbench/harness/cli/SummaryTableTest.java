package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.harness.measurement.Measurements;
import io.convbench.results.CellId;
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

class SummaryTableTest {

  private static final Row CELL =
      Row.empty()
          .with(Column.ARCHITECTURE, "MobileNetV2")
          .with(Column.ENGINE, "pytorch")
          .with(Column.DEVICE, "cpu")
          .with(Column.BATCH, 8)
          .with(Column.PRECISION, "bf16")
          .with(Column.THREADS, 2);

  @Test
  void joinsAConfigurationsFiguresInTheirUnits() {
    Row measured =
        CELL.with(Column.MEASUREMENT, "latency")
            .with(Status.OK, "")
            .with(Column.PARAMETERS, 3_538_984)
            .with(Column.MACS, 300_774_272)
            .with(Column.LATENCY_P50_MS, 7.104)
            .with(Column.VERDICT, "valid")
            .with(Column.THROUGHPUT_IMAGES_PER_S, 140.8)
            .with(Column.MODEL_RSS_BYTES, 22_020_096)
            .with(Column.CONFORMANCE_ERROR, 1.23e-5)
            .with(Column.TOP1, 0.71796)
            .with(Column.TOP5, 0.90142);

    assertEquals(
        "MobileNetV2 pytorch bf16 8 3.54 0.301 7.10 140.8 21 1.2e-05 71.80 90.14",
        table(measured).lines().toList().get(1).replaceAll(" +", " "));
  }

  @Test
  void countsCellsByTheReasonWhyTheyHaveNoValue() {
    Row latency = CELL.with(Column.MEASUREMENT, "latency").with(Status.FAILED, "it crashed");
    Row memory = CELL.with(Column.MEASUREMENT, "memory").with(Status.FAILED, "it crashed");

    List<String> lines = table(latency, memory).lines().toList();

    assertEquals("2 cells failed: it crashed", lines.get(lines.size() - 1));
  }

  @Test
  void saysThatAnAccuracyIsOfAPartOfADataset() {
    Row half =
        CELL.with(Column.MEASUREMENT, "accuracy")
            .with(Status.OK, "")
            .with(Column.TOP1, 0.7)
            .with(Column.DATASET, "val650")
            .with(Column.DATASET_PART, "1-325 of 650");

    List<String> lines = table(half, half.with(Column.ENGINE, "tensorflow")).lines().toList();

    assertEquals(4, lines.size());
    assertEquals("accuracy of a part of val650: images 1-325 of 650", lines.get(3));
  }

  @Test
  void saysHowFarTheSpeedOfAnAccuracyCanBeTrusted() {
    Row noisy =
        CELL.with(Column.MEASUREMENT, "accuracy")
            .with(Status.OK, "")
            .with(Column.TOP1, 0.7)
            .with(Column.EVALUATION_IMAGES_PER_S, 93.0)
            .with(Column.VERDICT, "noisy")
            .with(Column.VERDICT_REASONS, "the machine swapped 300 pages");

    String table = table(noisy);

    assertTrue(table.contains("accuracy: 1 noisy (~)\n"), table);
    assertTrue(table.contains(": the machine swapped 300 pages\n"), table);
    assertTrue(table.contains(" 70.00 "), "an accuracy has no mark");
    assertTrue(RunControl.isDoubtful(noisy), "--strict");
    assertFalse(RunControl.isDoubtful(noisy.with(Column.VERDICT, "valid")), "--strict");
  }

  /** Equal names would carry different numbers. */
  @Test
  void namesThreadsFormsMachinesAndVersionsThatDiffer() {
    Row one =
        CELL.with(Column.MEASUREMENT, "latency")
            .with(Status.OK, "")
            .with(Column.MODEL_FORM, "optimized")
            .with(Column.ENGINE_VERSION, "PyTorch 2.7.1");
    for (Row other :
        List.of(
            one.with(Column.THREADS, 1),
            one.with(Column.MODEL_FORM, "plain"),
            one.with(Column.CPU_MODEL, "Intel Xeon"),
            one.with(Column.CORES, 8),
            one.with(Column.COMMIT, "fffffff"),
            one.with(Column.ENGINE_VERSION, "PyTorch 2.8.0"),
            one.with(Column.DEVICE, "gpu:0"),
            one.with(Column.PRECISION, "fp32"))) {
      List<String> lines = table(one, other).lines().toList();

      assertEquals(3, lines.size(), String.join("\n", lines));
      assertNotEquals(lines.get(1), lines.get(2), "two configurations of one name");
    }
    assertTrue(table(one, one.with(Column.THREADS, 1)).contains(" pytorch bf16 t2 "), "short");
  }

  @Test
  void saysHowFarMediansCanBeTrusted() {
    Row few =
        CELL.with(Column.MEASUREMENT, "latency")
            .with(Status.OK, "")
            .with(Column.LATENCY_P50_MS, 7.104)
            .with(Column.LATENCY_SAMPLES, 6);

    String unknown = table(few);
    String invalid =
        table(
            few.with(Column.VERDICT, "invalid")
                .with(Column.VERDICT_REASONS, "6 passes, a median needs 11"));
    String valid = table(few.with(Column.VERDICT, "valid"));

    assertTrue(unknown.contains(" 7.10? "), unknown);
    assertTrue(unknown.contains("latencies: 1 unknown (?)\n"), unknown);
    assertTrue(invalid.contains(" 7.10! "), invalid);
    assertTrue(invalid.contains("latencies: 1 invalid (!)\n"), invalid);
    assertTrue(invalid.contains(": 6 passes, a median needs 11\n"), invalid);
    assertTrue(valid.contains(" 7.10 "), valid);
    assertTrue(valid.contains("latencies: 1 valid\n"), valid);
  }

  /** Of a cell each: one measurement's verdict is not another's. */
  @Test
  void saysHowFarOtherTimesCanBeTrusted() {
    Row latency =
        CELL.with(Column.MEASUREMENT, "latency")
            .with(Status.OK, "")
            .with(Column.LATENCY_P50_MS, 7.104)
            .with(Column.VERDICT, "valid");
    Row start =
        CELL.with(Column.MEASUREMENT, "startup")
            .with(Status.OK, "")
            .with(Column.BATCH, 1)
            .with(Column.LOAD_FIRST_MS, 1108.0)
            .with(Column.VERDICT, "invalid")
            .with(Column.VERDICT_REASONS, "others took the processors");

    String table = table(start, latency);

    assertTrue(table.contains("startup: 1 invalid (!)\n"), table);
    assertTrue(
        table.contains("invalid, MobileNetV2 pytorch bf16, startup: others took the processors\n"),
        table);
    assertTrue(table.contains("latencies: 1 valid\n"), table);
    assertTrue(table.contains(" 7.10 "), table);
  }

  @Test
  void namesTheLogThatHasTheImagesThatCannotBeDecoded() {
    Row accuracy =
        CELL.with(Column.MEASUREMENT, "accuracy")
            .with(Status.OK, "")
            .with(Column.DATASET, "pets")
            .with(Column.IMAGES_FAILED, 2);

    List<String> lines = table(accuracy).lines().toList();

    assertEquals(
        "not scored, as they cannot be decoded: 2 images of pets, named by logs/%s.log of the run"
            .formatted(CellId.of(accuracy)),
        lines.get(lines.size() - 1));
  }

  @Test
  void keepsColumnsInLineBehindTheNameOfACutNetwork() {
    Row cut =
        CELL.with(Column.MEASUREMENT, "transfer")
            .with(Status.OK, "")
            .with(Column.LAYER, "block_13_expand_relu");

    List<String> lines = table(cut).lines().toList();

    assertEquals(
        lines.get(0).indexOf("configuration"),
        lines.get(1).indexOf("pytorch"),
        String.join("\n", lines));
  }

  @Test
  void printsEachCautionOnceWithWhatItIsOf() {
    Row accuracy =
        CELL.with(Column.MEASUREMENT, "accuracy")
            .with(Status.OK, "")
            .with(Column.CAUTION, "top-1 is far below");

    List<String> lines =
        table(accuracy, accuracy.with(Column.ENGINE, "tensorflow")).lines().toList();

    assertEquals(
        "caution, MobileNetV2 pytorch bf16, MobileNetV2 tensorflow bf16: top-1 is far below",
        lines.get(lines.size() - 1));
  }

  private static String table(Row... rows) {
    return SummaryTable.of(
        History.of(
            List.of(
                new RecordedRun(
                    new RunFolder(Path.of("run")),
                    List.of(rows).stream().map(row -> row.with(Column.RUN_ID, "run")).toList(),
                    Map.of(),
                    Optional.empty())),
            Measurements.sharedByBatches()));
  }
}
