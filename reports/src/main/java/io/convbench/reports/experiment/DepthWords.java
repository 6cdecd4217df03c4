package io.convbench.reports.experiment;

import io.convbench.results.experiment.DepthFindings;
import io.convbench.results.experiment.DepthFindings.Comparison;
import io.convbench.results.experiment.DepthFindings.Result;
import io.convbench.results.experiment.DepthSettings;
import io.convbench.results.experiment.DepthTraining;
import io.convbench.results.statistics.MeanInterval;
import io.convbench.results.trust.Verdict;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What trainings of networks of different depth show, in plain sentences. */
public final class DepthWords {

  private static final double PERCENT = 100;

  private DepthWords() {}

  /** The answer in one sentence. */
  public static String answer(DepthFindings findings) {
    if (findings.settings().seeds().size() < 2) {
      return "Cannot be told by one seed, which shows nothing of chance: pass two or more --seeds.";
    }
    boolean plain = findings.isDegraded(false);
    boolean residual = findings.isDegraded(true);
    int deepest = deepest(findings);
    if (plain && !residual) {
      return ("Shown: plain networks of %s layers have a higher training error than shallower ones;"
              + " for residual ones no such difference was found.")
          .formatted(deepest);
    }
    if (plain) {
      return ("Shown in part: plain networks of %s layers have a higher training error than"
              + " shallower ones, but residual ones have too.")
          .formatted(deepest);
    }
    return ("Not shown: no higher training error of plain networks of %s layers than of shallower"
            + " ones was found, beyond what seeds do%s.")
        .formatted(
            deepest, residual ? "; residual ones of that depth have, against the expectation" : "");
  }

  /** Each comparison, and how the two kinds differ where they are deepest, in sentences. */
  public static List<String> details(DepthFindings findings) {
    List<String> details = new ArrayList<>();
    for (boolean residual : new boolean[] {false, true}) {
      for (Comparison one : findings.comparisons(residual)) {
        details.add(
            "%s, %s against %s layers: training error %s (%s)"
                .formatted(
                    DepthTraining.word(residual),
                    one.deepest(),
                    one.shallower(),
                    switch (one.verdict()) {
                      case HIGHER -> "higher";
                      case LOWER -> "lower";
                      case CANNOT_TELL -> "cannot be told apart";
                    },
                    points(one.difference())));
      }
    }
    findings
        .plainMinusResidual()
        .ifPresent(
            difference ->
                details.add(
                    "plain against residual, both of %s layers: training error %s (%s)"
                        .formatted(
                            deepest(findings),
                            difference.low() > 0
                                ? "higher"
                                : difference.high() < 0 ? "lower" : "cannot be told apart",
                            points(difference))));
    return details;
  }

  /** How it was trained, in sentences. */
  public static List<String> method(DepthSettings settings) {
    return List.of(
        String.format(
            Locale.ROOT,
            "%s: %d images of %d classes to learn from, %d held out, as %d x %d pixels%s; %d"
                + " filters in the first stage.",
            settings.dataset(),
            settings.trainImages(),
            settings.classes().size(),
            settings.testImages(),
            settings.side(),
            settings.side(),
            settings.varied() ? ", mirrored and shifted by chance" : "",
            settings.width()),
        String.format(
            Locale.ROOT,
            "%d epochs in batches of %d; learning rate %s, a tenth from the half, a hundredth from"
                + " three quarters on; momentum %s, weight decay %s; seeds %s; %s.",
            settings.epochs(),
            settings.batch(),
            settings.learningRate(),
            settings.momentum(),
            settings.decay(),
            settings.seeds(),
            settings.engine()),
        "Errors are means over the last tenth of the epochs. A difference counts where its 95 %"
            + " interval over the seeds (Student's t, pairs of the same seed) does not hold 0. The"
            + " deepest networks are compared with each shallower depth; the intervals are not"
            + " corrected for being several.");
  }

  /** How long trainings took, and how far that can be trusted, in a sentence. */
  public static String times(DepthFindings findings) {
    DoubleSummaryStatistics seconds =
        findings.trainings().stream().mapToDouble(DepthTraining::seconds).summaryStatistics();
    Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
    findings.trainings().forEach(one -> counts.merge(one.verdict(), 1L, Long::sum));
    return String.format(
        Locale.ROOT,
        "Trainings took %.1f to %.1f s; verdicts on these times: %s.",
        seconds.getMin(),
        seconds.getMax(),
        counts.entrySet().stream()
            .map(count -> "%s %s".formatted(count.getValue(), count.getKey().word()))
            .collect(Collectors.joining(", ")));
  }

  /** {@code 43.2 % (41.0 to 45.1)}: mean and range over the seeds. */
  public static String error(MeanInterval error) {
    return String.format(
        Locale.ROOT,
        "%.1f %% (%.1f to %.1f)",
        PERCENT * error.mean(),
        PERCENT * error.least(),
        PERCENT * error.most());
  }

  /** The table and sentences for a terminal. */
  public static String text(DepthFindings findings) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT, "%-9s %6s  %-24s %s%n", "Kind", "Layers", "Training error", "Test error"));
    for (Result result : findings.results()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-9s %6d  %-24s %s%n",
              DepthTraining.word(result.residual()),
              result.depth(),
              error(result.training()),
              error(result.test())));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "Means over %d seeds, in brackets their range.%n",
            findings.settings().seeds().size()));
    details(findings).forEach(line -> text.append("  ").append(line).append('\n'));
    text.append(times(findings)).append('\n');
    return text.append(answer(findings)).append('\n').toString();
  }

  private static String points(MeanInterval difference) {
    if (Double.isInfinite(difference.low())) {
      return String.format(
          Locale.ROOT, "%+.1f points; one seed has no interval", PERCENT * difference.mean());
    }
    return String.format(
        Locale.ROOT,
        "%+.1f points, 95 %% interval %+.1f to %+.1f, seeds %+.1f to %+.1f",
        PERCENT * difference.mean(),
        PERCENT * difference.low(),
        PERCENT * difference.high(),
        PERCENT * difference.least(),
        PERCENT * difference.most());
  }

  private static int deepest(DepthFindings findings) {
    List<Integer> depths = findings.settings().depths();
    return depths.get(depths.size() - 1);
  }
}
