package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.convbench.results.CellId;
import io.convbench.results.Column;
import io.convbench.results.ImagePrediction;
import io.convbench.results.ImagePredictions;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.Status;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/**
 * Of 40 images VGG16 is right about 30 and MobileNet about 21; of 11 images one alone is right,
 * VGG16 of 10: 2 P(X <= 1) in binomial(11, 1/2) = 24 / 2048 = 0.0117. Wilson's intervals overlap.
 */
class SelectCommandTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void choosesWithinConstraintsAndSaysWhatMoreWouldBuy() throws IOException {
    Path run = run("run-1", timed());

    assertEquals(0, select(run.toString(), "p50<=50ms", "--min-top1", "35%"), err::toString);

    List<String> lines = out.toString().lines().map(String::strip).toList();
    assertTrue(
        lines.contains(
            "2 candidates: 2 architectures in 1 configuration, on AMD EPYC, 2 cores, 16 GiB"),
        out::toString);
    assertEquals("choice     MobileNet pytorch", lines.get(2));
    assertEquals(
        "top-1 52.5 % (37.5 to 67.1), p50 10.0 ms (9.00 to 11.0)", lines.get(3), out::toString);
    assertTrue(
        lines.contains("p50 <= 50 ms      1          0      1  VGG16 pytorch by 5.00 ms"),
        out::toString);
    assertTrue(
        lines.contains(
            "5.00 ms more (p50 <= 55 ms) buys 22.5 points: VGG16 pytorch, top-1 75.0 % (59.8 to"
                + " 85.8), p50 53.0 ms (51.0 to 55.0)"),
        out::toString);
  }

  @Test
  void letsPredictionsDecideWhereIntervalsOverlap() throws IOException {
    Path run = run("run-1", timed());

    assertEquals(0, select(run.toString()), err::toString);

    assertTrue(
        out.toString().contains("worse: McNemar's test over the same images, p = 0.0117"),
        out::toString);
    out.getBuffer().setLength(0);
    Files.delete(new RunFolder(run).predictions(CellId.of(accuracy("VGG16", 0.75, 0.598, 0.858))));
    assertEquals(0, select(run.toString()), err::toString);
    assertTrue(out.toString().contains("a tie: the intervals of top-1 overlap"), out::toString);
    assertTrue(out.toString().contains("The predictions of 1 cell(s) are missing"), out::toString);
  }

  @Test
  void endsWithOneWhereNothingFits() throws IOException {
    Path run = run("run-1", timed());

    assertEquals(1, select(run.toString(), "--max-latency-ms", "5"), err::toString);

    assertTrue(
        out.toString().contains("nearest    MobileNet pytorch: fails p50 <= 5 ms, by 6.00 ms"),
        out::toString);
    assertEquals("", err.toString());
  }

  @Test
  void printsJsonByItsSchema() throws IOException {
    Path run = run("run-1", timed());

    assertEquals(0, select(run.toString(), "p50<=50ms", "engine=pytorch", "--json"), err::toString);

    JsonNode answer = PublishedSchema.assertValid("select", out.toString());
    JsonNode choice = answer.get("candidates").get(answer.get("choice").asInt());
    assertEquals("MobileNet", choice.get("architecture").asText());
    assertEquals(11, choice.at("/figures/p50/high").asDouble());
    assertEquals(0.225, answer.at("/constraints/0/relaxations/0/gain").asDouble(), 1e-12);
    assertEquals(5, answer.at("/constraints/0/relaxations/0/by").asDouble(), 1e-12);
    out.getBuffer().setLength(0);
    assertEquals(1, select(run.toString(), "p50<=5ms", "--json"), err::toString);
    answer = PublishedSchema.assertValid("select", out.toString());
    assertTrue(answer.get("choice").isNull());
    assertEquals(2, answer.get("nearest_misses").size());
  }

  @Test
  void namesFromOutsideAreNeitherFormulasNorMarkup() throws IOException {
    List<Row> rows = timed();
    rows.replaceAll(row -> row.with(Column.ENGINE_VERSION, "=1+1|<b>[x](y)"));
    Path run = run("run-1", rows);
    List<Row> others = timed();
    others.replaceAll(row -> row.with(Column.ENGINE_VERSION, "2.7.1"));
    Path other = run("run-2", others);

    assertEquals(0, select(run.toString(), other.toString(), "--csv"), err::toString);
    assertTrue(out.toString().contains(",'=1+1|<b>[x](y),"), out::toString);
    assertFalse(out.toString().contains(",=1+1"), out::toString);
    out.getBuffer().setLength(0);
    assertEquals(0, select(run.toString(), other.toString(), "--markdown"), err::toString);
    assertTrue(out.toString().contains("=1+1\\|\\<b\\>\\[x\\](y)"), out::toString);
    assertFalse(out.toString().contains("<b>"), out::toString);
    assertFalse(out.toString().contains("[x]("), out::toString);
  }

  @Test
  void printsOneCsvLineACandidate() throws IOException {
    Path run = run("run-1", timed());

    assertEquals(0, select(run.toString(), "p50<=50ms", "--csv"), err::toString);

    List<String> lines = out.toString().lines().toList();
    assertEquals(
        "role,fit,architecture,engine,device,batch,precision,threads,machine,engine_version,verdict,"
            + "reason,top1,top1_low,top1_high,top1_source,p50,p50_low,p50_high,p50_source,memory,"
            + "memory_low,memory_high,memory_source,p50 <= 50 ms",
        lines.get(0));
    assertEquals(
        "choice,meets,MobileNet,pytorch,cpu,1,fp32,2,\"AMD EPYC, 2 cores, 16 GiB\",,valid,,0.525,"
            + "0.375,0.671,measured,10.0,9.0,11.0,measured,,,,,meets",
        lines.get(1));
    assertEquals(3, lines.size());
  }

  @Test
  void refusesRunsOfSeveralMachines() throws IOException {
    Path run = run("run-1", timed());
    List<Row> others = timed();
    others.replaceAll(row -> row.with(Column.CPU_MODEL, "Intel Xeon 8488C"));
    Path other = run("run-2", others);

    assertEquals(2, select(run.toString(), other.toString()));
    assertTrue(
        err.toString().startsWith("convbench: the runs are of 2 machines (AMD EPYC"),
        err::toString);
    assertEquals(1, err.toString().lines().count());
    assertEquals(0, select(run.toString(), other.toString(), "machine=xeon"));
    assertEquals(0, select(run.toString(), other.toString(), "--across-machines"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "p5O<=50; unknown metric 'p5o' (nearest: p50",
        "p50<=50 p50>=60; p50 <= 50 ms and p50 >= 60 ms contradict each other",
        "p50<=; no value behind <=",
        "engine=torch; no candidate has engine 'torch' (nearest: pytorch)",
        "--objective=speed; unknown metric 'speed': choose from top1",
        "--objective=latancy; unknown metric 'latancy' (nearest: latency): choose from top1, top5",
        "--max-latency-ms=fast; --max-latency-ms 'fast' is not a value of it: write it as in",
        "--min-top1=120%; --min-top1 75%",
        "--json --csv; mutually exclusive",
        "no-such-run; no-such-run"
      })
  void namesTheMistakeInOneLine(String arguments, String message) throws IOException {
    Path run = run("run-1", timed());
    List<String> all = new ArrayList<>(List.of(run.toString()));
    all.addAll(List.of(arguments.split(" ")));

    assertEquals(2, select(all.toArray(String[]::new)));
    assertTrue(err.toString().contains(message), err::toString);
    assertEquals("", out.toString());
  }

  @Test
  void countsResultsThatNewerOnesReplace() throws IOException {
    Path older = run("run-1", timed());
    Path newer = run("run-2", timed());

    assertEquals(0, select(older.toString(), newer.toString()), err::toString);
    assertTrue(
        out.toString().contains("Older results of cells that were measured again take no part: 4."),
        out::toString);
  }

  @Test
  void saysHowToFinishARunAsAShellTakesIt() throws IOException {
    Path run = Files.createDirectories(folder.resolve("my runs"));
    Files.writeString(new RunFolder(run).journal(), "");

    assertEquals(2, select(run.toString()));
    assertEquals(
        "convbench: %s is not finished: finish it by convbench run --resume --out '%s'"
            .formatted(run, run),
        err.toString().strip());
  }

  @Test
  void refusesAFolderWithoutResults() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));

    assertEquals(2, select(empty.toString()));
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertEquals(2, select("p50<=50ms"));
    assertTrue(err.toString().contains("no run named beside the constraints"), err::toString);
  }

  private int select(String... arguments) {
    CommandLine command =
        Convbench.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    List<String> all = new ArrayList<>(List.of("select"));
    all.addAll(List.of(arguments));
    return command.execute(all.toArray(String[]::new));
  }

  private static List<Row> timed() {
    return new ArrayList<>(
        List.of(
            latency("VGG16", 53, 51, 55),
            accuracy("VGG16", 0.75, 0.598, 0.858),
            latency("MobileNet", 10, 9, 11),
            accuracy("MobileNet", 0.525, 0.375, 0.671)));
  }

  private static Row latency(String architecture, double median, double low, double high) {
    return row(architecture, "latency", 1)
        .with(Column.VERDICT, "valid")
        .with(Column.LATENCY_P50_MS, median)
        .with(Column.LATENCY_P50_PI95_LOW_MS, low)
        .with(Column.LATENCY_P50_PI95_HIGH_MS, high);
  }

  private static Row accuracy(String architecture, double top1, double low, double high) {
    return row(architecture, "accuracy", 8)
        .with(Column.TOP1, top1)
        .with(Column.TOP1_CI95_LOW, low)
        .with(Column.TOP1_CI95_HIGH, high)
        .with(Column.IMAGES, 40)
        .with(Column.DATASET, "forty")
        .with(Column.PROTOCOL, "keras");
  }

  private static Row row(String architecture, String measurement, int batch) {
    return Row.empty()
        .with(Column.RUN_ID, "run-1")
        .with(Column.ARCHITECTURE, architecture)
        .with(Column.ENGINE, "pytorch")
        .with(Column.DEVICE, "cpu")
        .with(Column.PRECISION, "fp32")
        .with(Column.BATCH, batch)
        .with(Column.THREADS, 2)
        .with(Column.MEASUREMENT, measurement)
        .with(Column.CPU_MODEL, "AMD EPYC")
        .with(Column.CORES, 2)
        .with(Column.MEMORY_BYTES, 16L << 30)
        .with(Status.OK, "");
  }

  private Path run(String name, List<Row> rows) throws IOException {
    Path path = Files.createDirectories(folder.resolve(name));
    RunFolder run = new RunFolder(path);
    Files.writeString(run.journal(), "");
    ResultsCsv.write(
        run.results(), rows.stream().map(row -> row.with(Column.RUN_ID, name)).toList());
    predictions(i -> i < 30)
        .write(run.predictions(CellId.of(accuracy("VGG16", 0.75, 0.598, 0.858))));
    predictions(i -> i < 20 || i == 30)
        .write(run.predictions(CellId.of(accuracy("MobileNet", 0.525, 0.375, 0.671))));
    SomeMachine.at("2026-11-23T12:00:00Z").write(run.environment());
    return path;
  }

  private static ImagePredictions predictions(IntPredicate right) {
    List<ImagePrediction> images = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      images.add(
          new ImagePrediction(
              "image-" + (100 + i) + ".JPEG",
              7,
              right.test(i) ? List.of(7, 1, 2, 3, 4) : List.of(1, 7, 2, 3, 4),
              OptionalDouble.of(0.5),
              OptionalInt.empty()));
    }
    return ImagePredictions.of(images);
  }
}
