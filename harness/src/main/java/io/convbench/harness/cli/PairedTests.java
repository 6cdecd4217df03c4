package io.convbench.harness.cli;

import io.convbench.datasets.predictions.ScoredImage;
import io.convbench.datasets.predictions.ScoredPredictions;
import io.convbench.reports.chart.Rounding;
import io.convbench.results.statistics.McNemar;
import java.util.List;
import java.util.Locale;

/** McNemar's test between every two files of predictions, as text. */
final class PairedTests {

  private PairedTests() {}

  static String toText(List<ScoredPredictions> scored) {
    int width = scored.stream().mapToInt(each -> each.name().length()).max().orElse(0);
    String names = "  %-" + Math.max(5, width) + "s  %-" + Math.max(6, width) + "s";
    StringBuilder out =
        new StringBuilder(
            "McNemar's paired test of top-1, two-sided, not corrected for the number of pairs:%n"
                .formatted());
    out.append(
        (names + "  only first right  only second right        p%n").formatted("first", "second"));
    for (int i = 0; i < scored.size(); i++) {
      for (int j = i + 1; j < scored.size(); j++) {
        McNemar test = McNemar.of(hits(scored.get(i)), hits(scored.get(j)));
        out.append(names.formatted(scored.get(i).name(), scored.get(j).name()))
            .append(
                String.format(
                    Locale.ROOT,
                    "  %16d  %17d  %7s%n",
                    test.onlyFirst(),
                    test.onlySecond(),
                    Rounding.probability(test.pValue())));
      }
    }
    return out.toString();
  }

  private static boolean[] hits(ScoredPredictions scored) {
    List<ScoredImage> images = scored.images();
    boolean[] hits = new boolean[images.size()];
    for (int i = 0; i < hits.length; i++) {
      hits[i] = images.get(i).isHit(1);
    }
    return hits;
  }
}
