package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.Status;
import io.convbench.results.trust.RepeatedRun;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ProcessorClockTest {

  /** (3000 + 2600 + 3200 + 2800) / 4: the third processor had no thread. */
  @Test
  void takesTheFrequencyOfAsManyProcessorsAsThreads() {
    List<List<Double>> moments = List.of(List.of(3000.0, 2600.0, 800.0), List.of(3200.0, 2800.0));

    assertEquals(OptionalDouble.of(2900), ProcessorClock.frequency(moments, 2));
    assertEquals(OptionalDouble.of(3100), ProcessorClock.frequency(moments, 1));
  }

  /** Else a row would say of a repeat's times what disturbed another process. */
  @Test
  void goesWithTheTimesOfTheProcessThatItWatched() {
    ProcessorClock clock = new ProcessorClock();
    clock.start();
    clock.stop();
    Row evidence = clock.row(2);
    Row first = scored(1, "noisy").with(Column.VERDICT_REASONS, "others took processors");
    Row second = scored(2, "valid").with(evidence);
    Row row = RepeatedRun.of(Map.of("cell", List.of(first, second))).rows().get("cell");

    assertTrue(evidence.values().containsKey(Column.TIMED_S));
    assertTrue(row.values().entrySet().containsAll(evidence.values().entrySet()), row.toString());
  }

  private static Row scored(long number, String verdict) {
    return Row.empty()
        .with(Column.ATTEMPT, number)
        .with(Column.EVALUATION_IMAGES_PER_S, 90.0)
        .with(Column.VERDICT, verdict)
        .with(Status.OK, "");
  }

  @Test
  void tellsNoFrequencyWhereTheSystemDoesNot() {
    assertEquals(
        OptionalDouble.empty(), ProcessorClock.frequency(List.of(List.of(), List.of()), 2));
    assertEquals(OptionalDouble.empty(), ProcessorClock.frequency(List.of(), 2));
  }
}
