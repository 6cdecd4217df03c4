package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.harness.run.SetClock;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.experiment.DepthTraining;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class DepthLinesTest {

  private final SetClock clock = new SetClock();
  private final StringWriter out = new StringWriter();
  private final DepthLines lines = new DepthLines(24, new PrintWriter(out), clock);

  @Test
  void saysOnceAMinuteHowFarATrainingIs() {
    clock.advance(59);
    lines.reached("plain-20-seed-1", 3, 0.2);
    assertEquals("", out.toString());
    clock.advance(1);
    lines.reached("plain-20-seed-1", 3, 0.25);
    lines.reached("plain-20-seed-1", 3, 0.26);

    assertEquals("[3/24] plain-20-seed-1: 25 % trained" + System.lineSeparator(), out.toString());
  }

  @Test
  void countsTheMinuteFromTheLastTraining() {
    clock.advance(50);
    lines.ended(training(Row.empty().with(Column.VERDICT, "valid")), 1);
    String ended =
        "[1/24] residual-8-seed-1: training error 12.5 %, test error 25.0 %, 50 s"
            + System.lineSeparator();
    assertEquals(ended, out.toString());
    clock.advance(59);
    lines.reached("plain-20-seed-1", 3, 0.25);

    assertEquals(ended, out.toString());
  }

  @Test
  void saysHowFarItsTimeCanBeTrusted() {
    lines.ended(
        training(
            Row.empty()
                .with(Column.VERDICT, "noisy")
                .with(Column.VERDICT_REASONS, "the machine swapped 300 pages")),
        1);
    lines.ended(training(Row.empty()), 2);

    assertEquals(
        List.of("50 s~ (noisy: the machine swapped 300 pages)", "50 s?"),
        out.toString().lines().map(line -> line.substring(line.indexOf("50 s"))).toList());
  }

  private static DepthTraining training(Row timing) {
    return new DepthTraining(
        true, 8, 1, List.of(new DepthTraining.Epoch(0.5, 0.125, 0.25)), List.of(), 49.7, timing);
  }
}
