package io.convbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColumnTest {

  @Test
  void startsEveryFileWithTenColumns() {
    assertEquals(
        List.of(
            "run_id",
            "architecture",
            "engine",
            "device",
            "batch",
            "precision",
            "threads",
            "measurement",
            "status",
            "reason"),
        Column.leading().stream().map(Column::header).toList());
    assertEquals(Column.leading(), Column.all().subList(0, 10));
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsHeader(Column column) {
    assertEquals(Optional.of(column), Column.ofHeader(column.header()));
    assertTrue(column.header().matches("[a-z0-9_]+"), column.header());
    assertEquals(Optional.empty(), Column.ofHeader(column.name()));
  }

  /** A mean's interval may reach below 0 where few passes were timed; seeds are any numbers. */
  @Test
  void knowsARangeOfEveryNumberButOneIntervalAndSeeds() {
    assertEquals(
        List.of(
            Column.LATENCY_CI95_LOW_MS,
            Column.ARRIVAL_SEED,
            Column.ORDER_SEED,
            Column.TRAINING_SEED,
            Column.SEED),
        Column.all().stream()
            .filter(column -> column.type() != Column.Type.TEXT)
            .filter(column -> column.range() == Column.Range.ANY)
            .toList());
  }

  @ParameterizedTest
  @EnumSource
  void takesAFractionWhereItSaysFraction(Column column) {
    boolean says = column.description().endsWith("fraction");
    boolean overOne = column == Column.EVALUATION_OVERHEAD_FRACTION;
    assertEquals(
        says && !overOne, column.range() == Column.Range.FRACTION && says, column.header());
  }

  @Test
  void hasEveryProvenanceThatMakesARowSelfDescribing() {
    // Design, decision 8.
    for (String header :
        List.of(
            "run_id time commit jvm os cpu_model cores engine engine_version device threads"
                .split(" "))) {
      assertTrue(Column.ofHeader(header).isPresent(), header);
    }
    for (String header :
        List.of("weights weights_sha256 dataset dataset_sha256 protocol seed".split(" "))) {
      assertTrue(Column.ofHeader(header).isPresent(), header);
    }
  }
}
