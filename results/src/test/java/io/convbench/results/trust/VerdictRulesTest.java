package io.convbench.results.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.Status;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictRulesTest {

  private static final Row QUIET =
      Row.empty()
          .with(Column.DEVICE, "cpu")
          .with(Column.THREADS, 2)
          .with(Status.OK, "")
          .with(Column.LATENCY_P50_MS, 57.0)
          .with(Column.LATENCY_MEAN_MS, 58.0)
          .with(Column.LATENCY_SAMPLES, 66)
          .with(Column.CORES_USED, 1.97)
          .with(Column.LATENCY_CV, 0.03)
          .with(Column.LATENCY_DRIFT, 1.01)
          .with(Column.CONTENTION, 0.01)
          .with(Column.WAITING_CORES, 0.02)
          .with(Column.STEAL_CORES, 0.0)
          .with(Column.MAJOR_FAULTS, 0)
          .with(Column.SWAPPED_PAGES, 0)
          .with(Column.CALIBRATION_BEFORE_GMACS_PER_S, 80.0)
          .with(Column.CALIBRATION_AFTER_GMACS_PER_S, 78.0);

  @Test
  void isValidWhereNothingWasSeen() {
    assertEquals(new Judgement(Verdict.VALID, List.of()), judged(QUIET));
    assertEquals(new Judgement(Verdict.VALID, List.of()), ofCell(QUIET, 1.04));
  }

  /** A server waits for queries; in the other scenarios idle threads are a sign. */
  @Test
  void judgesScenariosByWhatOthersTook() {
    Row server =
        watched(Column.SCENARIO, "server")
            .with(Column.OFFERED_RATE_PER_S, 5.0)
            .with(Column.CORES_USED, 0.3);

    assertEquals(Verdict.VALID, ofOneProcess(server));
    assertEquals(Verdict.NOISY, ofOneProcess(server.without(Column.OFFERED_RATE_PER_S)));
    assertEquals(Verdict.INVALID, ofOneProcess(server.with(Column.CONTENTION, 0.5)));
    assertEquals(Verdict.NOISY, ofOneProcess(server.with(Column.MAJOR_FAULTS, 11)));
  }

  /** What the rows of one process have in common: somebody else had the processors. */
  @ParameterizedTest
  @CsvSource({
    "SCENARIO, offline",
    "LOAD_FIRST_MS, 40",
    "END_TO_END_P50_MS, 12",
    "TRAINING_S, 30",
    "EVALUATION_IMAGES_PER_S, 90"
  })
  void judgesWhateverIsTimedByWhatWasTakenFromIt(Column figure, String value) {
    Row row = watched(figure, figure == Column.SCENARIO ? value : Double.valueOf(value));

    assertEquals(Verdict.VALID, ofOneProcess(row));
    assertEquals(Verdict.NOISY, ofOneProcess(row.with(Column.CONTENTION, 0.09)));
    assertEquals(Verdict.INVALID, ofOneProcess(row.with(Column.STEAL_CORES, 0.6)));
    assertEquals(Verdict.NOISY, ofOneProcess(row.with(Column.SWAPPED_PAGES, 300)));
    // Of 2 threads for 4 s a quota took 1 of 8 s, and 3.
    assertEquals(Verdict.NOISY, ofOneProcess(row.with(Column.THROTTLED_S, 1.0)));
    assertEquals(Verdict.INVALID, ofOneProcess(row.with(Column.THROTTLED_S, 3.0)));
  }

  @Test
  void saysWhyWhatIsNotValidWasNotRepeated() {
    Row training = watched(Column.TRAINING_S, 30.0);

    assertEquals(
        VerdictRules.onOneProcess(training), VerdictRules.onOnlyProcess(training, "it is long"));
    assertEquals(
        "the machine swapped 300 pages; not repeated: it is long",
        VerdictRules.onOnlyProcess(training.with(Column.SWAPPED_PAGES, 300), "it is long")
            .text(Column.VERDICT_REASONS)
            .orElseThrow());
  }

  /** In 0.1 s of two threads five ticks are a quarter. */
  @Test
  void doesNotTakeTicksForADisturbance() {
    Row brief = watched(Column.TRAINING_S, 0.1).with(Column.TIMED_S, 0.1);

    assertEquals(Verdict.VALID, ofOneProcess(brief.with(Column.CONTENTION, 0.3)));
    assertEquals(Verdict.NOISY, ofOneProcess(brief.with(Column.CONTENTION, 0.4)));
    assertEquals(Verdict.INVALID, ofOneProcess(brief.with(Column.CONTENTION, 0.6)));
  }

  /** A cold load waits for the disk on one thread; trainings and evaluations read images. */
  @Test
  void doesNotHoldAgainstALoadOrATrainingThatItWaitsForTheDisk() {
    for (Row row :
        List.of(
            watched(Column.LOAD_FIRST_MS, 40.0),
            watched(Column.TRAINING_S, 30.0),
            watched(Column.EVALUATION_IMAGES_PER_S, 90.0))) {
      Row waiting = row.with(Column.CORES_USED, 0.2).with(Column.MAJOR_FAULTS, 5000);
      assertEquals(Verdict.VALID, ofOneProcess(waiting));
    }
  }

  @Test
  void judgesLoadsAndImagesByHowTheyVary() {
    Row start = watched(Column.LOAD_FIRST_MS, 40.0).with(Column.LOAD_WARM_CV, 0.6);
    assertEquals(
        "loads vary by 60 % (coefficient of variation)",
        VerdictRules.onOneProcess(start).text(Column.VERDICT_REASONS).orElseThrow());

    Row images = watched(Column.END_TO_END_P50_MS, 12.0).with(Column.END_TO_END_SAMPLES, 11);
    assertEquals(Verdict.VALID, ofOneProcess(images.with(Column.CORES_USED, 1.0)));
    assertEquals(Verdict.NOISY, ofOneProcess(images.with(Column.END_TO_END_CV, 0.6)));
    assertEquals(Verdict.NOISY, ofOneProcess(images.with(Column.END_TO_END_DRIFT, 1.2)));
    assertEquals(Verdict.NOISY, ofOneProcess(images.with(Column.MAJOR_FAULTS, 11)));
    assertEquals(Verdict.NOISY, ofOneProcess(images.with(Column.END_TO_END_SAMPLES, 10)));
    assertEquals(
        "6 images, a median needs 11",
        VerdictRules.onOneProcess(images.with(Column.END_TO_END_SAMPLES, 6))
            .text(Column.VERDICT_REASONS)
            .orElseThrow());
  }

  @Test
  void judgesNothingThatIsNotOfOneProcess() {
    assertThrows(IllegalArgumentException.class, () -> VerdictRules.onOneProcess(QUIET));
    assertThrows(IllegalArgumentException.class, () -> VerdictRules.onOneProcess(Row.empty()));
  }

  private static Row watched(Column figure, Object value) {
    Row row =
        Row.empty()
            .with(Column.DEVICE, "cpu")
            .with(Column.THREADS, 2)
            .with(Column.TIMED_S, 4.0)
            .with(Column.CORES_USED, 1.9)
            .with(Column.CONTENTION, 0.01);
    return value instanceof String text
        ? row.with(figure, text)
        : row.with(figure, (double) (Double) value);
  }

  private static Verdict ofOneProcess(Row row) {
    return Verdict.of(VerdictRules.onOneProcess(row));
  }

  /** Xception of issue 15: 209 ms of six passes with 0.99 of 2 cores; alone it takes 57. */
  @Test
  void doesNotTrustSixPassesOnHalfOfTheCores() {
    Row xception =
        QUIET
            .with(Column.LATENCY_P50_MS, 209.0)
            .with(Column.LATENCY_SAMPLES, 6)
            .with(Column.CORES_USED, 0.99);

    assertEquals(new Judgement(Verdict.NOISY, List.of("0.99 of 2 cores used")), judged(xception));
    Judgement cell = ofCell(xception, 209.0 / 57);
    assertEquals(Verdict.INVALID, cell.verdict());
    assertEquals(
        List.of(
            "6 passes, a median needs 11",
            "the slowest process's median is 3.67 times the fastest one's",
            "0.99 of 2 cores used"),
        cell.reasons());
  }

  /** MLPerf's early stopping: 0.5^7 = 0.8 %, and 11 passes with one to spare. */
  @ParameterizedTest
  @CsvSource({"6, INVALID", "7, NOISY", "10, NOISY", "11, VALID"})
  void needsAsManyPassesAsAMedianDoes(long passes, Verdict verdict) {
    Row row = QUIET.with(Column.LATENCY_SAMPLES, passes);
    assertEquals(verdict, ofCell(row, 1).verdict());
  }

  @ParameterizedTest
  @CsvSource({
    "CONTENTION, 0.07, VALID",
    "CONTENTION, 0.09, NOISY",
    "CONTENTION, 0.26, INVALID",
    "STEAL_CORES, 0.17, NOISY",
    "STEAL_CORES, 0.51, INVALID",
    "LATENCY_CV, 0.6, NOISY",
    "LATENCY_DRIFT, 1.14, VALID",
    "LATENCY_DRIFT, 1.2, NOISY",
    "LATENCY_DRIFT, 0.8, NOISY",
    "CORES_USED, 1.2, VALID",
    "CORES_USED, 1.0, NOISY",
    "THROTTLED_S, 0.1, VALID",
    "THROTTLED_S, 1.0, NOISY",
    "THROTTLED_S, 5.0, INVALID"
  })
  void judgesEachSign(Column column, double value, Verdict verdict) {
    Judgement judgement = judged(QUIET.with(column, value));
    assertEquals(verdict, judgement.verdict(), judgement::toString);
    assertEquals(verdict == Verdict.VALID ? 0 : 1, judgement.reasons().size());
  }

  /** Engines make their own threads wait; it tells of others only where nothing else does. */
  @ParameterizedTest
  @CsvSource({"0.59, VALID", "0.61, NOISY", "1.01, INVALID"})
  void judgesWaitingWhereTheSystemDoesNotTellWhoRan(double cores, Verdict verdict) {
    Row row = QUIET.with(Column.WAITING_CORES, cores);
    assertEquals(verdict, judged(row.without(Column.CONTENTION)).verdict());
    assertEquals(Verdict.VALID, judged(row).verdict());
  }

  @Test
  void judgesPagingAndTheMachinesSpeed() {
    assertEquals(Verdict.NOISY, judged(QUIET.with(Column.MAJOR_FAULTS, 11)).verdict());
    assertEquals(Verdict.NOISY, judged(QUIET.with(Column.SWAPPED_PAGES, 257)).verdict());
    assertEquals(
        List.of("the machine ran at 60 % of its best speed in this run (calibration)"),
        VerdictRules.of(QUIET, OptionalDouble.of(0.6)).reasons());
  }

  /** 80 % of 2600 MHz are 2080. */
  @ParameterizedTest
  @CsvSource({"2600, VALID", "3400, VALID", "2080, VALID", "2079, NOISY", "1300, NOISY"})
  void judgesTheFrequencyByTheNominalOne(double megahertz, Verdict verdict) {
    Row row =
        QUIET.with(Column.FREQUENCY_MHZ, megahertz).with(Column.FREQUENCY_NOMINAL_MHZ, 2600.0);

    assertEquals(verdict, judged(row).verdict());
    assertEquals(Verdict.VALID, judged(row.without(Column.FREQUENCY_NOMINAL_MHZ)).verdict());
    assertEquals(
        Verdict.VALID,
        judged(row.with(Column.DEVICE, "gpu:0")).verdict(),
        "the processor only asks the GPU");
  }

  /** Processors rest between a server's queries, while a load waits, behind a training. */
  @Test
  void judgesTheFrequencyOfWhatWorksOnAllThreads() {
    Row slow =
        watched(Column.SCENARIO, "offline")
            .with(Column.FREQUENCY_MHZ, 1300.0)
            .with(Column.FREQUENCY_NOMINAL_MHZ, 2600.0);

    assertEquals(
        "the processors ran at 1300 MHz, 50 % of their nominal frequency",
        VerdictRules.onOneProcess(slow).text(Column.VERDICT_REASONS).orElseThrow());
    assertEquals(Verdict.VALID, ofOneProcess(slow.with(Column.OFFERED_RATE_PER_S, 5.0)));
    Row other = slow.without(Column.SCENARIO);
    for (Column figure :
        List.of(
            Column.LOAD_FIRST_MS,
            Column.END_TO_END_P50_MS,
            Column.TRAINING_S,
            Column.EVALUATION_IMAGES_PER_S)) {
      assertEquals(Verdict.VALID, ofOneProcess(other.with(figure, 40.0)), figure.header());
    }
  }

  /** By nvidia-smi's names; clocks that a person set are no disturbance. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "none; ''",
        "applications_clocks_setting; ''",
        "gpu_idle; ''",
        "sw_power_cap; the GPU lowered its clocks (sw_power_cap)",
        "applications_clocks_setting, hw_thermal_slowdown;"
            + " the GPU lowered its clocks (hw_thermal_slowdown)",
        "hw_slowdown, sync_boost; the GPU lowered its clocks (hw_slowdown, sync_boost)"
      })
  void judgesWhatLoweredTheClocksOfAGpu(String told, String reason) {
    Row row = QUIET.with(Column.DEVICE, "gpu:0").with(Column.GPU_THROTTLE_REASONS, told);

    assertEquals(reason.isEmpty() ? List.of() : List.of(reason), judged(row).reasons());
    assertEquals(
        reason.isEmpty() ? Verdict.VALID : Verdict.NOISY,
        ofOneProcess(watched(Column.SCENARIO, "offline").with(Column.GPU_THROTTLE_REASONS, told)));
  }

  /** Small networks leave some of many cores idle, and a GPU's host all of them. */
  @Test
  void doesNotAskForAllOfManyCores() {
    assertTrue(
        judged(QUIET.with(Column.THREADS, 16).with(Column.CORES_USED, 4.0)).reasons().isEmpty());
    assertTrue(
        judged(QUIET.with(Column.DEVICE, "gpu:0").with(Column.CORES_USED, 0.3))
            .reasons()
            .isEmpty());
  }

  @Test
  void saysNothingOfEvidenceThatTheSystemDoesNotGive() {
    Row bare =
        Row.empty().with(Status.OK, "").with(Column.LATENCY_P50_MS, 5.0).with(Column.THREADS, 2);
    assertEquals(Verdict.VALID, judged(bare).verdict());
  }

  private static Judgement ofCell(Row row, double spread) {
    return VerdictRules.ofCell(row, OptionalDouble.empty(), spread);
  }

  private static Judgement judged(Row row) {
    return VerdictRules.of(row, OptionalDouble.empty());
  }
}
