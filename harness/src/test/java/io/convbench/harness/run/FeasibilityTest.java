package io.convbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.engine.Hardware;
import io.convbench.harness.modelfile.Precision;
import io.convbench.harness.process.Installation;
import io.convbench.harness.process.WorkerLauncher;
import io.convbench.results.Column;
import io.convbench.results.FailureKind;
import io.convbench.results.Row;
import io.convbench.results.Status;
import io.convbench.suites.weights.WeightsSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of cells in half precision without trying them. */
class FeasibilityTest {

  private static final List<String> EVERY = List.of("avx2", "avx512_bf16", "avx512_fp16");

  @Test
  void triesHalfPrecisionWhereTheProcessorHasIt() throws Exception {
    for (String engine : List.of("pytorch", "tensorflow")) {
      assertEquals(Optional.empty(), verdict(engine, "bf16", EVERY));
      assertEquals(Optional.empty(), verdict(engine, "fp16", EVERY));
    }
  }

  @Test
  void triesHalfPrecisionOnMatrixTilesAlone() throws Exception {
    assertEquals(Optional.empty(), verdict("pytorch", "bf16", List.of("amx_bf16")));
  }

  @Test
  void doesNotPassOffEmulationAsBf16() throws Exception {
    assertUnsupported(
        "this processor has none of avx512_bf16, amx_bf16 and would emulate bf16",
        verdict("pytorch", "bf16", List.of("avx2", "avx512f")));
  }

  @Test
  void doesNotPassOffEmulationAsFp16() throws Exception {
    assertUnsupported(
        "this processor has none of avx512_fp16, amx_fp16 and would emulate fp16",
        verdict("tensorflow", "fp16", List.of("avx2", "avx512_bf16", "f16c")));
  }

  @Test
  void doesNotPassOffCastsAsFp16() throws Exception {
    assertUnsupported(
        "ONNX Runtime has no fp16 convolution for processors, it casts to fp32",
        verdict("onnxruntime", "fp16", EVERY));
  }

  @Test
  void knowsThatOnnxFilesHaveNoBf16() throws Exception {
    assertUnsupported(
        "ONNX files of opset 17 have no convolution in bf16",
        verdict("onnxruntime", "bf16", EVERY));
  }

  @Test
  void hasNoTf32OnProcessors() throws Exception {
    for (String engine : List.of("pytorch", "tensorflow", "onnxruntime")) {
      assertUnsupported("TF32 is a format of NVIDIA GPUs", verdict(engine, "tf32", EVERY));
    }
  }

  @Test
  void triesFp32OnAnyProcessor() throws Exception {
    for (String engine : List.of("pytorch", "tensorflow", "onnxruntime")) {
      assertEquals(Optional.empty(), verdict(engine, "fp32", List.of()));
    }
  }

  /** Conformance has weights of its own, so a folder that lacks a file is not an obstacle. */
  @Test
  void needsTheRunsWeightsForLatencyAlone(@TempDir Path empty) throws Exception {
    WeightsSource folder = WeightsSource.parse(empty.toString(), empty);

    assertEquals(Optional.empty(), verdict(folder, cell("conformance")));
    Row row = verdict(folder, cell("latency")).orElseThrow();
    assertEquals(Optional.of(Status.UNAVAILABLE), row.status());
  }

  @Test
  void doesNotTryAnEngineWhoseLibrariesAreNotInThePackage(@TempDir Path folder) throws Exception {
    Path mark = new Installation(folder).leftOut("tensorflow");
    Files.createDirectories(mark.getParent());
    Files.createFile(mark);
    WorkerLauncher jvm =
        new WorkerLauncher(new Installation(folder), folder, Duration.ofSeconds(1));
    Feasibility feasibility =
        new Feasibility(WeightsSource.parse("seeded", folder), jvm, new Hardware(EVERY, List.of()));
    Cell leftOut = SampleCells.cell("VGG16", "tensorflow", 1, Precision.FP32, "latency");

    Row row = feasibility.verdict(leftOut).orElseThrow();

    assertEquals(Optional.of(Status.UNAVAILABLE), row.status());
    assertEquals(Optional.of(FailureKind.MISSING), row.failureKind());
    assertEquals(
        Optional.of(
            "the libraries of tensorflow are not in this package: pass --library tensorflow=DIR with libraries of your own, or make the package again with --engine tensorflow"),
        row.text(Column.REASON));
    assertEquals(
        Optional.empty(),
        feasibility.verdict(SampleCells.cell("VGG16", "pytorch", 1, Precision.FP32, "latency")));
  }

  @Test
  void skipsAccuracyThatWouldBeChance() throws Exception {
    WeightsSource seeded = WeightsSource.parse("seeded", Path.of("none"));

    assertEquals(Optional.empty(), verdict(seeded, cell("latency")));
    Row row = verdict(seeded, cell("accuracy")).orElseThrow();
    assertEquals(Optional.of(Status.SKIPPED), row.status());
  }

  private static void assertUnsupported(String reason, Optional<Row> verdict) {
    Row row = verdict.orElseThrow();
    assertEquals(Optional.of(Status.UNAVAILABLE), row.status());
    assertEquals(Optional.of("unsupported: " + reason), row.text(Column.REASON));
    assertEquals(Optional.of(FailureKind.UNSUPPORTED), row.failureKind());
  }

  private static Cell cell(String measurement) {
    return SampleCells.cell("VGG16", 1, measurement);
  }

  private static Optional<Row> verdict(String engine, String precision, List<String> cpuFlags)
      throws Exception {
    return verdict(
        WeightsSource.parse("seeded", Path.of("none")),
        SampleCells.cell("VGG16", engine, 1, Precision.named(precision), "latency"),
        cpuFlags);
  }

  private static Optional<Row> verdict(WeightsSource weights, Cell cell) throws Exception {
    return verdict(weights, cell, List.of());
  }

  private static Optional<Row> verdict(WeightsSource weights, Cell cell, List<String> cpuFlags)
      throws Exception {
    WorkerLauncher none =
        new WorkerLauncher(
            new Installation(Path.of("none")), Path.of("none"), Duration.ofSeconds(1));
    return new Feasibility(weights, none, new Hardware(cpuFlags, List.of())).verdict(cell);
  }
}
