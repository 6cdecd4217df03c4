package io.convbench.harness.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.harness.cell.Scenario.Kind;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ScenarioTest {

  private static final OptionalDouble NONE = OptionalDouble.empty();
  private static final OptionalDouble TEN = OptionalDouble.of(10);

  @Test
  void aServerHasARateOrABoundAndNobodyElse() {
    assertRefused(Kind.SERVER, 1, NONE, NONE, 1);
    assertRefused(Kind.SERVER, 1, TEN, TEN, 1);
    assertRefused(Kind.OFFLINE, 1, TEN, NONE, 1);
    assertRefused(Kind.MULTI_STREAM, 1, NONE, TEN, 1);
    assertRefused(Kind.SERVER, 1, OptionalDouble.of(0), NONE, 1);
    assertRefused(Kind.SERVER, 1, NONE, OptionalDouble.of(Double.NaN), 1);
  }

  @Test
  void refusesNumbersThatAreNone() {
    assertRefused(Kind.OFFLINE, 0, NONE, NONE, 1);
    assertRefused(Kind.OFFLINE, 1, NONE, NONE, 0);
    assertRefused(Kind.MULTI_STREAM, 2, NONE, NONE, 1);
    assertRefused(Kind.SINGLE_STREAM, 1, NONE, NONE, 1);
  }

  @Test
  void rowsSayWhatWasAskedFor() {
    Row row = new Scenario(Kind.SERVER, 2, NONE, TEN, 30, 7).row();

    assertEquals(
        Row.empty()
            .with(Column.SCENARIO, "server")
            .with(Column.STREAMS, 2)
            .with(Column.LATENCY_BOUND_MS, 10.0)
            .with(Column.SCENARIO_DURATION_S, 30.0)
            .with(Column.ARRIVAL_SEED, 7),
        row);
  }

  private static void assertRefused(
      Kind kind, int streams, OptionalDouble rate, OptionalDouble bound, double seconds) {
    assertThrows(
        IllegalArgumentException.class, () -> new Scenario(kind, streams, rate, bound, seconds, 1));
  }
}
