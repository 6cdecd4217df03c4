package io.convbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.harness.measurement.LayerTable;
import io.convbench.results.CellId;
import io.convbench.results.Column;
import io.convbench.results.ImagePrediction;
import io.convbench.results.ImagePredictions;
import io.convbench.results.Journal;
import io.convbench.results.Logits;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.SearchedRates;
import io.convbench.results.SearchedRates.Trial;
import io.convbench.results.Status;
import io.convbench.suites.cost.Cost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What --resume measures again, as a file of it was damaged or deleted since. */
class KeptFilesTest {

  private static final String HERE = "environment.json";
  private static final Cell ACCURACY = SampleCells.cell("VGG16", 8, "accuracy");
  private static final Cell CONFORMANCE = SampleCells.cell("VGG16", 1, "conformance");
  private static final Row SERVER =
      SampleCells.cell("VGG16", 1, "latency")
          .row()
          .with(Column.MEASUREMENT, "scenario")
          .with(Column.SCENARIO, "server")
          .with(Column.STREAMS, 1)
          .with(Column.LATENCY_BOUND_MS, 50.0);
  private static final Rounds ROUNDS = new Rounds(new LatencySettings(1, 1, 1), 0, HERE);

  @TempDir private Path path;
  private RunFolder folder;
  private Journal journal;

  @BeforeEach
  void measure() throws IOException {
    folder = new RunFolder(path);
    journal = Journal.create(folder.journal(), "run", "plan");
    Row scored = ACCURACY.row().with(Column.TOP1, 1.0).with(Column.IMAGES, 2);
    add(ended(scored.with(Column.VERDICT, "noisy"), 1));
    ImagePredictions.of(List.of(image("a.jpg"), image("b.jpg")))
        .write(folder.predictions(ACCURACY.id()));
    add(CONFORMANCE.row().with(Column.CONFORMANCE_ERROR, 1e-6).with(Status.OK, ""));
    new Logits(1, new float[] {1}, new float[] {1}).write(folder.logits(CONFORMANCE.id()));
    for (int attempt = 1; attempt <= 2; attempt++) {
      add(ended(SERVER.with(Column.VERDICT, attempt == 1 ? "noisy" : "valid"), attempt));
      rates(attempt);
    }
    journal.close();
    journal = Journal.resume(folder.journal(), "plan");
  }

  @AfterEach
  void close() throws IOException {
    journal.close();
  }

  @Test
  void measuresNothingAgainOfAWholeRun() {
    assertEquals(Map.of(), KeptFiles.setAsideLost(journal));
    assertEquals(List.of(), open());
  }

  @Test
  void takesTheTimesOfAnotherProcessWhoseTrialsAreThere() throws IOException {
    cut(folder.rates(CellId.of(SERVER), 2));

    assertEquals(
        Map.of(
            CellId.of(SERVER),
            folder.rates(CellId.of(SERVER), 2)
                + ", record 2 has 2 cells under a header of 7: is it cut off?"),
        KeptFiles.setAsideLost(journal));
    assertFalse(journal.isLost(CellId.of(SERVER)));
    assertEquals(Map.of(CellId.of(SERVER), 1L), used(SERVER));
  }

  /** Its row stays until it has another one, and the journal takes both. */
  @Test
  void measuresASearchAgainWithoutTrials() throws IOException {
    cut(folder.rates(CellId.of(SERVER), 1));
    Files.delete(folder.rates(CellId.of(SERVER), 2));
    KeptFiles.setAsideLost(journal);

    assertTrue(journal.isLost(CellId.of(SERVER)));
    Row row = ROUNDS.rows(journal, folder).get(CellId.of(SERVER));
    assertEquals("valid", row.text(Column.VERDICT).orElseThrow());
    assertEquals(2, row.integer(Column.ATTEMPTS).orElseThrow());

    rates(3);
    add(ended(SERVER.with(Column.VERDICT, "valid"), 3));
    assertFalse(journal.isLost(CellId.of(SERVER)));
    assertEquals(Map.of(CellId.of(SERVER), 3L), used(SERVER));
    journal.close();
    journal = Journal.resume(folder.journal(), "plan");
    KeptFiles.setAsideLost(journal);
    assertEquals(Map.of(CellId.of(SERVER), 3L), used(SERVER));
  }

  /** As at the end of a line: the rest is a whole file of fewer images. */
  @Test
  void scoresImagesAgainWhosePredictionsAreCutOff() throws IOException {
    ImagePredictions.of(List.of(image("a.jpg"))).write(folder.predictions(ACCURACY.id()));

    assertEquals(
        List.of(folder.predictions(ACCURACY.id()) + " predicts 1 images, but its cell scored 2"),
        List.copyOf(KeptFiles.setAsideLost(journal).values()));
    assertEquals(List.of(ACCURACY), open());
    assertTrue(ROUNDS.before(ACCURACY, journal).isEmpty(), "it writes predictions again");
  }

  @Test
  void measuresConformanceAgainWhoseLogitsAreLost() throws IOException {
    Files.delete(folder.logits(CONFORMANCE.id()));
    KeptFiles.setAsideLost(journal);

    assertEquals(List.of(CONFORMANCE), open());
    add(
        CONFORMANCE
            .row()
            .with(Column.CONFORMANCE_ERROR, 1e-6)
            .with(Column.TRIES, 2)
            .with(Status.OK, ""));
    assertEquals(List.of(), open());
  }

  /** As damaged as a table can be that is one all the same. */
  @Test
  void computesCostAgainWhoseLayersAreMissingOrDamaged() throws IOException {
    Cell cell = SampleCells.cost("VGG16");
    Cost cost = Cost.of(cell.graph(224));
    add(
        cell.row()
            .with(Column.PARAMETERS, cost.parameters())
            .with(Column.MACS, cost.macs())
            .with(Column.ACTIVATIONS, cost.activations())
            .with(Status.OK, ""));
    Path file = folder.layers("VGG16");
    assertEquals("cannot read %s (no such file or folder)".formatted(file), lost());
    LayerTable.of(cost).write(file);
    assertEquals(Map.of(), KeptFiles.setAsideLost(journal));
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.subList(0, lines.size() - 1));
    assertEquals(
        file + " has layers of 134260544 parameters together, but their network has 138357544",
        lost());
    Files.writeString(file, lines.get(0) + "\na,b,c,d,e,f\n");
    assertEquals(file + " has no whole numbers of parameters (For input string: \"d\")", lost());
    assertTrue(journal.isLost(cell.id()));
  }

  private String lost() {
    Map<String, String> lost = KeptFiles.setAsideLost(journal);
    assertEquals(1, lost.size(), lost.toString());
    return lost.values().iterator().next();
  }

  private List<Cell> open() {
    return new RetryPolicy(null, HERE, Duration.ofMinutes(20), false)
        .open(new Plan(List.of(ACCURACY, CONFORMANCE)), journal, ROUNDS);
  }

  private Map<String, Long> used(Row cell) {
    Map<String, Long> used = new HashMap<>(ROUNDS.repeated(journal).used());
    used.keySet().retainAll(List.of(CellId.of(cell)));
    return used;
  }

  private void add(Row row) throws IOException {
    journal.add(CellId.of(row), row);
  }

  private static Row ended(Row row, int attempt) {
    return row.with(Column.ATTEMPT, attempt).with(Column.ENVIRONMENT, HERE).with(Status.OK, "");
  }

  private void rates(int attempt) throws IOException {
    OptionalDouble millis = OptionalDouble.of(40);
    new SearchedRates(List.of(new Trial(10, 9, 100, millis, millis, millis, true)))
        .write(folder.rates(CellId.of(SERVER), attempt));
  }

  private static void cut(Path file) throws IOException {
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.indexOf('\n') + 7));
  }

  private static ImagePrediction image(String file) {
    return new ImagePrediction(
        file, 1, List.of(1, 2, 3, 4, 5), OptionalDouble.of(0.9), OptionalInt.empty());
  }
}
