package io.convbench.results.nightly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.Status;
import io.convbench.results.comparison.CellFigure;
import io.convbench.results.comparison.Figures;
import io.convbench.results.comparison.Metric;
import io.convbench.results.nightly.SeriesState.Finding;
import io.convbench.results.trust.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NightAssessorTest {

  @Test
  void findsATenthOnItsFirstNight() {
    Nights nights = new Nights().of(15, 10).night(11);

    SeriesState state = nights.state();

    assertEquals(Finding.CHANGED, state.finding());
    assertTrue(state.regression());
    assertEquals("night-015", state.change().orElseThrow().since());
    assertEquals(1.10, state.change().orElseThrow().ratio(), 0.03);
  }

  @Test
  void callsTheNightsBeforeSteadyAndTheFirstOnesTooFew() {
    assertEquals(Finding.STEADY, new Nights().of(15, 10).state().finding());
    SeriesState first = new Nights().of(5, 10).state();
    assertEquals(Finding.CANNOT_TELL, first.finding());
    assertEquals("5 nights of this level, 5 and one more are needed", first.reason());
  }

  @Test
  void findsAnImprovement() {
    SeriesState state = new Nights().of(15, 10).night(8.5).state();
    assertEquals(Finding.CHANGED, state.finding());
    assertFalse(state.regression());
  }

  @Test
  void alarmsOnceAChange() {
    Nights nights = new Nights().of(15, 10).night(11).keepingChanges();
    for (int i = 0; i < 20; i++) {
      assertEquals(List.of(), nights.night(11).assess().changes(), "night " + i);
    }
    assertEquals(Finding.CHANGED, nights.night(12.1).state().finding(), "a further change");
  }

  /** From night to night 1 % is nothing; from the level's start it adds up. */
  @Test
  void findsCreepWithinTenNights() {
    Nights nights = new Nights().of(20, 10);
    int night = 0;
    while (nights.assess().changes().isEmpty() && night < 11) {
      night++;
      nights.night(10 * Math.pow(1.01, night));
    }
    assertTrue(night <= 10, "found after " + night);
    assertTrue(nights.state().regression());
  }

  @Test
  void aChangedMachineBeginsAnEpochWithoutAlarm() {
    Nights nights = new Nights().of(15, 10).on("Xeon, 4 cores");
    for (int i = 0; i < 10; i++) {
      assertEquals(List.of(), nights.night(7).assess().changes());
    }
    assertEquals(
        1, NightAssessor.series(nights.all()).get(Nights.KEY).last().epoch(), "one new epoch");
    assertEquals(Finding.CHANGED, nights.night(8).state().finding());
  }

  @Test
  void aMovedProbeMakesTheNightTheEnvironments() {
    NightAssessment night = new Nights().of(15, 10).atSpeed(150).night(13).assess();

    assertTrue(night.environment());
    assertEquals(0.75, night.moved().get("pytorch cpu fp32 t2"), 0.02);
    assertEquals(List.of(), night.changes());
    assertEquals(Finding.CANNOT_TELL, night.states().get(0).finding());
    assertEquals("environment: the machine's speed moved", night.states().get(0).reason());
  }

  @Test
  void aProbeThatStaysMovedBeginsAnEpoch() {
    Nights nights = new Nights().of(15, 10).atSpeed(150).of(2, 13);
    assertTrue(nights.assess().environment());
    nights.night(13);
    assertFalse(nights.assess().environment());
    assertEquals(List.of(), nights.assess().changes());
    nights.of(5, 13);
    assertEquals(Finding.STEADY, nights.state().finding());
  }

  @Test
  void disturbedNightsSayNothing() {
    SeriesState state = new Nights().of(15, 10).trusted(Verdict.NOISY).night(13).state();
    assertEquals(Finding.CANNOT_TELL, state.finding());
    assertTrue(state.reason().startsWith("noisy"), state.reason());
  }

  @Test
  void oneNightOffThatIsOverIsNoChange() {
    Nights nights = new Nights().of(15, 10).night(13).of(3, 10);
    assertEquals(List.of(), nights.assess().changes());
    assertEquals(Finding.STEADY, confirmed(nights, List.of(10.0, 10.0, 10.0, 10.0)).finding());
  }

  @Test
  void aCellThatFailsIsBroken() {
    Nights nights = new Nights().of(3, 10);
    SeriesState state = nights.add(Figures.without("A", Status.FAILED, "ended by SIGSEGV")).state();
    assertEquals(Finding.BROKEN, state.finding());
    assertEquals("failed: ended by SIGSEGV", state.reason());
    assertEquals(
        "as before, failed: ended by SIGSEGV",
        nights.add(Figures.without("A", Status.FAILED, "ended by SIGSEGV")).state().reason());
    assertEquals(
        Finding.CANNOT_TELL,
        nights.add(Figures.without("A", Status.UNAVAILABLE, "no GPU")).state().finding());
  }

  @Test
  void whatDoesNotVaryIsComparedWithTheNightBefore() {
    Nights nights = new Nights().add(Figures.one("A", Metric.MACS, 5e9));
    assertEquals(Finding.CANNOT_TELL, nights.state().finding());
    assertEquals(Finding.STEADY, nights.add(Figures.one("A", Metric.MACS, 5e9)).state().finding());
    assertTrue(nights.add(Figures.one("A", Metric.MACS, 6e9)).state().regression());
    Nights limits = new Nights().add(Figures.conformance("A", 1e-5));
    assertTrue(limits.add(Figures.conformance("A", 1e-2)).state().regression());
    Nights images = new Nights().add(Figures.accuracy("A", "1".repeat(60) + "0".repeat(40)));
    assertTrue(
        images.add(Figures.accuracy("A", "1".repeat(40) + "0".repeat(60))).state().regression());
  }

  @Test
  void namesCellsThatVanished() {
    NightAssessment night =
        new Nights()
            .add(Figures.one("A", Metric.MACS, 5e9), Figures.one("B", Metric.MACS, 5e9))
            .add(Figures.one("A", Metric.MACS, 5e9))
            .assess();
    assertEquals(java.util.Set.of("B-cost"), night.vanished());
  }

  /** Of four fresh runs the one farthest from the level before does not count. */
  @Test
  void freshRunsConfirmASuspicionOrDoNot() {
    Nights nights = new Nights().of(15, 10).night(11);
    NightAssessment first = nights.assess();
    assertEquals(
        List.of("A-pytorch-cpu-b1-fp32-t2-latency"),
        NightAssessment.largestFirst(first.suspicions(), 10));
    for (Map.Entry<List<Double>, Finding> fresh :
        Map.of(
                List.of(11.0, 11.0, 11.0, 11.0), Finding.CHANGED,
                List.of(10.0, 10.0, 10.0, 11.0), Finding.STEADY,
                List.of(10.0, 10.0, 10.0, 14.0), Finding.STEADY,
                List.of(11.0, 11.0), Finding.SUSPICIOUS)
            .entrySet()) {
      assertEquals(
          fresh.getValue(), confirmed(nights, fresh.getKey()).finding(), "again " + fresh.getKey());
    }
    SeriesState unseen = first.confirmedBy(first).states().get(0);
    assertEquals(Finding.SUSPICIOUS, unseen.finding());
    assertFalse(unseen.regression());
    assertTrue(unseen.reason().startsWith("not measured again"), unseen.reason());
  }

  @Test
  void freshRunsThatWereDisturbedConfirmNothing() {
    Nights nights = new Nights().of(15, 10).night(11).trusted(Verdict.NOISY);
    SeriesState state = confirmed(nights, List.of(11.0, 11.0, 11.0, 11.0));
    assertEquals(Finding.SUSPICIOUS, state.finding());
    assertTrue(state.reason().startsWith("too few fresh runs are valid"), state.reason());
  }

  private static SeriesState confirmed(Nights nights, List<Double> fresh) {
    List<Night> all = new ArrayList<>(nights.all());
    Night tonight = all.remove(all.size() - 1);
    all.add(
        tonight.with(
            fresh.stream().map(millis -> nights.run("again", millis)).toList(), List.of()));
    return nights.assess().confirmedBy(NightAssessor.assess(all)).states().get(0);
  }

  /** Of twenty cells all are 4 % slower on one night, one of them 12 %. */
  @Test
  void takesOutWhatAllLatenciesOfANightShare() {
    Nights nights = new Nights();
    for (int night = 0; night < 15; night++) {
      nights.add(cells(nights, night, 10, 10));
    }
    NightAssessment shared = nights.add(cells(nights, 15, 10.4, 11.2)).assess();

    assertEquals(1, shared.changes().size(), shared.changes()::toString);
    assertEquals(1.08, shared.changes().get(0).ratio(), 0.015);
  }

  /** What lasts is not the night's. */
  @Test
  void findsThatAllCellsAreSlowerForGood() {
    Nights nights = new Nights();
    for (int night = 0; night < 15; night++) {
      nights.add(cells(nights, night, 10, 10));
    }
    for (int night = 15; night < 25; night++) {
      nights.add(cells(nights, night, 10.45, 10.45));
    }
    assertEquals(20, nights.assess().regressions().size());
  }

  private static CellFigure[] cells(Nights nights, int night, double millis, double first) {
    Random random = new Random(night);
    CellFigure[] cells = new CellFigure[20];
    for (int i = 0; i < cells.length; i++) {
      double[] rounds = new double[3];
      for (int j = 0; j < rounds.length; j++) {
        rounds[j] = (i == 0 ? first : millis) * Math.exp(0.01 * random.nextGaussian());
      }
      cells[i] = nights.latency("A" + i, rounds);
    }
    return cells;
  }
}
