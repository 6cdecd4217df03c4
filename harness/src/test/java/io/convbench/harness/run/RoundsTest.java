package io.convbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.results.Column;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import io.convbench.results.Journal;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundsTest {

  private static final Cell CELL = SampleCells.cell("VGG16", 1, "latency");
  private static final Cell START = SampleCells.cell("VGG16", 1, "startup");
  private static final Cell ACCURACY = SampleCells.cell("VGG16", 8, "accuracy");
  private static final Rounds THREE = rounds("environment.json");

  @TempDir private Path folder;
  private Journal journal;

  @BeforeEach
  void open() throws IOException {
    journal = Journal.create(folder.resolve("journal.jsonl"), "run", "plan");
  }

  @AfterEach
  void close() throws IOException {
    journal.close();
  }

  @Test
  void countsTheProcessesThatTimedACell() throws IOException {
    assertFalse(THREE.has(1, CELL, journal));
    add(attempt(1, 50, 30));
    assertTrue(THREE.has(1, CELL, journal));
    assertFalse(THREE.has(2, CELL, journal));
  }

  /** Its rounds begin again where a run goes on elsewhere, unless all had ended. */
  @Test
  void doesNotCountThoseOfAnotherMachine() throws IOException {
    add(attempt(1, 50, 30));
    Rounds elsewhere = rounds("environment-2.json");
    assertFalse(elsewhere.has(1, CELL, journal));

    add(attempt(2, 50, 30));
    add(attempt(3, 50, 30));
    assertTrue(elsewhere.has(3, CELL, journal));
  }

  @Test
  void saysWhichRoundOrRepeatIsNext() throws IOException {
    assertEquals("round 1 of 3", THREE.turn(CELL, journal));
    add(attempt(1, 50, 30));
    assertEquals("round 2 of 3", THREE.turn(CELL, journal));
    assertEquals("round 1 of 3", rounds("environment-2.json").turn(CELL, journal), "elsewhere");
    add(attempt(2, 50, 30));
    add(attempt(3, 90, 30));
    assertEquals("repeat 1 of at most 3", THREE.turn(CELL, journal));

    assertEquals("", THREE.turn(START, journal));
    start(1, "noisy", 40);
    assertEquals("repeat 1 of at most 3", THREE.turn(START, journal));
    assertEquals("", THREE.turn(SampleCells.cost("VGG16"), journal));
  }

  /** By its own evidence, and by the others once there are all rounds. */
  @Test
  void judgesAProcessThatHasJustEnded() throws IOException {
    assertEquals("noisy", judged(attempt(1, 50, 30).with(Column.CONTENTION, 0.1)));
    assertEquals("valid", judged(attempt(2, 50, 30)));
    assertEquals("noisy", judged(attempt(3, 60, 30)), "20 % slower than the second");
    Row crashed = failed(4, 1);
    add(crashed);
    assertEquals(crashed, THREE.judged(CELL, crashed, journal));
  }

  private String judged(Row attempt) throws IOException {
    add(attempt);
    return THREE.judged(CELL, attempt, journal).text(Column.VERDICT).orElseThrow();
  }

  /** It is not timed for ever: one that failed has had its round, and its repeats. */
  @Test
  void countsAProcessThatFailedAfterAnotherHadSucceeded() throws IOException {
    add(attempt(1, 50, 30));
    assertTrue(THREE.makeRow(CELL, journal));
    add(failed(2, 1));
    assertTrue(THREE.has(2, CELL, journal));
    assertFalse(THREE.has(3, CELL, journal));
    assertTrue(THREE.makeRow(CELL, journal), "of the round that ended");

    add(failed(3, 2));
    assertTrue(THREE.has(3, CELL, journal));
    assertEquals(List.of(CELL.id()), THREE.toRepeat(journal));
    for (int number = 4; number <= 6; number++) {
      add(failed(number, number - 1));
    }
    assertEquals(List.of(), THREE.toRepeat(journal), "three times are enough");
  }

  /** Each further round or repeat could cost {@code --cell-limit} again. */
  @Test
  void timesACellThatHungNoFurtherUntilAProcessSucceeds() throws IOException {
    add(attempt(1, 50, 30));
    add(failed(2, 1).with(new Failure(FailureKind.TIMEOUT, "no progress for 1200 s: stopped")));
    assertTrue(THREE.has(3, CELL, journal));
    assertTrue(THREE.makeRow(CELL, journal), "of the round that ended");
    assertEquals(List.of(), THREE.toRepeat(journal));

    add(attempt(3, 50, 30).with(Column.TRIES, 2));
    assertTrue(THREE.has(3, CELL, journal));
    add(failed(4, 2));
    assertEquals(List.of(CELL.id()), THREE.toRepeat(journal));
  }

  /** As after somebody has edited or deleted the file: nothing else of the run is lost. */
  @Test
  void timesARoundAgainWhoseTimesAreLost() throws IOException {
    RunFolder run = new RunFolder(folder);
    for (int number = 1; number <= 3; number++) {
      add(attempt(number, 50, 30));
      times(run, number, "[{\"primaryMetric\": {\"rawDataHistogram\": [[[[50, 30]]]]}}]");
    }
    times(run, 3, "{");
    KeptFiles.setAsideLost(journal);
    assertTrue(THREE.has(2, CELL, journal));
    assertFalse(THREE.has(3, CELL, journal));
    assertTrue(THREE.makeRow(CELL, journal));
    assertEquals(
        60, THREE.rows(journal, run).get(CELL.id()).integer(Column.LATENCY_SAMPLES).orElseThrow());

    add(attempt(4, 50, 30));
    times(run, 4, "[{\"primaryMetric\": {\"rawDataHistogram\": [[[[50, 30]]]]}}]");
    assertTrue(THREE.has(3, CELL, journal));
    Files.delete(run.latency(CELL.id(), 1));
    Files.delete(run.latency(CELL.id(), 2));
    Files.delete(run.latency(CELL.id(), 4));
    KeptFiles.setAsideLost(journal);
    assertFalse(THREE.has(1, CELL, journal));
    assertFalse(THREE.makeRow(CELL, journal));
  }

  private static void times(RunFolder run, int number, String json) throws IOException {
    Path file = run.latency(CELL.id(), number);
    Files.createDirectories(file.getParent());
    Files.writeString(file, json);
  }

  @Test
  void makesNoRowOfACellThatOnlyFailedOrCannotBeTriedAnyMore() throws IOException {
    add(failed(1, 1));
    assertFalse(THREE.has(1, CELL, journal));
    assertFalse(THREE.makeRow(CELL, journal));

    add(attempt(2, 50, 30).with(Column.TRIES, 2));
    add(CELL.row().with(Column.TRIES, 3).with(Status.UNAVAILABLE, "another machine"));
    assertFalse(THREE.makeRow(CELL, journal));
    assertEquals(List.of(), THREE.toRepeat(journal));
  }

  /** Its row is not on the disk, so that --resume tries it again. */
  @Test
  void makesNoRowOfACellWhoseLastAttemptCouldNotBeWritten() throws IOException {
    add(attempt(1, 50, 30));
    journal.addUnwritten(CELL.id(), failed(2, 1));
    assertFalse(THREE.makeRow(CELL, journal));
  }

  /**
   * The 90th percentile needs 64 passes: of 50 ms there are 20 in a second, so that two more
   * processes have to make 22 each, with a tenth to spare.
   */
  @Test
  void timesLongerWhereThe90thPercentileLacksPasses() throws IOException {
    assertEquals(1, THREE.next(CELL, journal).measureSeconds());
    add(attempt(1, 50, 20));
    assertEquals(1.1 * 22 * 0.050, THREE.next(CELL, journal).measureSeconds(), 1e-9);
  }

  @Test
  void doesNotTimeLongerForSlowPasses() throws IOException {
    add(attempt(1, 100, 10));
    assertEquals(1, THREE.next(CELL, journal).measureSeconds());
  }

  @Test
  void doesNotTimeLongerForEnoughPasses() throws IOException {
    add(attempt(1, 10, 64));
    assertEquals(1, THREE.next(CELL, journal).measureSeconds());
  }

  /** A quarter of 40 seconds, of which a fourth process has spent 8. */
  @Test
  void repeatsWhileThereIsTime() throws IOException {
    for (int number = 1; number <= 3; number++) {
      add(attempt(number, 10 + 5 * number, 20).with(Column.DURATION_S, 10.0));
    }
    Row cost = SampleCells.cost("VGG16").row().with(Status.OK, "").with(Column.DURATION_S, 10.0);
    journal.add(SampleCells.cost("VGG16").id(), cost);

    assertEquals(List.of(CELL.id()), THREE.toRepeat(journal));
    assertEquals(10, THREE.secondsLeft(journal), 1e-9);
    add(attempt(4, 40, 20).with(Column.DURATION_S, 8.0));
    assertEquals(2, THREE.secondsLeft(journal), 1e-9);
    add(attempt(5, 60, 20));
    add(attempt(6, 90, 20));
    assertEquals(List.of(), THREE.toRepeat(journal), "three times are enough");
  }

  /** One process makes its row; a quarter of 40 s is left for another one, which takes 8. */
  @Test
  void repeatsWhatOneProcessMeasures() throws IOException {
    start(1, "noisy", 40);
    assertEquals(List.of(START.id()), THREE.toRepeat(journal));
    assertEquals(10, THREE.secondsLeft(journal), 1e-9);
    assertEquals(List.of(), rounds("environment-2.json").toRepeat(journal), "elsewhere");

    start(2, "valid", 8);
    assertEquals(List.of(), THREE.toRepeat(journal));
    assertEquals(2, THREE.secondsLeft(journal), 1e-9);
    Row row = THREE.rows(journal, new RunFolder(folder)).get(START.id());
    assertEquals("valid", row.text(Column.VERDICT).orElseThrow());
    assertEquals(2, row.integer(Column.ATTEMPTS).orElseThrow());
    assertEquals(2, THREE.attempts(journal).size());
  }

  /** Latencies first, of which there are the most figures. */
  @Test
  void repeatsThreeTimesAtMost() throws IOException {
    for (int number = 1; number <= 3; number++) {
      start(number, "invalid", 1);
      add(attempt(number, 10 + 5 * number, 20));
    }
    assertEquals(List.of(CELL.id(), START.id()), THREE.toRepeat(journal));
    start(4, "invalid", 1);
    assertEquals(List.of(CELL.id()), THREE.toRepeat(journal), "three times are enough");
  }

  /** Hits of the first process, images/s of the second, and the budget counts both. */
  @Test
  void scoresImagesAgainWhileThereIsTime() throws IOException {
    assertEquals(Optional.empty(), THREE.before(ACCURACY, journal));
    Row first = scored(1, 93, "noisy", 60);
    journal.add(ACCURACY.id(), first);
    assertEquals(List.of(ACCURACY.id()), THREE.toRepeat(journal));
    assertEquals(15, THREE.secondsLeft(journal), 1e-9);
    assertEquals(Optional.of(first), THREE.before(ACCURACY, journal), "whose predictions stand");
    assertEquals(Optional.empty(), rounds("environment-2.json").before(ACCURACY, journal));

    journal.add(ACCURACY.id(), scored(2, 99, "valid", 12));
    assertEquals(List.of(), THREE.toRepeat(journal));
    assertEquals(3, THREE.secondsLeft(journal), 1e-9);
    assertEquals(Optional.of(first), THREE.before(ACCURACY, journal));
    Row row = THREE.rows(journal, new RunFolder(folder)).get(ACCURACY.id());
    assertEquals(500, row.integer(Column.TOP1_HITS).orElseThrow());
    assertEquals(99, row.number(Column.EVALUATION_IMAGES_PER_S).orElseThrow());
    assertEquals(72, row.number(Column.DURATION_S).orElseThrow());
  }

  @Test
  void losesNoAccuracyToARepeatThatFails() throws IOException {
    journal.add(ACCURACY.id(), scored(1, 93, "noisy", 60));
    journal.add(
        ACCURACY.id(),
        ACCURACY
            .row()
            .with(Column.ATTEMPT, 2)
            .with(Column.ENVIRONMENT, "environment.json")
            .with(new Failure(FailureKind.CRASHED, "for a reason")));

    Row row = THREE.rows(journal, new RunFolder(folder)).get(ACCURACY.id());
    assertEquals(500, row.integer(Column.TOP1_HITS).orElseThrow());
    assertEquals(
        "others took processors; attempt 2 failed (crashed)",
        row.text(Column.VERDICT_REASONS).orElseThrow());
  }

  /** As many times as there are, in however many parts of the run. */
  @Test
  void goesOnInTheMidstOfRepeats() throws IOException {
    journal.add(ACCURACY.id(), scored(1, 93, "noisy", 60));
    journal.add(ACCURACY.id(), scored(2, 70, "invalid", 5));
    journal.close();
    journal = Journal.resume(folder.resolve("journal.jsonl"), "plan");

    assertEquals(List.of(ACCURACY.id()), THREE.toRepeat(journal));
    assertEquals(10, THREE.secondsLeft(journal), 1e-9);
    assertEquals(
        93,
        THREE
            .before(ACCURACY, journal)
            .orElseThrow()
            .number(Column.EVALUATION_IMAGES_PER_S)
            .orElseThrow());
    journal.add(ACCURACY.id(), scored(3, 80, "noisy", 5));
    journal.add(ACCURACY.id(), scored(4, 80, "noisy", 5));
    assertEquals(List.of(), THREE.toRepeat(journal), "three times are enough");
    assertEquals(
        93,
        THREE
            .rows(journal, new RunFolder(folder))
            .get(ACCURACY.id())
            .number(Column.EVALUATION_IMAGES_PER_S)
            .orElseThrow(),
        "the first of the least disturbed");
  }

  private static Row scored(long number, double imagesPerSecond, String verdict, double seconds) {
    Row row =
        ACCURACY
            .row()
            .with(Column.ATTEMPT, number)
            .with(Column.ENVIRONMENT, "environment.json")
            .with(Column.TOP1_HITS, 499 + number)
            .with(Column.EVALUATION_IMAGES_PER_S, imagesPerSecond)
            .with(Column.VERDICT, verdict)
            .with(Column.DURATION_S, seconds)
            .with(Status.OK, "");
    return verdict.equals("valid")
        ? row
        : row.with(Column.VERDICT_REASONS, "others took processors");
  }

  /** Neither costs repeats, nor is its row lost. */
  @Test
  void leavesTheRowsOfOlderVersionsAsTheyAre() throws IOException {
    Row old =
        START.row().with(Column.VERDICT, "noisy").with(Column.DURATION_S, 4.0).with(Status.OK, "");
    journal.add(START.id(), old);

    assertEquals(List.of(), THREE.toRepeat(journal));
    assertEquals(1, THREE.secondsLeft(journal), 1e-9);
    assertEquals(old, THREE.rows(journal, new RunFolder(folder)).get(START.id()));
  }

  private void start(int number, String verdict, double seconds) throws IOException {
    journal.add(
        START.id(),
        START
            .row()
            .with(Column.ATTEMPT, number)
            .with(Column.ENVIRONMENT, "environment.json")
            .with(Column.LOAD_FIRST_MS, 40.0)
            .with(Column.VERDICT, verdict)
            .with(Column.DURATION_S, seconds)
            .with(Status.OK, ""));
  }

  private static Rounds rounds(String environment) {
    return new Rounds(new LatencySettings(0.5, 3, 3), 0.25, environment);
  }

  private void add(Row row) throws IOException {
    journal.add(CELL.id(), row);
  }

  private static Row failed(long number, long tries) {
    Row row =
        CELL.row()
            .with(Column.ATTEMPT, number)
            .with(Column.ENVIRONMENT, "environment.json")
            .with(new Failure(FailureKind.CRASHED, "for a reason"));
    return tries > 1 ? row.with(Column.TRIES, tries) : row;
  }

  private static Row attempt(long number, double millis, long passes) {
    return CELL.row()
        .with(Column.ATTEMPT, number)
        .with(Column.ENVIRONMENT, "environment.json")
        .with(Column.LATENCY_P50_MS, millis)
        .with(Column.LATENCY_SAMPLES, passes)
        .with(Status.OK, "");
  }
}
