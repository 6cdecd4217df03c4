package io.convbench.results.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.results.Status;
import io.convbench.results.trust.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparerTest {

  private static final Comparer USUAL = new Comparer(ComparisonRules.USUAL, Set.of(), List.of());

  @Test
  void findsATenthInOneOfManyCellsAndNothingInTheOthers() {
    Comparison comparison = USUAL.compare(night(1, 1), night(2, 1.10));

    assertEquals(
        List.of("A0-pytorch-cpu-b1-fp32-t2-latency:latency_p50_ms"),
        comparison.regressions().stream().map(one -> one.after().key()).toList());
    assertEquals(List.of(), comparison.improvements());
    Ratio ratio = comparison.regressions().get(0).ratio().orElseThrow();
    assertTrue(ratio.low().getAsDouble() < 1.10 && 1.10 < ratio.high().getAsDouble());
    assertTrue(comparison.of(ChangeVerdict.UNCHANGED).size() > 30);
  }

  /** The family-wise level is 1 in 100, and the floor leaves less of it. */
  @Test
  void callsNothingChangedInRepeatsOfOneVersion() {
    int alarms = 0;
    for (int seed = 0; seed < 200; seed++) {
      alarms +=
          USUAL
                  .compare(night(2 * seed, 1), night(2 * seed + 1, 1))
                  .of(ChangeVerdict.CHANGED)
                  .isEmpty()
              ? 0
              : 1;
    }
    assertTrue(alarms <= 2, alarms + " alarms in 200 comparisons");
  }

  /** Forty cells of three processes each that vary by 1 to 2 %, the first of which is slower. */
  private static RunFigures night(int seed, double slower) {
    Random random = new Random(seed);
    CellFigure[] cells =
        IntStream.range(0, 40)
            .mapToObj(
                cell -> {
                  double deviation = 0.01 + 0.01 * cell / 40;
                  double[] rounds = new double[3];
                  for (int i = 0; i < rounds.length; i++) {
                    rounds[i] =
                        (10 + cell)
                            * (cell == 0 ? slower : 1)
                            * Math.exp(deviation * random.nextGaussian());
                  }
                  return Figures.latency("A" + cell, rounds);
                })
            .toArray(CellFigure[]::new);
    return Figures.run("night-" + seed, cells);
  }

  @Test
  void givesStudentsIntervalWhereThereIsOneCell() {
    // Logarithms 0 ± 0.01 and 0.1 ± 0.01, variance 0.0001 each, 4 degrees of freedom, t = 2.776445.
    FigureComparison one =
        only(
            USUAL,
            Figures.latency("A", 100 * Math.exp(-0.01), 100, 100 * Math.exp(0.01)),
            Figures.latency("A", 100 * Math.exp(0.09), 100 * Math.exp(0.1), 100 * Math.exp(0.11)));

    double half = 2.776445 * Math.sqrt(0.0001 * (1 / 3.0 + 1 / 3.0));
    assertEquals(Math.exp(0.1), one.ratio().orElseThrow().estimate(), 1e-9);
    assertEquals(Math.exp(0.1 - half), one.ratio().orElseThrow().low().getAsDouble(), 1e-6);
    assertEquals(Math.exp(0.1 + half), one.ratio().orElseThrow().high().getAsDouble(), 1e-6);
    // t = 12.247 of 4 degrees of freedom.
    assertEquals(0.000255, one.pValue().getAsDouble(), 1e-5);
    assertEquals(0.1, one.rankPValue().getAsDouble(), 1e-9);
    assertEquals(ChangeVerdict.CHANGED, one.verdict());
    assertTrue(one.regression());
  }

  @Test
  void cannotTellWhereProcessesOverlap() {
    FigureComparison one =
        only(USUAL, Figures.latency("A", 10, 10.1, 11.2), Figures.latency("A", 11, 11.5, 11.6));
    assertEquals(ChangeVerdict.CANNOT_TELL, one.verdict());
    assertEquals("the processes of both runs overlap", one.reason());
  }

  @Test
  void isUnchangedOnlyWhereTheWholeIntervalIsWithinTheFloor() {
    FigureComparison narrow =
        only(USUAL, Figures.latency("A", 10, 10.01, 10.02), Figures.latency("A", 10, 10.01, 10.03));
    assertEquals(ChangeVerdict.UNCHANGED, narrow.verdict());
    assertTrue(narrow.ratio().orElseThrow().farthest() < 0.05);
    FigureComparison wide =
        only(USUAL, Figures.latency("A", 10, 10.5, 11), Figures.latency("A", 10.1, 10.4, 11));
    assertEquals(ChangeVerdict.CANNOT_TELL, wide.verdict());
  }

  @Test
  void cannotTellOfDisturbedLatencies() {
    FigureComparison one =
        only(
            USUAL,
            Figures.latency("A", 10, 10.01, 10.02),
            Figures.latency("A", Figures.HERE, Verdict.NOISY, 20, 20.1, 20.2));
    assertEquals(ChangeVerdict.CANNOT_TELL, one.verdict());
    assertEquals("the run's latency is noisy: others took the processors", one.reason());
  }

  /** As latencies: repeated runs say how much a load varies, and a disturbed one says nothing. */
  @Test
  void cannotTellOfDisturbedLoads() {
    List<RunFigures> runs = new ArrayList<>();
    for (double millis : new double[] {40, 40.4, 39.8, 40.2}) {
      runs.add(Figures.run("r", Figures.time("A", Metric.LOAD, Verdict.VALID, millis)));
    }
    Comparer learnt = new Comparer(ComparisonRules.USUAL, Set.of(), runs);
    CellFigure before = Figures.time("A", Metric.LOAD, Verdict.VALID, 40);

    assertEquals(
        ChangeVerdict.CHANGED,
        only(learnt, before, Figures.time("A", Metric.LOAD, Verdict.VALID, 60)).verdict());
    FigureComparison disturbed =
        only(learnt, before, Figures.time("A", Metric.LOAD, Verdict.INVALID, 60));
    assertEquals(ChangeVerdict.CANNOT_TELL, disturbed.verdict());
    assertEquals("the run's time is invalid: others took the processors", disturbed.reason());
  }

  @Test
  void oneProcessSaysNothingUnlessRepeatsDo() {
    CellFigure before = Figures.latency("A", 10);
    CellFigure after = Figures.latency("A", 12);
    FigureComparison alone = only(USUAL, before, after);
    assertEquals(ChangeVerdict.CANNOT_TELL, alone.verdict());
    assertEquals("one process each: measure in several rounds", alone.reason());

    Comparer learnt = new Comparer(ComparisonRules.USUAL, Set.of(), repeats(10, 10.1, 9.95, 10.05));
    assertEquals(ChangeVerdict.CHANGED, only(learnt, before, after).verdict());
    assertEquals(
        ChangeVerdict.UNCHANGED, only(learnt, before, Figures.latency("A", 10.1)).verdict());
  }

  /** 3.182446 sqrt(2 s^2), where logarithms of the four repeats have the standard deviation s. */
  @Test
  void learnsTheThresholdOfACell() {
    Comparer learnt = new Comparer(ComparisonRules.USUAL, Set.of(), repeats(10, 11, 9, 10.5));
    FigureComparison one = only(learnt, Figures.latency("A", 10), Figures.latency("A", 12));
    double[] logs = {Math.log(10), Math.log(11), Math.log(9), Math.log(10.5)};
    double mean = (logs[0] + logs[1] + logs[2] + logs[3]) / 4;
    double variance = 0;
    for (double log : logs) {
      variance += (log - mean) * (log - mean) / 3;
    }
    assertEquals(Math.exp(3.182446 * Math.sqrt(2 * variance)) - 1, one.threshold(), 1e-6);
    assertEquals(ChangeVerdict.CANNOT_TELL, one.verdict());
  }

  private static List<RunFigures> repeats(double... medians) {
    List<RunFigures> runs = new ArrayList<>();
    for (double median : medians) {
      runs.add(Figures.run("repeat-" + runs.size(), Figures.latency("A", median)));
    }
    return runs;
  }

  /** The machine was 20 % slower and so was the model; the calibrations hardly vary. */
  @Test
  void takesTheMachinesDriftOut() {
    Map<String, Probe> fast = Map.of("pytorch cpu fp32 t2", new Probe(200, 1e-4, 40));
    Map<String, Probe> slow = Map.of("pytorch cpu fp32 t2", new Probe(160, 1e-4, 40));
    Comparison comparison =
        USUAL.compare(
            Figures.run("a", fast, Figures.latency("A", 10, 10.01, 10.02)),
            Figures.run("b", slow, Figures.latency("A", 12.5, 12.51, 12.52)));
    assertEquals(ChangeVerdict.UNCHANGED, comparison.figures().get(0).verdict());
    Drift drift = comparison.drifts().get("pytorch cpu fp32 t2");
    assertEquals(0.8, drift.seen(), 1e-9);
    // 1 - 2 (pi / 2) (1e-4 / 40) / ln(0.8)^2
    assertEquals(1 - Math.PI * 2.5e-6 / (Math.log(0.8) * Math.log(0.8)), drift.removed(), 1e-9);
  }

  @Test
  void takesNoDriftOutThatCalibrationsCannotTellFromTheirScatter() {
    Drift drift = Drift.between(new Probe(200, 0.01, 6), new Probe(190, 0.01, 6));
    assertEquals(0, drift.removed());
    assertEquals(1, drift.factor());
  }

  /** Half of the time is spent moving, which was half as fast: 1.5 times as long in all. */
  @Test
  void takesADriftOutThatOnlyMovingActivationsHas() {
    CellFigure half =
        Figures.of(
            "A", Evidence.ofRounds(Verdict.VALID, "", List.of(10.0, 10.01, 10.02), 0.5), 10.01);
    CellFigure slow =
        Figures.of(
            "A", Evidence.ofRounds(Verdict.VALID, "", List.of(15.0, 15.01, 15.02), 0.5), 15.01);
    Probe same = new Probe(200, 1e-8, 40);
    String moving = "pytorch cpu fp32 t2 moving";
    Comparison comparison =
        USUAL.compare(
            Figures.run(
                "a", Map.of("pytorch cpu fp32 t2", same, moving, new Probe(2, 1e-8, 40)), half),
            Figures.run(
                "b", Map.of("pytorch cpu fp32 t2", same, moving, new Probe(1, 1e-8, 40)), slow));
    assertEquals(1, comparison.figures().get(0).ratio().orElseThrow().estimate(), 0.002);
    assertEquals(Set.of("pytorch cpu fp32 t2", moving), comparison.drifts().keySet());
  }

  @Test
  void ofSingleProcessesOtherCellsSayHowMuchTheyScatter() {
    Comparison comparison =
        USUAL.compare(
            Figures.run(
                "a",
                Figures.latency("A", 10),
                Figures.latency("B", 10, 10.1, 10.2),
                Figures.latency("C", 20, 20.1, 20.3)),
            Figures.run(
                "b",
                Figures.latency("A", 14),
                Figures.latency("B", 10, 10.1, 10.2),
                Figures.latency("C", 20, 20.1, 20.3)));
    assertTrue(comparison.figures().get(0).regression());
  }

  @Test
  void comparesOtherMachinesAndVersionsOnlyWhenAsked() {
    CellFigure here = Figures.latency("A", 10, 10.1, 10.2);
    CellFigure there =
        Figures.latency(
            "A",
            new Circumstances("optimized", "Xeon, 4 cores", "2.8.0", "pytorch cpu fp32 t2"),
            Verdict.VALID,
            20,
            20.1,
            20.2);
    InvalidInputException machine =
        assertThrows(InvalidInputException.class, () -> only(USUAL, here, there));
    assertEquals(
        "after was measured with machine Xeon, 4 cores, not AMD EPYC, 2 cores of before: pass"
            + " --across machine to compare them all the same",
        machine.getMessage());
    Comparer other = new Comparer(ComparisonRules.USUAL, Set.of(Across.MACHINE), List.of());
    InvalidInputException version =
        assertThrows(InvalidInputException.class, () -> only(other, here, there));
    assertTrue(version.getMessage().contains("version 2.8.0, not 2.7.1"), version.getMessage());
    Comparison both =
        new Comparer(ComparisonRules.USUAL, Set.of(Across.MACHINE, Across.VERSION), List.of())
            .compare(Figures.run("before", here), Figures.run("after", there));
    assertEquals(
        List.of("machine Xeon, 4 cores, not AMD EPYC, 2 cores", "version 2.8.0, not 2.7.1"),
        both.across());
    assertEquals(1, both.regressions().size());
  }

  @Test
  void listsCellsThatAppearedAndVanished() {
    Comparison comparison =
        USUAL.compare(
            Figures.run("a", Figures.one("A", Metric.MACS, 5), Figures.one("B", Metric.MACS, 5)),
            Figures.run("b", Figures.one("A", Metric.MACS, 5), Figures.one("C", Metric.MACS, 5)));
    assertEquals(Set.of("C-cost"), comparison.appeared());
    assertEquals(Set.of("B-cost"), comparison.vanished());
  }

  @Test
  void refusesRunsWithoutACommonCell() {
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () ->
                USUAL.compare(
                    Figures.run("a", Figures.one("A", Metric.MACS, 5)),
                    Figures.run("b", Figures.one("B", Metric.MACS, 5))));
    assertTrue(e.getMessage().startsWith("a and b have no cell in common"), e.getMessage());
  }

  @Test
  void comparesCostExactly() {
    assertEquals(
        ChangeVerdict.UNCHANGED,
        only(USUAL, Figures.one("A", Metric.MACS, 5e9), Figures.one("A", Metric.MACS, 5e9))
            .verdict());
    assertTrue(
        only(USUAL, Figures.one("A", Metric.MACS, 5e9), Figures.one("A", Metric.MACS, 5e9 + 1))
            .regression());
  }

  @Test
  void comparesMemoryByItsOwnThreshold() {
    assertEquals(
        ChangeVerdict.UNCHANGED,
        only(USUAL, Figures.one("A", Metric.MEMORY, 1e9), Figures.one("A", Metric.MEMORY, 1.09e9))
            .verdict());
    assertEquals(
        ChangeVerdict.UNCHANGED,
        only(USUAL, Figures.one("A", Metric.MEMORY, 100e6), Figures.one("A", Metric.MEMORY, 130e6))
            .verdict(),
        "30 MB are within the scatter of small models");
    assertTrue(
        only(USUAL, Figures.one("A", Metric.MEMORY, 1e9), Figures.one("A", Metric.MEMORY, 1.11e9))
            .regression());
    assertTrue(
        only(USUAL, Figures.one("A", Metric.MEMORY, 1e9), Figures.one("A", Metric.MEMORY, 0.8e9))
            .improvement());
  }

  @Test
  void comparesConformanceByItsLimit() {
    assertEquals(
        ChangeVerdict.UNCHANGED,
        only(USUAL, Figures.conformance("A", 1e-5), Figures.conformance("A", 9e-4)).verdict());
    assertTrue(
        only(USUAL, Figures.conformance("A", 1e-5), Figures.conformance("A", 2e-3)).regression());
    assertTrue(
        only(USUAL, Figures.conformance("A", 2e-3), Figures.conformance("A", 1e-5)).improvement());
  }

  /** 12 images that only the baseline gets right: p = 2 / 2^12. */
  @Test
  void comparesAccuraciesByMcNemar() {
    String before = "1".repeat(60) + "0".repeat(40);
    FigureComparison worse =
        only(
            USUAL,
            Figures.accuracy("A", before),
            Figures.accuracy("A", "0".repeat(12) + before.substring(12)));
    assertTrue(worse.regression());
    assertEquals(2 / 4096.0, worse.pValue().getAsDouble(), 1e-12);
    assertEquals(0.8, worse.ratio().orElseThrow().estimate(), 1e-9);
    FigureComparison chance =
        only(
            USUAL,
            Figures.accuracy("A", before),
            Figures.accuracy("A", "0".repeat(3) + before.substring(3)));
    assertEquals(ChangeVerdict.CANNOT_TELL, chance.verdict());
    assertEquals(
        ChangeVerdict.UNCHANGED,
        only(USUAL, Figures.accuracy("A", before), Figures.accuracy("A", before)).verdict());
  }

  @Test
  void aCellThatNowFailsIsARegressionAndOneThatIsNotTriedIsNot() {
    CellFigure before = Figures.latency("A", 10, 10.1, 10.2);
    FigureComparison failed =
        only(USUAL, before, Figures.without("A", Status.FAILED, "ended by SIGSEGV"));
    assertTrue(failed.regression());
    assertEquals("failed: ended by SIGSEGV", failed.reason());
    FigureComparison skipped =
        only(USUAL, before, Figures.without("A", Status.SKIPPED, "did not fit into --budget"));
    assertFalse(skipped.regression());
    assertEquals(ChangeVerdict.CANNOT_TELL, skipped.verdict());
    assertTrue(
        only(USUAL, Figures.without("A", Status.FAILED, "ended by SIGSEGV"), before).improvement());
  }

  private static FigureComparison only(Comparer comparer, CellFigure before, CellFigure after) {
    return comparer
        .compare(Figures.run("before", before), Figures.run("after", after))
        .figures()
        .get(0);
  }
}
