package io.convbench.results.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.Column;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import io.convbench.results.Row;
import io.convbench.results.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepeatedRunTest {

  private static final String CELL = "VGG16-pytorch-cpu-b1-fp32-t2-startup";

  @Test
  void makesTheRowOfTheUndisturbedProcess() {
    List<Row> both = List.of(attempt(1, 90, "noisy"), attempt(2, 40, "valid"));
    RepeatedRun run = RepeatedRun.of(Map.of(CELL, both));

    Row row = run.rows().get(CELL);
    assertEquals(40, row.number(Column.LOAD_FIRST_MS).orElseThrow());
    assertEquals(Verdict.VALID, Verdict.of(row));
    assertEquals(Optional.empty(), row.text(Column.VERDICT_REASONS));
    assertEquals(2, row.integer(Column.ATTEMPTS).orElseThrow());
    assertTrue(row.integer(Column.ATTEMPT).isEmpty());
    assertTrue(row.integer(Column.ROUNDS).isEmpty(), "times are not joined");
    assertEquals(10, row.number(Column.DURATION_S).orElseThrow(), "5 s each");
    assertEquals(List.of(), run.disturbed());
    assertEquals(both, run.attempts());
    assertEquals(Map.of(CELL, 2L), run.used());
  }

  /** To take the fastest would make repeated cells look better than others. */
  @Test
  void takesTheFirstOfTheLeastDisturbed() {
    RepeatedRun run =
        RepeatedRun.of(
            Map.of(
                CELL,
                List.of(
                    attempt(1, 90, "invalid"), attempt(2, 50, "noisy"), attempt(3, 40, "noisy"))));

    assertEquals(50, run.rows().get(CELL).number(Column.LOAD_FIRST_MS).orElseThrow());
    assertEquals(Map.of(CELL, 2L), run.used());
    assertEquals(List.of(CELL), run.disturbed());
  }

  @Test
  void namesTheWorstCellsFirst() {
    Map<String, List<Row>> cells = new LinkedHashMap<>();
    cells.put("noisy", List.of(attempt(1, 40, "noisy")));
    cells.put("valid", List.of(attempt(1, 40, "valid")));
    cells.put("invalid", List.of(attempt(1, 40, "invalid")));

    assertEquals(List.of("invalid", "noisy"), RepeatedRun.of(cells).disturbed());
  }

  /** As a round that fails does not take a latency's value. */
  @Test
  void keepsTheValueOfACellWhoseRepeatFails() {
    Row crashed =
        Row.empty()
            .with(Column.ATTEMPT, 2)
            .with(Column.DURATION_S, 1.0)
            .with(new Failure(FailureKind.CRASHED, "for a reason"));
    RepeatedRun run = RepeatedRun.of(Map.of(CELL, List.of(attempt(1, 90, "noisy"), crashed)));

    Row row = run.rows().get(CELL);
    assertEquals(90, row.number(Column.LOAD_FIRST_MS).orElseThrow());
    assertEquals(Verdict.NOISY, Verdict.of(row));
    assertEquals(
        Optional.of("others took processors; attempt 2 failed (crashed)"),
        row.text(Column.VERDICT_REASONS));
    assertEquals(2, run.attempts().size());
  }

  @Test
  void doesNotJoinMachinesAndMakesNoRowOfFailures() {
    Row elsewhere = attempt(1, 30, "valid").with(Column.ENVIRONMENT, "environment-1.json");
    Row failed =
        Row.empty().with(Column.ATTEMPT, 1).with(new Failure(FailureKind.KILLED, "signal 9"));
    RepeatedRun run =
        RepeatedRun.of(
            Map.of(CELL, List.of(elsewhere, attempt(2, 40, "noisy")), "failed", List.of(failed)));

    assertEquals(40, run.rows().get(CELL).number(Column.LOAD_FIRST_MS).orElseThrow());
    assertEquals(1, run.rows().get(CELL).integer(Column.ATTEMPTS).orElseThrow());
    assertFalse(run.rows().containsKey("failed"));
  }

  /** The predictions in the run's folder are of the process that found them. */
  @Test
  void takesNothingButTheTimesFromAProcessThatScoredImagesAgain() {
    Row first = scored(1, 500, 70).with(Column.VERDICT, "noisy");
    first =
        first
            .with(Column.VERDICT_REASONS, "others took processors")
            .with(Column.CONTENTION, 0.2)
            .with(Column.THROTTLED_S, 1.5);
    Row second = scored(2, 501, 93).with(Column.VERDICT, "valid").with(Column.CONTENTION, 0.01);
    RepeatedRun run = RepeatedRun.of(Map.of(CELL, List.of(first, second)));

    Row row = run.rows().get(CELL);
    assertEquals(500, row.integer(Column.TOP1_HITS).orElseThrow());
    assertEquals(93, row.number(Column.EVALUATION_IMAGES_PER_S).orElseThrow());
    assertEquals(0.01, row.number(Column.CONTENTION).orElseThrow());
    assertTrue(row.number(Column.THROTTLED_S).isEmpty(), "of the first process");
    assertEquals(Verdict.VALID, Verdict.of(row));
    assertEquals(Optional.empty(), row.text(Column.VERDICT_REASONS));
    assertEquals(2, row.integer(Column.ATTEMPTS).orElseThrow());
    assertEquals(List.of(first, second), run.attempts(), "with what each found");
    assertEquals(List.of(), run.disturbed());
  }

  @Test
  void takesExtractionAndTrainingFromOneProcess() {
    Row first =
        trained(1, 12, 30).with(Column.VERDICT, "invalid").with(Column.VERDICT_REASONS, "others");
    Row second = trained(2, 10, 25).with(Column.VERDICT, "valid");
    Row row = RepeatedRun.of(Map.of(CELL, List.of(first, second))).rows().get(CELL);

    assertEquals(10, row.number(Column.EXTRACTION_S).orElseThrow());
    assertEquals(25, row.number(Column.TRAINING_S).orElseThrow());
    assertEquals(0.25, row.number(Column.L2_STRENGTH).orElseThrow(), "of the network that is kept");
  }

  /** Eight images or fewer are one pass, which is not timed. */
  @Test
  void disturbsNothingWhereThereIsNoTime() {
    Row untimed = Row.empty().with(Column.ATTEMPT, 1).with(Column.TOP1_HITS, 3).with(Status.OK, "");
    RepeatedRun run = RepeatedRun.of(Map.of(CELL, List.of(untimed)));

    assertEquals(List.of(), run.disturbed());
    assertEquals(3, run.rows().get(CELL).integer(Column.TOP1_HITS).orElseThrow());
  }

  private static Row scored(long number, long hits, double imagesPerSecond) {
    return Row.empty()
        .with(Column.ATTEMPT, number)
        .with(Column.TOP1_HITS, hits)
        .with(Column.EVALUATION_IMAGES_PER_S, imagesPerSecond)
        .with(Status.OK, "");
  }

  private static Row trained(long number, double extraction, double training) {
    return Row.empty()
        .with(Column.ATTEMPT, number)
        .with(Column.L2_STRENGTH, 0.25 * number)
        .with(Column.EXTRACTION_S, extraction)
        .with(Column.TRAINING_S, training)
        .with(Status.OK, "");
  }

  private static Row attempt(long number, double millis, String verdict) {
    Row row =
        Row.empty()
            .with(Column.ATTEMPT, number)
            .with(Column.LOAD_FIRST_MS, millis)
            .with(Column.DURATION_S, 5.0)
            .with(Column.VERDICT, verdict)
            .with(Status.OK, "");
    return verdict.equals("valid")
        ? row
        : row.with(Column.VERDICT_REASONS, "others took processors");
  }
}
