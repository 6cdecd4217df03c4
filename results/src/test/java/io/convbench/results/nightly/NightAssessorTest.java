package io.convbench.results.nightly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.Status;
import io.convbench.results.comparison.CellFigure;
import io.convbench.results.comparison.Figures;
import io.convbench.results.comparison.Metric;
import io.convbench.results.comparison.Ratio;
import io.convbench.results.comparison.RunFigures;
import io.convbench.results.nightly.SeriesState.Finding;
import io.convbench.results.trust.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NightAssessorTest {

  @Test
  void findsATenthOnItsFirstNight() {
    Nights nights = new Nights().of(15, 10).night(11);

    SeriesState state = nights.state();

    assertEquals(Finding.CHANGED, state.finding());
    assertTrue(state.regression());
    assertEquals("night-015", state.change().orElseThrow().since());
    Ratio ratio = state.change().orElseThrow().ratio();
    assertEquals(1.10, ratio.estimate(), 0.03);
    assertTrue(ratio.low().getAsDouble() > 1.05 && ratio.high().getAsDouble() < 1.15, "" + ratio);
  }

  @Test
  void callsTheNightsBeforeSteadyAndTheFirstOnesTooFew() {
    assertEquals(Finding.STEADY, new Nights().of(15, 10).state().finding());
    SeriesState first = new Nights().of(5, 10).state();
    assertEquals(Finding.CANNOT_TELL, first.finding());
    assertEquals("5 of 6 nights of this level that are needed", first.reason());
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
  void aDisturbedLoadSaysNothing() {
    Nights nights = new Nights();
    for (int i = 0; i < 15; i++) {
      nights.add(Figures.time("A", Metric.LOAD, Verdict.VALID, 40 + 0.1 * (i % 3)));
    }
    nights.add(Figures.time("A", Metric.LOAD, Verdict.NOISY, 60));

    List<SeriesState> states = nights.assess().states();

    assertEquals(1, states.size());
    assertEquals(Finding.CANNOT_TELL, states.get(0).finding());
    assertEquals("noisy: others took the processors", states.get(0).reason());
  }

  @Test
  void oneNightOffThatIsOverIsNoChange() throws Exception {
    Nights nights = new Nights().of(15, 10).night(13).of(3, 10);
    assertEquals(List.of(), nights.assess().changes());
    assertEquals(Finding.STEADY, confirmed(nights, 10, 10, 10, 10, 10, 10).finding());
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
    assertEquals(Set.of("B-cost"), night.vanished());
  }

  @Test
  void freshRunsConfirmASuspicionOrDoNot() throws Exception {
    Nights nights = new Nights().of(15, 10).night(11);
    assertEquals(Finding.CHANGED, confirmed(nights, 11, 11, 11, 11, 11, 11).finding());
    assertEquals(Finding.STEADY, confirmed(nights, 10, 10, 10, 10, 10, 10).finding());
    assertEquals(Finding.STEADY, confirmed(nights, 10, 10, 10, 14, 10, 10).finding());
    assertEquals(Finding.SUSPICIOUS, confirmed(nights, 11, 11).finding(), "two are too few");
  }

  /** One process in 50 is slow by 5 to 15 %. */
  @Test
  void aSlowFreshRunDoesNotConfirmASuspicion() throws Exception {
    Nights nights = new Nights().of(15, 10).night(11);
    assertEquals(Finding.STEADY, confirmed(nights, 10.1, 10.2, 11.5, 10, 10, 10).finding());
  }

  @Test
  void aSuspicionThatFreshRunsCannotTellWaits() throws Exception {
    Nights nights = new Nights().of(15, 10).night(11);
    SeriesState state =
        confirmed(nights, 10.6, 10.1, 10.6, 10.1, 10.6, 10.1, 10.6, 10.1, 10.6, 10.1, 10.6, 10.1);
    assertEquals(Finding.SUSPICIOUS, state.finding());
    assertTrue(state.reason().startsWith("fresh runs do not tell yet: 1.0"), state.reason());
    assertEquals(NightRules.MOST_FRESH, runs(state));
  }

  /** Neither what is certain nor what is improbable is measured any more. */
  @Test
  void measuresAgainNoMoreOftenThanItHasTo() throws Exception {
    Nights nights = new Nights().of(15, 10).night(11);
    assertEquals(NightRules.FEWEST_FRESH, runs(confirmed(nights, 11, 11, 11, 11, 11, 11)));
    int improbable = runs(confirmed(nights, 10, 10, 10, 10, 10, 10));
    assertTrue(improbable < NightRules.FEWEST_FRESH, "after " + improbable);
  }

  @Test
  void aSuspicionThatIsNotMeasuredAgainWaits() throws Exception {
    Nights nights = new Nights().of(15, 10).night(11);
    SeriesState unseen =
        NightAssessor.assess(nights.before(), nights.last(), 0, (cells, round) -> List.of())
            .states()
            .get(0);
    assertEquals(Finding.SUSPICIOUS, unseen.finding());
    assertFalse(unseen.regression());
    assertTrue(unseen.reason().startsWith("not measured again"), unseen.reason());
  }

  @Test
  void freshRunsThatWereDisturbedConfirmNothing() throws Exception {
    Nights nights = new Nights().of(15, 10).night(11).trusted(Verdict.NOISY);
    SeriesState state = confirmed(nights, 11, 11, 11, 11, 11, 11);
    assertEquals(Finding.SUSPICIOUS, state.finding());
    assertTrue(state.reason().startsWith("too few fresh runs are valid"), state.reason());
  }

  /** Fresh runs that were finished are there again, the one that was killed is not. */
  @Test
  void comesToTheSameWhereItWasStopped() throws Exception {
    Nights nights = new Nights().of(15, 10).night(11);
    Map<Integer, RunFigures> kept = new HashMap<>();
    FreshRuns killed =
        (cells, round) -> {
          if (round == 3) {
            throw new InterruptedException("killed");
          }
          return List.of(kept.computeIfAbsent(round, number -> nights.run("again", 11)));
        };
    assertThrows(
        InterruptedException.class,
        () -> NightAssessor.assess(nights.before(), nights.last(), 10, killed));
    assertEquals(Set.of(1, 2), kept.keySet());

    FreshRuns resumed =
        (cells, round) -> List.of(kept.computeIfAbsent(round, number -> nights.run("again", 11)));
    NightAssessment night = NightAssessor.assess(nights.before(), nights.last(), 10, resumed);

    assertEquals(List.of(kept.get(1), kept.get(2)), night.night().confirmations().subList(0, 2));
    assertEquals(1, night.regressions().size());
    assertEquals(night, NightAssessor.assess(nights.before(), nights.last(), 10, resumed));
  }

  private static int runs(SeriesState state) {
    return state.series().last().freshRuns();
  }

  /** What became of a suspicion that was measured again so often, with these medians. */
  private static SeriesState confirmed(Nights nights, double... fresh) throws Exception {
    return NightAssessor.assess(
            nights.before(),
            nights.last(),
            10,
            (cells, round) ->
                round <= fresh.length ? List.of(nights.run("again", fresh[round - 1])) : List.of())
        .states()
        .get(0);
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
    assertEquals(1.08, shared.changes().get(0).ratio().estimate(), 0.015);
  }

  /** What lasts is not the night's. It is one alarm, of the engine, and no cell's own. */
  @Test
  void findsThatAllCellsAreSlowerForGood() {
    Nights nights = new Nights();
    for (int night = 0; night < 15; night++) {
      nights.add(cells(nights, night, 10, 10));
    }
    for (int night = 15; night < 25; night++) {
      nights.add(cells(nights, night, 10.45, 10.45));
    }
    NightAssessment lasting = nights.assess();
    assertEquals(
        List.of("pytorch:latency_p50_ms"), lasting.changes().stream().map(Change::key).toList());
    assertEquals(20, lasting.of(Finding.STEADY).size());
  }

  /** It is that on the nights behind, too: what was found is usual from then on. */
  @Test
  void alarmsOnceWhereAnEngineStaysSlower() {
    Nights nights = new Nights();
    List<String> alarms = new ArrayList<>();
    for (int night = 0; night < 25; night++) {
      nights.add(table(nights, night, night < 10 ? 1 : 1.1, "", "tensorflow")).keepingChanges();
      nights.last().changes().forEach(change -> alarms.add(change.key()));
    }
    assertEquals(
        List.of("tensorflow:latency_p50_ms"),
        alarms.stream().filter(key -> key.contains("tensorflow") || key.contains("all:")).toList());
  }

  /** What an engine's cells share on a night, beyond what all do, is not those cells' own. */
  @Test
  void takesOutWhatTheCellsOfAnEngineShareOnANight() {
    Nights nights = new Nights();
    for (int night = 0; night < 15; night++) {
      nights.add(table(nights, night, 1, "", ""));
    }
    NightAssessment shared = nights.add(table(nights, 15, 1.02, "", "tensorflow")).assess();
    double slower =
        shared.states().stream()
            .map(state -> state.series())
            .filter(series -> series.key().contains("-tensorflow-"))
            .mapToDouble(series -> series.last().shift())
            .average()
            .orElseThrow();
    assertEquals(Math.log(1.02), slower, 0.006);
  }

  /** 4 % is less than the scatter of a cell lets tell, and more than that of three. */
  @Test
  void findsWhatTheEnginesOfAnArchitectureShare() {
    Nights nights = new Nights();
    for (int night = 0; night < 15; night++) {
      nights.add(table(nights, night, 1, "", ""));
    }
    NightAssessment shared = nights.add(table(nights, 15, 1.05, "A3", "")).assess();

    assertEquals(List.of("A3:latency_p50_ms"), keys(shared));
    Change change = shared.changes().get(0);
    assertEquals(1.05, change.ratio().estimate(), 0.02);
    assertTrue(change.reason().endsWith("on pytorch, onnxruntime, tensorflow"), change.reason());
  }

  @Test
  void callsAnEngineOfAnArchitectureByItsName() {
    Nights nights = new Nights();
    for (int night = 0; night < 15; night++) {
      nights.add(table(nights, night, 1, "", ""));
    }
    assertEquals(
        List.of("A3-onnxruntime-cpu-b1-fp32-t2-latency:latency_p50_ms"),
        keys(nights.add(table(nights, 15, 1.2, "A3", "onnxruntime")).assess()));
  }

  @Test
  void findsWhatTheArchitecturesOfAnEngineShare() {
    Nights nights = new Nights();
    for (int night = 0; night < 15; night++) {
      nights.add(table(nights, night, 1, "", ""));
    }
    NightAssessment shared = nights.add(table(nights, 15, 1.1, "", "tensorflow")).assess();
    assertTrue(keys(shared).contains("tensorflow:latency_p50_ms"), () -> "" + keys(shared));
    assertTrue(keys(shared).stream().noneMatch(key -> key.contains("-tensorflow")), "of cells");
    assertTrue(shared.of(Finding.SHARED).size() > 4, shared.of(Finding.SHARED)::toString);
  }

  /** A suspicion of several cells is measured again as a whole, or not tonight. */
  @Test
  void takesTheCellsOfASuspicionTogether() {
    Nights nights = new Nights();
    for (int night = 0; night < 15; night++) {
      nights.add(table(nights, night, 1, "", ""));
    }
    nights.add(table(nights, 15, 1.1, "A3", ""));
    List<String> cells =
        List.of(
            "A3-pytorch-cpu-b1-fp32-t2-latency",
            "A3-onnxruntime-cpu-b1-fp32-t2-latency",
            "A3-tensorflow-cpu-b1-fp32-t2-latency");
    assertTrue(nights.assess().suspiciousCells(10, 1).containsAll(cells));
    assertEquals(cells, nights.assess().suspiciousCells(3, 1));
    List<String> some = nights.assess().suspiciousCells(2, 1);
    assertTrue(some.size() == 2 && cells.containsAll(some), some::toString);
  }

  /** All of its cells are valid on that night. */
  @Test
  void judgesWhatCellsShareFromTheSixthNightOn() {
    Nights nights = new Nights();
    for (int night = 0; night < 5; night++) {
      nights.add(table(nights, night, 1, "", ""));
    }
    assertEquals(
        "0 of its 3 cells can be judged, 2 are needed",
        state(nights.assess(), "A3:latency_p50_ms").reason());
    nights.add(table(nights, 5, 1, "", ""));
    assertEquals(Finding.STEADY, state(nights.assess(), "A3:latency_p50_ms").finding());
  }

  /** Were they the first, they would be of an architecture or two. */
  @Test
  void drawsCellsThatStandForAllOfAnEngine() {
    Nights nights = new Nights();
    for (int night = 0; night < 15; night++) {
      nights.add(table(nights, night, 1, "", ""));
    }
    nights.add(table(nights, 15, 1.1, "", "tensorflow"));
    List<String> cells = nights.assess().suspiciousCells(4, 1);
    assertEquals(4, cells.stream().filter(cell -> cell.contains("tensorflow")).count(), "" + cells);
    assertTrue(cells.stream().anyMatch(cell -> cell.compareTo("A4") > 0), "" + cells);
    assertEquals(cells, nights.assess().suspiciousCells(4, 1), "the same every time");
  }

  /** Fresh runs share what is the night's. */
  @Test
  void leavesWhatAnEngineMayShareTonightToTheNextNight() {
    Nights nights = new Nights();
    for (int night = 0; night < 15; night++) {
      nights.add(table(nights, night, 1, "", ""));
    }
    nights.add(table(nights, 15, 1.05, "", "tensorflow"));
    SeriesState first = state(nights.assess(), "tensorflow:latency_p50_ms");
    assertEquals(Finding.CANNOT_TELL, first.finding(), first.reason());
    assertTrue(
        first.reason().startsWith("perhaps tonight's, the next night tells: 1.0"), first.reason());

    nights.add(table(nights, 16, 1.05, "", "tensorflow"));
    SeriesState second = state(nights.assess(), "tensorflow:latency_p50_ms");
    assertEquals(Finding.CHANGED, second.finding(), second.reason());
    assertEquals("night-015", second.change().orElseThrow().since());
  }

  private static SeriesState state(NightAssessment night, String key) {
    return night.states().stream()
        .filter(one -> one.series().key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  /**
   * What is measured again is slow, and stands for all that is measured again of an engine and of
   * all: that must not have the others measured.
   */
  @Test
  void measuresNothingAgainThatFreshRunsAloneMakeSuspicious() throws Exception {
    Nights nights = new Nights();
    for (int night = 0; night < 15; night++) {
      nights.add(table(nights, night, 1, "", ""));
    }
    nights.add(table(nights, 15, 1.1, "A3", ""));
    List<String> suspected = nights.assess().suspiciousCells(24, 1);
    Set<String> measured = new HashSet<>();

    NightAssessment night =
        NightAssessor.assess(
            nights.before(),
            nights.last(),
            24,
            (cells, round) -> {
              measured.addAll(cells);
              return Arrays.stream(table(nights, 100 + round, 1.1, "A3", ""))
                  .filter(figure -> cells.contains(figure.cell()))
                  .map(figure -> nights.run("again", figure))
                  .toList();
            });

    assertEquals(List.of("A3:latency_p50_ms"), keys(night));
    assertEquals(Set.copyOf(suspected), measured);
  }

  private static List<String> keys(NightAssessment night) {
    return night.changes().stream().map(Change::key).toList();
  }

  /** Eight architectures on three engines; those of these names are slower. */
  private static CellFigure[] table(
      Nights nights, int night, double factor, String architecture, String engine) {
    Random random = new Random(night);
    List<CellFigure> cells = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      for (String on : List.of("pytorch", "onnxruntime", "tensorflow")) {
        boolean slow = ("A" + i).contains(architecture) && on.contains(engine);
        double millis = 10 * (slow ? factor : 1) * Math.exp(0.015 * random.nextGaussian());
        cells.add(nights.latency("A" + i, on, millis, millis, millis));
      }
    }
    return cells.toArray(CellFigure[]::new);
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
