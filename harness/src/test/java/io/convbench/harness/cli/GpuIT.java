package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.convbench.harness.gpu.NvidiaSmi;
import io.convbench.results.Column;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A GPU is asked for where there is none. */
class GpuIT {

  @TempDir private Path temp;
  private RunFolder run;

  @BeforeEach
  void needsAMachineWithoutGpu() {
    run = new RunFolder(temp.resolve("run"));
    boolean none = NvidiaSmi.onPath().seenGpus().isEmpty();
    if (!none) {
      System.out.println("skipped: this machine has a GPU");
    }
    assumeTrue(none);
  }

  @Test
  @Tag("conformance")
  void measuresOnTheProcessorAndSaysThatThereIsNoGpu() throws Exception {
    assertEquals(0, execute("onnxruntime", "--device=cpu,gpu:0", "--measure=memory"));

    List<Row> rows = ResultsCsv.read(run.results());
    assertEquals(
        List.of("cpu", "gpu:0"),
        rows.stream().map(row -> row.text(Column.DEVICE).orElseThrow()).toList());
    assertEquals(Optional.of(Status.OK), rows.get(0).status());
    assertEquals(Optional.empty(), rows.get(0).text(Column.GPU_MODEL));
    assertNoDevice("OnnxRuntime", rows.get(1));
  }

  @Test
  void endsWithCodeThreeWhereAGpuAloneIsAskedFor() throws Exception {
    assertEquals(
        3, execute("pytorch,onnxruntime,tensorflow", "--device=gpu:0", "--measure=latency,memory"));

    List<Row> rows = ResultsCsv.read(run.results());
    assertEquals(6, rows.size());
    List<String> libraries = List.of("PyTorch", "OnnxRuntime", "TensorFlow");
    for (int i = 0; i < rows.size(); i++) {
      assertNoDevice(libraries.get(i / 2), rows.get(i));
    }
  }

  @Test
  void doesNotTakeTheGraphsCostForAMeasurementOnAGpu() throws Exception {
    assertEquals(3, execute("onnxruntime", "--device=gpu:0", "--measure=cost,latency"));

    assertEquals(Optional.of(Status.OK), ResultsCsv.read(run.results()).get(0).status());
  }

  @Test
  void hasARowForEachGpuAndPrecisionThatWasAskedFor() throws Exception {
    assertEquals(
        3,
        execute(
            "pytorch", "--device=gpu:0,gpu:1", "--measure=conformance", "--precision=fp32,tf32"));

    List<Row> rows = ResultsCsv.read(run.results());
    assertEquals(
        List.of("gpu:0 fp32", "gpu:0 tf32", "gpu:1 fp32", "gpu:1 tf32"),
        rows.stream()
            .map(
                row ->
                    row.text(Column.DEVICE).orElseThrow()
                        + " "
                        + row.text(Column.PRECISION).orElseThrow())
            .toList());
    rows.forEach(row -> assertNoDevice("PyTorch", row));
  }

  private static void assertNoDevice(String engine, Row row) {
    assertEquals(Optional.of(Status.UNAVAILABLE), row.status());
    assertEquals(Optional.of("no CUDA device (" + engine + " reports 0)"), row.text(Column.REASON));
  }

  private int execute(String engines, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("run", "--arch=MobileNet_0.25", "--out=" + run.path()));
    arguments.add("--engine=" + engines);
    Collections.addAll(arguments, options);
    return Convbench.commandLine().execute(arguments.toArray(String[]::new));
  }
}
