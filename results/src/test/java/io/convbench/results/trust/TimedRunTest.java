package io.convbench.results.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.Column;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import io.convbench.results.Row;
import io.convbench.results.Status;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimedRunTest {

  private static final String CELL = "VGG16-pytorch-cpu-b1-fp32-t2-latency";

  @Test
  void makesARowOfAllPassesOfItsRounds() throws IOException {
    Row row = only(3, attempt(1, 10), attempt(2, 11), attempt(3, 12));

    assertEquals(11, number(row, Column.LATENCY_P50_MS), 1e-9);
    assertEquals(60, row.integer(Column.LATENCY_SAMPLES).orElseThrow());
    assertEquals(3, row.integer(Column.ROUNDS).orElseThrow());
    assertEquals(3, row.integer(Column.ATTEMPTS).orElseThrow());
    assertEquals(1.2, number(row, Column.ROUND_SPREAD), 1e-9);
    assertEquals(1000 / 11.0, number(row, Column.THROUGHPUT_IMAGES_PER_S), 1e-9);
    assertFalse(row.integer(Column.ATTEMPT).isPresent());
    assertEquals(Verdict.NOISY, Verdict.of(row), "the rounds are 1.2 times apart");
  }

  /** Of the rounds that make the row, not of the newest. */
  @Test
  void namesWhatLoweredTheClocksOfAGpuInAnyRound() throws IOException {
    Row capped = attempt(1, 10).with(Column.GPU_THROTTLE_REASONS, "sw_power_cap");
    Row hot = attempt(2, 10).with(Column.GPU_THROTTLE_REASONS, "hw_slowdown, sw_power_cap");
    Row cool = attempt(3, 10).with(Column.GPU_THROTTLE_REASONS, "none");

    Row both = only(2, capped, hot);
    Row one = only(2, cool, hot);

    assertEquals(Optional.of("sw_power_cap, hw_slowdown"), both.text(Column.GPU_THROTTLE_REASONS));
    assertEquals(
        Optional.of("the GPU lowered its clocks (sw_power_cap, hw_slowdown)"),
        both.text(Column.VERDICT_REASONS));
    assertEquals(Optional.of("none"), one.text(Column.GPU_THROTTLE_REASONS));
    assertEquals(Verdict.VALID, Verdict.of(one));
    assertEquals(
        Optional.empty(), only(1, attempt(1, 10)).text(Column.GPU_THROTTLE_REASONS), "on a CPU");
  }

  /**
   * Logs of 10, 11 and 12 have the mean 2.3951 and the standard deviation 0.09119; the next run's
   * median of three is within t(2) = 4.3027 times sqrt(2 / 3) of it in 95 of 100 cases.
   */
  @Test
  void expectsTheNextRunsMedianByStudentsT() throws IOException {
    Row row = only(3, attempt(1, 10), attempt(2, 11), attempt(3, 12));

    double half = 4.30265 * 0.0911923 * Math.sqrt(2 / 3.0);
    assertEquals(Math.exp(2.395129 - half), number(row, Column.LATENCY_P50_PI95_LOW_MS), 1e-3);
    assertEquals(Math.exp(2.395129 + half), number(row, Column.LATENCY_P50_PI95_HIGH_MS), 1e-3);
  }

  /** Two medians 14 times apart: t(1) = 12.706 times their deviation would be e^24 times. */
  @Test
  void expectsTheNextMedianWithinAThousandTimesAtMost() throws IOException {
    Row row = only(2, attempt(1, 84), attempt(2, 1172));

    double median = number(row, Column.LATENCY_P50_MS);
    assertEquals(median / 1000, number(row, Column.LATENCY_P50_PI95_LOW_MS), 1e-9);
    assertEquals(1000 * median, number(row, Column.LATENCY_P50_PI95_HIGH_MS), 1e-9);
    assertEquals(Verdict.INVALID, Verdict.of(row));
  }

  /** One process says nothing of the next. */
  @Test
  void expectsNothingFromOneRound() throws IOException {
    Row row = only(1, attempt(1, 10));

    assertTrue(row.number(Column.LATENCY_P50_PI95_LOW_MS).isEmpty());
    assertTrue(row.number(Column.ROUND_SPREAD).isEmpty());
    assertEquals(Verdict.VALID, Verdict.of(row));
  }

  @Test
  void leavesOutWhatWasDisturbedOnceThereIsEnoughElse() throws IOException {
    Row disturbed = attempt(2, 19).with(Column.CONTENTION, 0.5);

    Row before = only(2, attempt(1, 10), disturbed);
    assertEquals(Verdict.VALID, Verdict.of(before));
    assertEquals(1, before.integer(Column.ROUNDS).orElseThrow(), "the other one is lost");
    assertEquals(10, number(before, Column.LATENCY_P50_MS), 1e-9);

    Row alone = only(2, disturbed);
    assertEquals(Verdict.INVALID, Verdict.of(alone));
    assertTrue(
        alone.text(Column.VERDICT_REASONS).orElseThrow().contains("50 % of the threads"),
        alone::toString);

    Row after =
        only(
            2,
            attempt(1, 10).with(Column.TIMED_S, 1.5),
            disturbed,
            attempt(3, 10.2).with(Column.TIMED_S, 2.0));
    assertEquals(Verdict.VALID, Verdict.of(after));
    assertEquals(2, after.integer(Column.ROUNDS).orElseThrow());
    assertEquals(3, after.integer(Column.ATTEMPTS).orElseThrow());
    assertEquals(10.1, number(after, Column.LATENCY_P50_MS), 1e-9);
    assertEquals(0.01, number(after, Column.CONTENTION), 1e-9, "of the rounds alone");
    assertEquals(3.5, number(after, Column.TIMED_S), 1e-9, "of the rounds alone");
  }

  /** A neighbour on the host leaves no sign but its effect. */
  @Test
  void takesTheRoundsThatAgreeBest() throws IOException {
    Row row = only(2, attempt(1, 10), attempt(2, 14), attempt(3, 10.1));

    assertEquals(Verdict.VALID, Verdict.of(row));
    assertEquals(10.05, number(row, Column.LATENCY_P50_MS), 1e-9);
  }

  @Test
  void namesTheCellsToRepeatTheWorstFirst() {
    Map<String, List<Row>> attempts = new LinkedHashMap<>();
    attempts.put("quiet", List.of(attempt(1, 10), attempt(2, 10)));
    attempts.put("apart", List.of(attempt(1, 10), attempt(2, 12)));
    attempts.put("lost", List.of(attempt(1, 10), attempt(2, 10).with(Column.STEAL_CORES, 1.0)));

    attempts.put("worse", List.of(attempt(1, 10).with(Column.STEAL_CORES, 1.0)));

    assertEquals(List.of("worse", "apart", "lost"), TimedRun.of(attempts, 2).disturbed());
  }

  /** A crash says nothing of the rounds that ended, and a reader should know of it. */
  @Test
  void makesARowOfTheRoundsThatEndedAndNamesTheOneThatFailed() throws IOException {
    Row crashed = failed(2, FailureKind.CRASHED).with(Column.DURATION_S, 5.0);

    Row row = only(3, attempt(1, 10), crashed, attempt(3, 10));

    assertEquals(10, number(row, Column.LATENCY_P50_MS), 1e-9);
    assertEquals(2, row.integer(Column.ROUNDS).orElseThrow());
    assertEquals(3, row.integer(Column.ATTEMPTS).orElseThrow());
    assertEquals(5, number(row, Column.DURATION_S));
    assertEquals(Verdict.NOISY, Verdict.of(row));
    assertEquals(Optional.of("attempt 2 failed (crashed)"), row.text(Column.VERDICT_REASONS));
    assertTrue(row.ok());
  }

  @Test
  void keepsAFailedAttemptAmongTheOthers() {
    Row crashed = failed(2, FailureKind.CRASHED);

    List<Row> attempts =
        TimedRun.of(Map.of(CELL, List.of(attempt(1, 10), crashed, attempt(3, 10))), 3).attempts();

    assertEquals(3, attempts.size());
    assertEquals(crashed, attempts.get(1));
  }

  @Test
  void hasNoRowWhereNoRoundEnded() throws IOException {
    assertNull(only(2, failed(1, FailureKind.KILLED), failed(2, FailureKind.KILLED)));
  }

  /** Somebody has changed something since, or asked for it. */
  @Test
  void doesNotHoldAgainstARowWhatFailedBeforeItsFirstRound() throws IOException {
    Row row = only(2, failed(1, FailureKind.DISK_FULL), attempt(2, 10), attempt(3, 10));

    assertEquals(Verdict.VALID, Verdict.of(row));
    assertEquals(2, row.integer(Column.ATTEMPTS).orElseThrow());
  }

  @Test
  void repeatsWhatLacksARoundButNotWhatFailedAlone() {
    Row crashed = failed(2, FailureKind.CRASHED);
    Map<String, List<Row>> attempts = new LinkedHashMap<>();
    attempts.put("lacks", List.of(attempt(1, 10), crashed));
    attempts.put("has", List.of(attempt(1, 10), crashed, attempt(3, 10)));

    assertEquals(List.of("lacks"), TimedRun.of(attempts, 2).disturbed());
  }

  /**
   * The calibration ran at 100, 80 and 100 GMAC/s on average of before and after: the machine was
   * at 14/15 of its best, and 5 GMAC in 11 ms are 454.5 GMAC/s, 4.545 times its peak.
   */
  @Test
  void takesOutTheMachinesDrift() throws IOException {
    Row row =
        only(
            3,
            calibrated(attempt(1, 10), 100),
            calibrated(attempt(2, 11), 80),
            calibrated(attempt(3, 12), 100));

    assertEquals(11 * 14 / 15.0, number(row, Column.LATENCY_P50_AT_PEAK_MS), 1e-9);
    assertEquals(100, number(row, Column.PEAK_GMACS_PER_S));
    assertEquals(5000 / 11.0 / 100, number(row, Column.EFFICIENCY), 1e-9);
  }

  /**
   * 5 GMAC at 100 and 0.01 G activations at 1 a second take 60 ms, at 100 and 0.5 a second 70: the
   * machine was at 6/7 of its best for this network, though it computed as fast as ever.
   */
  @Test
  void takesOutWhatSlowedDownMovingActivations() throws IOException {
    Row row =
        only(
            2,
            moving(calibrated(attempt(1, 10), 100), 1),
            moving(calibrated(attempt(2, 11.6), 100), 0.5));

    assertEquals(10.8 * (1 + 6 / 7.0) / 2, number(row, Column.LATENCY_P50_AT_PEAK_MS), 1e-9);
  }

  /** At half of its best a machine is not itself, by the slower one of before and after. */
  @Test
  void doesNotTrustASlowMachine() throws IOException {
    Row slowed =
        moving(calibrated(attempt(2, 15), 100), 1)
            .with(Column.CALIBRATION_AFTER_GACTIVATIONS_PER_S, 0.1);

    Row row = only(2, moving(calibrated(attempt(1, 10), 100), 1), slowed);

    assertEquals(Verdict.VALID, Verdict.of(row));
    assertEquals(10, number(row, Column.LATENCY_P50_MS), 1e-9);
    Map<String, List<Row>> both =
        Map.of(CELL, List.of(slowed), "fast", List.of(moving(calibrated(attempt(1, 10), 100), 1)));
    Row alone = TimedRun.of(both, 1).rows(TimedRunTest::passes).get(CELL);
    assertEquals(
        List.of("the machine ran at 40 % of its best speed in this run (calibration)"),
        List.of(alone.text(Column.VERDICT_REASONS).orElseThrow()));
  }

  /** The other cells tell how far the next process may be: here all by 0.0953 from each other. */
  @Test
  void expectsTheNextOfOneUndisturbedRoundByTheOtherCells() throws IOException {
    Map<String, List<Row>> attempts = new LinkedHashMap<>();
    attempts.put("a", List.of(attempt(1, 10), attempt(2, 11)));
    attempts.put("b", List.of(attempt(1, 20), attempt(2, 22)));
    attempts.put("c", List.of(attempt(1, 30), attempt(2, 33).with(Column.STEAL_CORES, 1.0)));

    Row row = TimedRun.of(attempts, 2).rows(TimedRunTest::passes).get("c");

    // The prior of two equal samples: exp(ln(0.00454198) - digamma(1/2) + ln(1/2)) without end.
    double variance = 2 * 0.00454198 * Math.exp(1.9635100 - 0.6931472);
    assertEquals(
        30 * Math.exp(-1.959966 * Math.sqrt(variance)),
        number(row, Column.LATENCY_P50_PI95_LOW_MS),
        1e-3);
  }

  @Test
  void doesNotJoinMachines() throws IOException {
    Row elsewhere = attempt(1, 50).with(Column.ENVIRONMENT, "environment-1.json");

    Row row = only(2, elsewhere, attempt(2, 10), attempt(3, 10));

    assertEquals(10, number(row, Column.LATENCY_P50_MS), 1e-9);
    assertEquals(2, row.integer(Column.ATTEMPTS).orElseThrow());
  }

  /** 64 passes and one to spare, which is the slowest. */
  @Test
  void boundsThe90thPercentileOfEnoughPasses() throws IOException {
    Row few = only(3, attempt(1, 10), attempt(2, 11), attempt(3, 12));
    assertTrue(few.number(Column.LATENCY_P90_BOUND_MS).isEmpty());

    Row enough = only(4, attempt(1, 10), attempt(2, 10), attempt(3, 10), attempt(4, 10.5));
    assertEquals(10.5, number(enough, Column.LATENCY_P90_BOUND_MS));
  }

  private static Row only(int rounds, Row... attempts) throws IOException {
    return TimedRun.of(Map.of(CELL, List.of(attempts)), rounds)
        .rows(TimedRunTest::passes)
        .get(CELL);
  }

  /** Twenty alike. */
  private static PassTimes passes(Row attempt) {
    double[] millis = new double[20];
    Arrays.fill(millis, number(attempt, Column.LATENCY_P50_MS));
    return PassTimes.of(millis);
  }

  private static Row attempt(long number, double millis) {
    return Row.empty()
        .with(Column.ATTEMPT, number)
        .with(Column.ENGINE, "pytorch")
        .with(Column.THREADS, 2)
        .with(Column.BATCH, 1)
        .with(Column.MACS, 5_000_000_000L)
        .with(Column.LATENCY_P50_MS, millis)
        .with(Column.CONTENTION, 0.01)
        .with(Status.OK, "");
  }

  private static Row failed(long number, FailureKind kind) {
    return Row.empty().with(Column.ATTEMPT, number).with(new Failure(kind, "for a reason"));
  }

  private static Row calibrated(Row row, double gmacs) {
    return row.with(Column.CALIBRATION_BEFORE_GMACS_PER_S, gmacs)
        .with(Column.CALIBRATION_AFTER_GMACS_PER_S, gmacs);
  }

  private static Row moving(Row row, double gactivations) {
    return row.with(Column.ACTIVATIONS, 10_000_000L)
        .with(Column.CALIBRATION_BEFORE_GACTIVATIONS_PER_S, gactivations)
        .with(Column.CALIBRATION_AFTER_GACTIVATIONS_PER_S, gactivations);
  }

  private static double number(Row row, Column column) {
    return row.number(column).orElseThrow();
  }
}
