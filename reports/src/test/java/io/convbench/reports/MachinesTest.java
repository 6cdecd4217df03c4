package io.convbench.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.Column;
import io.convbench.results.Environment;
import io.convbench.results.Invocation;
import io.convbench.results.Limits;
import io.convbench.results.Platform;
import io.convbench.results.RecordedRun;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures of different machines and versions stand side by side and are never mixed. */
class MachinesTest {

  private static final KerasTable.Line NET = KerasTable.line("MobileNetV2");
  private static final String XEON = "Intel(R) Xeon(R) Platinum 8488C CPU @ 2.40GHz";

  @TempDir private Path folder;

  @Test
  void showsTheSameCellOfTwoMachinesTwice() throws IOException {
    List<Row> here = KerasTable.run("pytorch", 1);
    List<Row> there = onXeon(here);

    String page = write(run("a", here), run("b", there));

    assertTrue(
        page.contains(
            "<h1><small>convbench report</small>2 runs on AMD EPYC, 2 cores, 25 GiB; Intel Xeon"
                + " Platinum 8488C, 8 cores"),
        "title");
    assertEquals(
        18 + 2 * 18,
        page.split("<th scope=\"row\" data-v=", -1).length - 1,
        "lines of the tables, side by side and one by one");
    for (String place :
        List.of("pytorch on AMD EPYC, 2 cores", "pytorch on Intel Xeon Platinum 8488C, 8 cores")) {
      assertTrue(page.contains("<small>" + place), place + " in the table");
      assertTrue(page.contains(">" + place), place + " beside its bars");
    }
    assertTrue(
        page.contains(
            "Accuracy against latency, pytorch on cpu, batch 1, fp32, 2 threads, on AMD EPYC, 2"
                + " cores"),
        "fronts are of one machine");
    assertTrue(page.contains("median, pytorch on Intel Xeon Platinum 8488C, 8 cores"), "fastest");
    assertFalse(page.contains("measured more than once"), "nothing was left out");
    List<String> csv =
        Files.readAllLines(folder.resolve("charts/latency-pytorch-cpu-b1-fp32-t2.csv"));
    assertEquals(1 + 2 * 18, csv.size());
    assertTrue(csv.get(1).startsWith("MobileNetV2,pytorch,7.859,"), csv.get(1));
    assertTrue(csv.get(2).startsWith("MobileNetV2,pytorch,3.9295,"), csv.get(2));
    assertTrue(csv.get(1).endsWith(",\"pytorch on AMD EPYC, 2 cores\""), csv.get(1));
  }

  @Test
  void saysHowManyOlderResultsOfTheSameMachineItLeavesOut() throws IOException {
    Row old = KerasTable.latency(NET, "pytorch", 1);
    Row recent = old.with(Column.LATENCY_P50_MS, 3.25).with(Column.TIME, "2026-11-24T12:00:00Z");

    // The newer one first: its time decides, not its place in the command line.
    String page = html(run("b", List.of(recent)), run("a", List.of(old)));

    assertTrue(page.contains("newest result of each is shown, 1 older ones are not shown."));
    assertTrue(page.contains(">3.25<"));
  }

  @Test
  void namesVersionsOfAnEngineAndCommitsWhereTheyDiffer() throws IOException {
    Row latency = KerasTable.latency(NET, "pytorch", 1);
    String page =
        html(
            run("a", List.of(latency)),
            run("b", List.of(latency.with(Column.ENGINE_VERSION, "DJL 0.36.0, PyTorch 2.8.0"))),
            run("c", List.of(latency.with(Column.COMMIT, "fffffff"))));

    for (String name :
        List.of(
            "with PyTorch 2.7.1, by convbench 0123abc",
            "with PyTorch 2.8.0, by convbench 0123abc",
            "with PyTorch 2.7.1, by convbench fffffff")) {
      assertTrue(page.contains(name), name);
    }
  }

  @Test
  void saysThatARunWentOnElsewhereAndOnWhatEachPartWasMeasured() throws IOException {
    List<Row> rows = new ArrayList<>(List.of(KerasTable.latency(NET, "pytorch", 1)));
    rows.addAll(onXeon(List.of(KerasTable.memory(NET, "pytorch", 1))));

    String page = html(run("a", rows));

    assertTrue(
        page.contains(
            "Run 20261123-120000 was measured on more than one machine or version of convbench:"
                + " 1 cells on AMD EPYC, 2 cores, 25 GiB by commit 0123abc; 1 cells on"
                + " Intel Xeon Platinum 8488C, 8 cores by commit 0123abc."),
        "caution");
    assertTrue(page.contains("<h3>Run 20261123-120000, 1 of 2 cells</h3>"));
    assertTrue(page.contains("the run&#39;s folder has none of this machine and commit"));
    assertTrue(page.contains("<dd>Intel Xeon Platinum 8488C, 8 cores</dd>"));
    assertFalse(html(run("a", rows.subList(0, 1))).contains("more than one machine"));
  }

  @Test
  void saysWhatChangedOnAMachineWhoseFiguresStandBesideEachOther() throws IOException {
    Row latency = KerasTable.latency(NET, "pytorch", 1);
    RecordedRun old = KerasTable.recorded("a", List.of(latency), on("6.1.0", "2"));
    RecordedRun recent =
        KerasTable.recorded("b", List.of(KerasTable.memory(NET, "pytorch", 1)), on("6.2.0", "1"));

    String page = html(old, recent);

    assertTrue(
        page.contains(
            "1 cells of run 20261123-120000 were measured on the same machine as run"
                + " 20261123-120000, but with other software or settings (kernel 6.2.0, not 6.1.0;"
                + " OMP_NUM_THREADS 1, not 2): figures may differ for that reason."),
        "caution");
    assertTrue(page.contains("<dt>Kernel</dt><dd>6.2.0</dd>"), "kernel");
    assertTrue(page.contains("<dd>OMP_NUM_THREADS=2</dd>"), "variables");
    assertFalse(page.contains("more than one machine"), "it is one machine");
    assertFalse(html(old, old).contains("other software or settings"), "nothing changed");
  }

  @Test
  void showsBothPlatformsOfARunThatWentOnAfterAnUpdate() throws IOException {
    List<Row> rows =
        List.of(
            KerasTable.latency(NET, "pytorch", 1),
            KerasTable.memory(NET, "pytorch", 1).with(Column.ENVIRONMENT, "environment-2.json"));
    RecordedRun run =
        new RecordedRun(
            new RunFolder(folder.resolve("run")),
            rows,
            Map.of("environment.json", on("6.1.0", "2"), "environment-2.json", on("6.2.0", "2")),
            Optional.empty());

    String page = html(run);

    assertTrue(page.contains("<dt>Kernel</dt><dd>6.1.0</dd>"), "before");
    assertTrue(page.contains("<dt>Kernel</dt><dd>6.2.0</dd>"), "after");
    assertTrue(page.contains("(kernel 6.2.0, not 6.1.0)"), "caution");
  }

  /** Nothing is claimed of rows whose file is missing. */
  @Test
  void saysWhatIsMissingOfARun() throws IOException {
    Row moved = KerasTable.memory(NET, "pytorch", 1).with(Column.ENVIRONMENT, "environment-2.json");
    RecordedRun run =
        new RecordedRun(
            new RunFolder(folder.resolve("run")),
            List.of(KerasTable.latency(NET, "pytorch", 1), moved),
            Map.of("environment-2.json", on("6.2.0", "2")),
            Optional.empty(),
            List.of("environment.json is missing."));

    String page = html(run);

    assertTrue(page.contains("environment.json is missing."), "caution");
    assertTrue(page.contains("<dd>the run&#39;s folder has none of this machine and commit</dd>"));
    assertTrue(page.contains("<dt>Kernel</dt><dd>6.2.0</dd>"), "of the other row");
    assertFalse(page.contains("other software or settings"), "nobody knows");
  }

  private static Environment on(String kernel, String threads) {
    Platform platform =
        new Platform(
            kernel,
            "glibc 2.36",
            "",
            "",
            Map.of(),
            "",
            List.of(),
            Map.of("OMP_NUM_THREADS", threads),
            0,
            "",
            Map.of());
    return KerasTable.environment(0.1, Limits.of(2), platform);
  }

  @Test
  void isTitledBySuiteCommandLineAndMachine() throws IOException {
    RecordedRun run =
        new RecordedRun(
            new RunFolder(folder.resolve("run")),
            List.of(KerasTable.cost(NET)),
            Map.of("environment.json", KerasTable.environment()),
            Optional.of(new Invocation("edge <x>", List.of("run", "edge <x>", "--quick"))));

    String page = html(run);

    assertTrue(page.contains("</small>Suite edge &lt;x&gt; on AMD EPYC, 2 cores, 25 GiB</h1>"));
    assertTrue(page.contains("<code>convbench run &#39;edge &lt;x&gt;&#39; --quick</code>"));
    assertTrue(
        page.contains(
            "<title>convbench: Suite edge &lt;x&gt; on AMD EPYC, 2 cores, 25 GiB,"
                + " 20261123-120000</title>"));
  }

  /** 3 engines, 4 batches and 3 numbers of threads. */
  @Test
  void drawsNoMoreChartsForManyBatchesAndThreads() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String name : List.of("MobileNetV2", "VGG16")) {
      rows.add(KerasTable.cost(KerasTable.line(name)));
      for (String engine : List.of("pytorch", "onnxruntime", "tensorflow")) {
        for (long threads : new long[] {1, 2, 4}) {
          for (long batch : new long[] {1, 2, 4, 8}) {
            rows.add(
                KerasTable.latency(KerasTable.line(name), engine, batch)
                    .with(Column.THREADS, threads));
            rows.add(
                KerasTable.memory(KerasTable.line(name), engine, batch)
                    .with(Column.THREADS, threads));
          }
        }
      }
    }

    String page = write(run("a", rows));

    assertEquals(9, page.split("<figure", -1).length - 1);
    assertTrue(page.contains("Batches 2, 4 are in the table only."));
    assertTrue(page.contains(">onnxruntime t4</text>"), "the legend of lines");
    assertEquals(
        1 + 72, Files.readAllLines(folder.resolve("charts/latency-scaling-cpu-fp32.csv")).size());
  }

  private static List<Row> onXeon(List<Row> rows) {
    return rows.stream().map(MachinesTest::onXeon).toList();
  }

  private static Row onXeon(Row row) {
    if (row.text(Column.ENGINE).isEmpty()) {
      return row;
    }
    Row there = row.with(Column.CPU_MODEL, XEON).with(Column.CORES, 8);
    return row.number(Column.LATENCY_P50_MS).isEmpty()
        ? there
        : there.with(Column.LATENCY_P50_MS, row.number(Column.LATENCY_P50_MS).getAsDouble() / 2);
  }

  private RecordedRun run(String id, List<Row> rows) {
    return KerasTable.recorded(id, rows, KerasTable.environment());
  }

  private String write(RecordedRun... runs) throws IOException {
    return Files.readString(
        ReportWriter.writeWithoutPngs(new Report(KerasTable.history(runs), List.of()), folder));
  }

  private static String html(RecordedRun... runs) {
    return ReportWriter.html(new Report(KerasTable.history(runs), List.of()));
  }
}
