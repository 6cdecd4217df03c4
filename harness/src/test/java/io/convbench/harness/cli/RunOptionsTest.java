package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.harness.run.Budget;
import io.convbench.harness.run.Repeats;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RunOptionsTest {

  private static Repeats repeats(String... options) throws IOException {
    RunOptions asked = new RunOptions();
    new CommandLine(asked).parseArgs(options);
    return asked.resolve(Path.of("none")).repeats();
  }

  /**
   * As the issue of the suites has it: 8 minutes, and 20, with what a run does beside its cells.
   */
  @ParameterizedTest
  @CsvSource({"keras, 450", "engines, 1140"})
  void suitesEndInTimeOnSlowMachines(String suite, int seconds) throws IOException {
    assertEquals(
        new Repeats(0.25, Optional.of(new Budget(Duration.ofSeconds(seconds)))), repeats(suite));
  }

  @Test
  void otherSuitesTakeTheTimeThatTheyNeed() throws IOException {
    assertEquals(Repeats.ofShare(0.25), repeats("keras-all"));
  }

  /** Who asks for other cells, or for repeats, is not to get fewer rounds than said. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--arch=VGG16,ResNet18",
        "--engine=pytorch",
        "--device=cpu",
        "--batch=1,8",
        "--precision=bf16",
        "--threads=1",
        "--measure=latency",
        "--rounds=5",
        "--scenario=offline",
        "--repeat-budget=25"
      })
  void theLimitIsThatOfTheSuiteAsItIsWritten(String option) throws IOException {
    assertEquals(Repeats.ofShare(0.25), repeats("keras", option));
  }
}
