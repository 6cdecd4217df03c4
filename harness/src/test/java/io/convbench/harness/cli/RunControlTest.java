package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The exit codes that a run's rows give. */
class RunControlTest {

  private static final Row COST = Row.empty().with(Status.OK, "");

  @Test
  void isOneWhenAMeasurementFailed() {
    assertEquals(1, exitCode(COST, row("cpu", Status.OK), row("cpu", Status.FAILED)));
    assertEquals(1, exitCode(row("gpu:0", Status.UNAVAILABLE), row("cpu", Status.FAILED)));
  }

  @Test
  void isThreeWhenThisMachineCouldDoNothing() {
    assertEquals(3, exitCode(row("cpu", Status.UNAVAILABLE), row("cpu", Status.SKIPPED)));
  }

  @Test
  void isThreeWhenGpusAloneWereAskedForWhateverTheCost() {
    assertEquals(3, exitCode(COST, row("gpu:0", Status.UNAVAILABLE)));
  }

  @Test
  void isZeroWhenOnlySomeCouldNot() {
    assertEquals(0, exitCode(row("cpu", Status.OK), row("gpu:0", Status.UNAVAILABLE)));
    assertEquals(0, exitCode(COST, row("cpu", Status.SKIPPED)));
  }

  /** By --strict, whatever the time is of. */
  @ParameterizedTest
  @EnumSource(names = {"LATENCY_P50_MS", "LOAD_FIRST_MS", "END_TO_END_P50_MS", "TRAINING_S"})
  void doubtsEveryTimeThatIsNotValid(Column time) {
    Row timed = COST.with(time, 5.0);

    assertTrue(RunControl.isDoubtful(timed), "an older version's");
    assertTrue(RunControl.isDoubtful(timed.with(Column.VERDICT, "noisy")));
    assertFalse(RunControl.isDoubtful(timed.with(Column.VERDICT, "valid")));
    assertFalse(RunControl.isDoubtful(COST), "no time");
  }

  private static int exitCode(Row... rows) {
    return RunControl.exitCode(List.of(rows));
  }

  private static Row row(String device, Status status) {
    return Row.empty()
        .with(Column.DEVICE, device)
        .with(status, status == Status.OK ? "" : "for this test");
  }
}
