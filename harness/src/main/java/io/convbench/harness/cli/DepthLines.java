package io.convbench.harness.cli;

import io.convbench.harness.experiment.DepthExperiment;
import io.convbench.results.Column;
import io.convbench.results.experiment.DepthTraining;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** One line per training, and one per minute in which none has ended. */
final class DepthLines implements DepthExperiment.Progress {

  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final int trainings;
  private final PrintWriter out;
  private final Clock clock;
  private Instant lastLine;

  /**
   * @param trainings how many there are
   */
  DepthLines(int trainings, PrintWriter out, Clock clock) {
    this.trainings = trainings;
    this.out = out;
    this.clock = clock;
    this.lastLine = clock.instant();
  }

  @Override
  public void reached(String training, int number, double fraction) {
    if (Duration.between(lastLine, clock.instant()).compareTo(SILENCE) >= 0) {
      print(
          String.format(
              Locale.ROOT,
              "[%d/%d] %s: %.0f %% trained",
              number,
              trainings,
              training,
              100 * fraction));
    }
  }

  @Override
  public void ended(DepthTraining training, int number) {
    print(
        String.format(
            Locale.ROOT,
            "[%d/%d] %s: training error %.1f %%, test error %.1f %%, %.0f s%s%s",
            number,
            trainings,
            training.name(),
            100 * training.trainingError(),
            100 * training.testError(),
            training.seconds(),
            training.verdict().sign(),
            training
                .timing()
                .text(Column.VERDICT_REASONS)
                .map(why -> " (%s: %s)".formatted(training.verdict().word(), why))
                .orElse("")));
  }

  private void print(String line) {
    out.println(line);
    out.flush();
    lastLine = clock.instant();
  }
}
