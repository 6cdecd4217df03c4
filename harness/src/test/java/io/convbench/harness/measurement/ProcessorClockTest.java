package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
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

  @Test
  void tellsNoFrequencyWhereTheSystemDoesNot() {
    assertEquals(
        OptionalDouble.empty(), ProcessorClock.frequency(List.of(List.of(), List.of()), 2));
    assertEquals(OptionalDouble.empty(), ProcessorClock.frequency(List.of(), 2));
  }
}
