package io.convbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.machine.MachineProbe;
import io.convbench.results.Column;
import io.convbench.results.Environment;
import io.convbench.results.Row;
import io.convbench.results.RunEnvironments;
import io.convbench.results.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose environment.json is missing. */
class RunMachineTest {

  private final Environment now;
  private final Row here;

  @TempDir private Path folder;
  private RunMachine machine;
  private RunEnvironments environments;

  RunMachineTest() throws IOException {
    now = EnvironmentProbe.probe(Clock.systemUTC(), MachineProbe.probe(), List.of());
    here =
        Row.empty()
            .with(Column.CPU_MODEL, now.cpuModel())
            .with(Column.COMMIT, now.commit())
            .with(Column.CORES, now.limits().cores());
  }

  @BeforeEach
  void read() throws IOException {
    environments = RunEnvironments.read(new RunFolder(folder));
    machine = new RunMachine(environments, false);
  }

  @Test
  void goesOnInAFileOfItsOwnAndSaysWhatCannotBeTold() throws IOException {
    environments.named(List.of(here, here));
    assertDoesNotThrow(() -> machine.requireRows(now, List.of(here, Row.empty())));

    String file = machine.environmentFile(now);

    assertEquals("environment-2.json", file);
    assertEquals(
        "environment.json, which 2 rows name, is missing: whether these rows come from this machine and these versions cannot be told; rows measured now name environment-2.json.%n"
            .formatted(),
        machine.remarks(file));
  }

  @Test
  void saysNothingOfARunThatHasNoRowYet() throws IOException {
    assertEquals("environment.json", machine.environmentFile(now));
    environments.named(List.of(here));
    assertEquals("", machine.remarks("environment.json"));
  }

  /** Rows say that much themselves. */
  @Test
  void refusesRowsOfAnotherMachineOrVersion() {
    Row elsewhere =
        here.with(Column.CPU_MODEL, "VIA C3").with(Column.COMMIT, "abcdef").with(Column.CORES, 999);

    InvalidInputException refusal =
        assertThrows(
            InvalidInputException.class, () -> machine.requireRows(now, List.of(here, elsewhere)));

    assertTrue(
        refusal
            .getMessage()
            .startsWith(
                "this run was measured on another machine or version (here: processor %s, not VIA C3; convbench %s, not abcdef; cores %s, not 999)"
                    .formatted(now.cpuModel(), now.commit(), now.limits().cores())),
        refusal.getMessage());
    assertDoesNotThrow(
        () -> new RunMachine(environments, true).requireRows(now, List.of(elsewhere)));
  }
}
