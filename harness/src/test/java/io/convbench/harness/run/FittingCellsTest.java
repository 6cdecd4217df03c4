package io.convbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.modelfile.Precision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class FittingCellsTest {

  private static final Predicate<Cell> NONE = cell -> false;

  private static final Cell VGG16 = SampleCells.cell("VGG16", 1, "latency");
  private static final Cell VGG16_OF_8 = SampleCells.cell("VGG16", 8, "latency");
  private static final Cell VGG19 = SampleCells.cell("VGG19", 1, "latency");
  private static final Cell XCEPTION = SampleCells.cell("Xception", 1, "latency");
  private static final Cell MOBILE_NET = SampleCells.cell("MobileNet", 1, "latency");

  private final SetClock clock = new SetClock();

  @Test
  void putsAllArchitecturesBeforeASecondEngineAndAllMeasurementsBeforeASecondBatch() {
    List<Cell> plan = new ArrayList<>();
    for (String architecture : List.of("VGG16", "VGG19")) {
      plan.add(SampleCells.cost(architecture));
      for (String engine : List.of("pytorch", "onnxruntime")) {
        for (String measurement : List.of("conformance", "latency", "memory")) {
          for (int batch : measurement.equals("conformance") ? List.of(2) : List.of(1, 8)) {
            plan.add(SampleCells.cell(architecture, engine, batch, Precision.FP32, measurement));
          }
        }
      }
    }

    assertEquals(
        List.of(
            "VGG16 cost",
            "VGG19 cost",
            "VGG16 conformance, pytorch on cpu, batch 2",
            "VGG19 conformance, pytorch on cpu, batch 2",
            "VGG16 conformance, onnxruntime on cpu, batch 2",
            "VGG19 conformance, onnxruntime on cpu, batch 2",
            "VGG16 latency, pytorch on cpu, batch 1",
            "VGG19 latency, pytorch on cpu, batch 1",
            "VGG16 latency, onnxruntime on cpu, batch 1",
            "VGG19 latency, onnxruntime on cpu, batch 1",
            "VGG16 memory, pytorch on cpu, batch 1",
            "VGG19 memory, pytorch on cpu, batch 1",
            "VGG16 memory, onnxruntime on cpu, batch 1",
            "VGG19 memory, onnxruntime on cpu, batch 1",
            "VGG16 latency, pytorch on cpu, batch 8",
            "VGG19 latency, pytorch on cpu, batch 8",
            "VGG16 latency, onnxruntime on cpu, batch 8",
            "VGG19 latency, onnxruntime on cpu, batch 8",
            "VGG16 memory, pytorch on cpu, batch 8",
            "VGG19 memory, pytorch on cpu, batch 8",
            "VGG16 memory, onnxruntime on cpu, batch 8",
            "VGG19 memory, onnxruntime on cpu, batch 8"),
        FittingCells.byImportance(plan).stream().map(Cell::toString).toList());
  }

  /** A timed cell is open as often as rounds of it are missing. */
  @Test
  void takesRoundsForNoFurtherBatches() {
    Cell memory = SampleCells.cell("VGG16", 1, "memory");
    Cell memoryOf8 = SampleCells.cell("VGG16", 8, "memory");

    assertEquals(
        List.of(VGG16, memory, VGG16_OF_8, memoryOf8),
        FittingCells.byImportance(
            List.of(VGG16, VGG16, VGG16_OF_8, VGG16_OF_8, memory, memoryOf8)));
  }

  /** The plan measures an architecture's batches before it comes to the next architecture. */
  @Test
  void keepsTimeForMoreImportantCellsThatComeLater() {
    Measured measured = new Measured(20, List.of(VGG16, VGG16_OF_8, VGG19), cell -> 10);

    measured.run(cell -> 10);

    assertEquals(List.of(VGG16, VGG19), measured.cells);
    assertEquals(
        """
        Left out by --budget 20s, to be measured by --resume: 1 cell
          latency, pytorch on cpu, batch 8: VGG16
        """
            .formatted(),
        measured.fitting.leftOut());
  }

  @Test
  void measuresCheaperCellsBehindOneThatDoesNotFit() {
    Measured measured =
        new Measured(30, List.of(VGG16, VGG19, MOBILE_NET), cell -> cell.equals(VGG19) ? 50 : 10);

    measured.run(cell -> 10);

    assertEquals(List.of(VGG16, MOBILE_NET), measured.cells);
  }

  /** 10 seconds each were expected, in 40 seconds. */
  @Test
  void leavesOutMoreWhenCellsTakeLongerThanExpected() {
    Measured measured = new Measured(40, List.of(VGG16, VGG19, XCEPTION, MOBILE_NET), cell -> 10);
    assertEquals(
        "Budget 40s: 4 of 4 cells fit, which are expected to take 40 s.%n".formatted(),
        measured.fitting.remarks());

    measured.run(cell -> 15);

    assertEquals(List.of(VGG16, VGG19), measured.cells, "of the 10 seconds left a third needs 15");
    assertEquals(
        """
        Left out by --budget 40s, to be measured by --resume: 2 cells
          latency, pytorch on cpu, batch 1: MobileNet, Xception
        """
            .formatted(),
        measured.fitting.leftOut());
    assertEquals("did not fit --budget 40s: --resume measures it", measured.fitting.reason());
  }

  @Test
  void measuresAfterAllWhatFitsWhenCellsTakeLessThanExpected() {
    Measured measured =
        new Measured(25, List.of(VGG16, VGG19, XCEPTION), cell -> cell.equals(VGG16) ? 30 : 10);
    assertEquals(
        """
        Budget 25s: 2 of 3 cells fit, which are expected to take 20 s.
        Left out unless others take less than expected:
          latency, pytorch on cpu, batch 1: VGG16
        """
            .formatted(),
        measured.fitting.remarks());

    measured.run(cell -> 1);

    assertEquals(List.of(VGG19, XCEPTION, VGG16), measured.cells);
    assertEquals("", measured.fitting.leftOut());
  }

  @Test
  void measuresNothingWhereNothingFits() {
    Measured measured = new Measured(5, List.of(VGG16, VGG19), cell -> 10);

    measured.run(cell -> 10);

    assertEquals(List.of(), measured.cells);
    assertTrue(
        measured
            .fitting
            .remarks()
            .startsWith("Budget 5s: none of 2 cells fits; the shortest is expected to take "));
  }

  /** As a smaller batch of a cell that lacked memory has. */
  @Test
  void doesNotMeasureAgainWhatHasItsRowMeanwhile() {
    FittingCells fitting = new Measured(15, List.of(VGG16, VGG16_OF_8), cell -> 10).fitting;
    assertTrue(fitting.take(VGG16));
    clock.advance(1);

    assertEquals(Optional.empty(), fitting.next(VGG16_OF_8::equals));
    assertEquals("", fitting.leftOut());
  }

  @Test
  void measuresEverythingWithoutABudget() {
    List<Cell> cells = List.of(VGG16, VGG19);
    Estimate estimate = new Estimate(cells, cell -> 1e9, clock);
    FittingCells fitting =
        new FittingCells(Optional.empty(), Optional.empty(), cells, estimate, clock);

    assertTrue(fitting.take(VGG16));
    assertTrue(fitting.take(VGG19));
    assertEquals(Optional.empty(), fitting.next(NONE));
    assertEquals("", fitting.remarks());
    assertEquals("", fitting.leftOut());
  }

  /** All cells are measured once, however long it takes; what is timed again ends within it. */
  @Test
  void timesAgainWithinTheLimitOfASuite() {
    List<Cell> cells = List.of(VGG16, VGG19);
    Estimate estimate = new Estimate(cells, cell -> cell.equals(VGG16) ? 20 : 10, clock);
    FittingCells fitting =
        new FittingCells(
            Optional.empty(), Optional.of(Budget.ofSeconds(450)), cells, estimate, clock);

    clock.advance(435);
    assertTrue(fitting.take(VGG16));
    assertTrue(fitting.take(VGG19));
    assertFalse(fitting.takeAgain(VGG16));
    assertTrue(fitting.takeAgain(VGG19));
    assertEquals("", fitting.leftOut());
    assertEquals(
        "Not timed again, to end within 7m30s: 1 cell; --resume does it.\n",
        fitting.notTimedAgain());
  }

  @Test
  void aBudgetTakesThePlaceOfTheLimitOfASuite() {
    List<Cell> cells = List.of(VGG16);
    Estimate estimate = new Estimate(cells, cell -> 10, clock);
    FittingCells fitting =
        new FittingCells(
            Optional.of(Budget.ofSeconds(900)),
            Optional.of(Budget.ofSeconds(450)),
            cells,
            estimate,
            clock);

    clock.advance(500);
    assertTrue(fitting.takeAgain(VGG16));
    assertEquals("", fitting.notTimedAgain());
    clock.advance(395);
    assertFalse(fitting.takeAgain(VGG16));
    assertEquals(
        "Not timed again, to end within 15m: 1 cell; --resume does it.\n", fitting.notTimedAgain());
  }

  /** Measures as a run does. */
  private final class Measured {

    private final List<Cell> plan;
    private final Estimate estimate;
    private final FittingCells fitting;
    private final List<Cell> cells = new ArrayList<>();

    private Measured(int seconds, List<Cell> plan, ToDoubleFunction<Cell> expectedSeconds) {
      this.plan = plan;
      this.estimate = new Estimate(plan, expectedSeconds, clock);
      this.fitting =
          new FittingCells(
              Optional.of(new Budget(Duration.ofSeconds(seconds))),
              Optional.empty(),
              plan,
              estimate,
              clock);
    }

    private void run(ToDoubleFunction<Cell> realSeconds) {
      for (Cell cell : plan) {
        if (fitting.take(cell)) {
          measure(cell, realSeconds);
        }
      }
      Optional<Cell> next = fitting.next(NONE);
      while (next.isPresent()) {
        assertFalse(cells.contains(next.get()));
        measure(next.get(), realSeconds);
        next = fitting.next(NONE);
      }
    }

    private void measure(Cell cell, ToDoubleFunction<Cell> realSeconds) {
      estimate.starts(cell);
      clock.advance(realSeconds.applyAsDouble(cell));
      estimate.ended();
      cells.add(cell);
    }
  }
}
