package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.results.Column;
import io.convbench.results.Row;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EndToEndTest {

  /** Mean 20, standard deviation 10; thirds of one each, from 10 to 30. */
  @Test
  void saysHowImagesVaryInTheOrderInWhichTheyCame() {
    Row row = EndToEnd.variation(List.of(10.0, 20.0, 30.0));

    assertEquals(0.5, row.number(Column.END_TO_END_CV).orElseThrow(), 1e-12);
    assertEquals(3, row.number(Column.END_TO_END_DRIFT).orElseThrow(), 1e-12);
    assertEquals(OptionalDouble.empty(), row.number(Column.END_TO_END_P90_BOUND_MS));
  }

  /** MLPerf's early stopping needs 64 for the 90th percentile, of which one may be slower. */
  @Test
  void boundsThe90thPercentileOf64Images() {
    assertEquals(
        OptionalDouble.of(5),
        EndToEnd.variation(Collections.nCopies(64, 5.0)).number(Column.END_TO_END_P90_BOUND_MS));
  }
}
