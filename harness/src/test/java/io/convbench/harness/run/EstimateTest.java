package io.convbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.harness.cell.Cell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class EstimateTest {

  private final SetClock clock = new SetClock();

  /** In the order in which they run. */
  private static final Map<String, Integer> GIGA_MACS = gigaMacs();

  /** Architectures of 1 to 20 GMACs, each timed, scored and weighed. */
  private static final List<Cell> CELLS = cells();

  @Test
  void saysTheExpectationAtFirst() {
    Estimate estimate = new Estimate(CELLS, cell -> 10, clock);

    assertEquals(Duration.ofSeconds(10L * CELLS.size()), estimate.left());
    assertEquals(0, estimate.fraction());
  }

  /** Evaluations take 4 times the expectation, timing what it is told to, memory half of it. */
  @Test
  void staysNearTheTruthOnAMachineOfAnotherSpeed() {
    ToDoubleFunction<Cell> real =
        cell ->
            expected(cell)
                * switch (cell.measurement().id()) {
                  case "accuracy" -> 4;
                  case "memory" -> 0.5;
                  default -> 1.1;
                };
    Estimate estimate = new Estimate(CELLS, EstimateTest::expected, clock);
    double left = CELLS.stream().mapToDouble(real).sum();
    double before = 0;
    for (int i = 0; i < CELLS.size(); i++) {
      Cell cell = CELLS.get(i);
      double seconds = real.applyAsDouble(cell);
      estimate.starts(cell);
      for (int tenth = 1; tenth <= 10; tenth++) {
        clock.advance(seconds / 10);
        left -= seconds / 10;
        estimate.reached(tenth / 10.0);
        assertTrue(estimate.fraction() >= before, "the bar falls back");
        before = estimate.fraction();
        // From the second architecture on all measurements have been seen.
        if (i >= 3 && left > 10) {
          double said = estimate.left().toMillis() / 1000.0;
          assertTrue(
              said > 0.75 * left && said < 1.33 * left, "cell " + i + ": " + said + " of " + left);
        }
      }
      estimate.ended();
    }
    assertEquals(1, estimate.fraction(), 1e-9);
    assertEquals(Duration.ZERO, estimate.left());
  }

  @Test
  void movesWithinACell() {
    Estimate estimate = new Estimate(CELLS.subList(0, 2), cell -> 10, clock);
    estimate.starts(CELLS.get(0));
    clock.advance(50);
    estimate.reached(0.5);

    assertEquals(0.25, estimate.fraction());
    assertEquals(
        Duration.ofSeconds(50 + 10), estimate.left(), "as long again, and the next as expected");
  }

  @Test
  void knowsWhatCellsTookInAnEarlierPartOfTheRun() {
    Estimate estimate = new Estimate(CELLS.subList(3, 4), cell -> 10, clock);

    estimate.experienced(CELLS.get(0), 37);

    // (37 + 3 x prior) / (10 + 3), where the prior is (37 + 3) / (10 + 3) of all cells.
    assertEquals((37 + 3 * 40 / 13.0) / 13 * 10, estimate.seconds(CELLS.get(3)), 1e-9);
    assertEquals(0, estimate.endedCells());
  }

  @Test
  void countsTheCellsThatAreStillExpected() {
    Estimate estimate = new Estimate(CELLS.subList(0, 4), cell -> 10, clock);
    assertEquals(4, estimate.cells());
    estimate.starts(CELLS.get(0));
    estimate.expects(CELLS.subList(1, 2));
    assertEquals(2, estimate.cells());
    clock.advance(10);
    estimate.ended();
    assertEquals(1, estimate.endedCells());
    assertEquals(0.5, estimate.fraction());

    estimate.starts(CELLS.get(3));

    assertEquals(3, estimate.cells(), "one more than was expected");
    assertEquals(0.5, estimate.fraction(), "the bar does not fall back");
  }

  private static double expected(Cell cell) {
    int gigaMacs = GIGA_MACS.get(cell.architecture().name());
    return switch (cell.measurement().id()) {
      case "accuracy" -> 10.0 * gigaMacs;
      case "memory" -> 4;
      default -> 12;
    };
  }

  private static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (String architecture : GIGA_MACS.keySet()) {
      for (String measurement : List.of("latency", "memory", "accuracy")) {
        cells.add(SampleCells.cell(architecture, 1, measurement));
      }
    }
    return cells;
  }

  private static Map<String, Integer> gigaMacs() {
    Map<String, Integer> rounded = new LinkedHashMap<>();
    rounded.put("MobileNet", 1);
    rounded.put("VGG19", 20);
    rounded.put("ResNet50", 4);
    rounded.put("DenseNet121", 3);
    rounded.put("VGG16", 15);
    rounded.put("Xception", 8);
    return rounded;
  }
}
