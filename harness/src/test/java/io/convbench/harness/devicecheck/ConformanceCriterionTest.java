package io.convbench.harness.devicecheck;

import static io.convbench.harness.devicecheck.CheckRows.GPU;
import static io.convbench.harness.devicecheck.CheckRows.cell;
import static io.convbench.harness.devicecheck.CheckRows.conformance;
import static io.convbench.harness.devicecheck.CheckRows.failed;
import static io.convbench.harness.devicecheck.CheckRows.skipped;
import static io.convbench.harness.devicecheck.CheckRows.unavailable;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.results.Column;
import io.convbench.results.FailureKind;
import io.convbench.results.Row;
import io.convbench.results.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConformanceCriterionTest {

  private static final Row GOOD = conformance("VGG16", 2e-6, 1e-3);
  private static final Row NEARER = conformance("ResNet50", 3e-5, 1e-3);

  @Test
  void passesWithinTheLimitAndNamesTheNearestToIt() {
    assertEquals(
        "PASS conformance of pytorch in fp32: 2 of 2, nearest to its limit ResNet50 3.0e-05"
            + " (limit 0.0010)",
        verdict(GOOD, NEARER));
  }

  @Test
  void failsAboveTheLimitWhateverTheRowCallsItself() {
    assertEquals(
        "FAIL conformance of pytorch in fp32: 1 of 2: VGG16 0.0020 (limit 0.0010)",
        verdict(NEARER, conformance("VGG16", 2e-3, 1e-3)));
  }

  @Test
  void failsWhereTheRunItselfHasFailed() {
    assertEquals(
        "FAIL conformance of pytorch in fp32: 1 of 2: VGG16 the engine departs from Keras",
        verdict(
            GOOD,
            failed(
                cell("VGG16", "conformance"),
                FailureKind.WRONG_RESULT,
                "the engine departs from Keras")));
  }

  @Test
  void failsWithoutALimit() {
    assertEquals(
        "FAIL conformance of pytorch in fp32: 1 of 1: VGG16 2.0e-06 (limit NaN)",
        verdict(GOOD.without(Column.CONFORMANCE_LIMIT)));
  }

  @Test
  void seesARowOfTheProcessor() {
    assertEquals(
        "FAIL conformance of pytorch in fp32: 1 of 1: VGG16 2.0e-06 (limit 0.0010)",
        verdict(GOOD.with(Column.DEVICE, "cpu")));
  }

  @Test
  void failsWhereOneArchitectureLacksMemory() {
    assertEquals(
        "FAIL conformance of pytorch in fp32: 1 of 2: VGG16 CUDA out of memory",
        verdict(
            NEARER,
            unavailable(
                cell("VGG16", "conformance"), FailureKind.OUT_OF_MEMORY, "CUDA out of memory")));
  }

  @Test
  void isNoPassWhereTimeWasUp() {
    assertEquals(
        "SKIP conformance of pytorch in fp32: 1 of 2, nearest to its limit VGG16 2.0e-06 (limit"
            + " 0.0010); time was up before the rest",
        verdict(GOOD, skipped(cell("ResNet50", "conformance"))));
  }

  @Test
  void skipsAnEngineThatIsNotHere() {
    assertEquals(
        "SKIP conformance of pytorch in fp32: no CUDA device (PyTorch reports 0)",
        verdict(
            unavailable(
                cell("VGG16", "conformance"),
                FailureKind.MISSING,
                "no CUDA device (PyTorch reports 0)")));
  }

  /** So it is with NASNetLarge in bf16. */
  @Test
  void namesWhatRoundingMakesMeaningless() {
    assertEquals(
        "PASS conformance of pytorch in fp32: 1 of 2, nearest to its limit VGG16 2.0e-06 (limit"
            + " 0.0010); NASNetLarge rounding alone moves the logits",
        verdict(
            GOOD,
            cell("NASNetLarge", "conformance")
                .with(Status.UNAVAILABLE, "rounding alone moves the logits")));
  }

  @Test
  void seesTf32InFp32() {
    Row tf32 = conformance("VGG16", 4e-3, 1e-2);

    assertEquals(
        "PASS TF32 of pytorch off in fp32, on in tf32: errors in tf32 are 2000 times those in"
            + " fp32, median of 1 networks (at least 10)",
        Tf32Criterion.verdict(rows(GOOD), rows(tf32)).toString());
    assertEquals(
        "FAIL TF32 of pytorch off in fp32, on in tf32: errors in tf32 are 1 times those in fp32,"
            + " median of 1 networks (at least 10)",
        Tf32Criterion.verdict(rows(tf32), rows(tf32)).toString());
    assertEquals(Verdict.Outcome.SKIP, Tf32Criterion.verdict(rows(NEARER), rows(tf32)).outcome());
  }

  private static String verdict(Row... rows) {
    return ConformanceCriterion.verdict(rows(rows), "fp32", GPU).toString();
  }

  private static EngineRows rows(Row... rows) {
    return new EngineRows("pytorch", List.of(rows));
  }
}
