package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

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

  private static int exitCode(Row... rows) {
    return RunControl.exitCode(List.of(rows));
  }

  private static Row row(String device, Status status) {
    return Row.empty()
        .with(Column.DEVICE, device)
        .with(status, status == Status.OK ? "" : "for this test");
  }
}
