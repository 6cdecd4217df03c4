package io.convbench.harness.cli;

import io.convbench.datasets.labels.ClassIndex;
import io.convbench.datasets.labels.ClassIndex.ImageClass;
import io.convbench.results.statistics.ClassConfusion;
import io.convbench.results.statistics.ClassConfusion.ClassHits;
import io.convbench.results.statistics.ClassConfusion.Pair;
import java.util.List;
import java.util.Locale;

/** The weakest classes and the most frequent mistakes of one file of predictions, as text. */
final class ConfusionText {

  private ConfusionText() {}

  /** The first so many of each. */
  static String of(ScoredPredictions scored, int lines, ClassIndex index) {
    ClassConfusion confusion =
        ClassConfusion.of(scored.images().truths(), scored.images().firsts());
    StringBuilder out = new StringBuilder();
    out.append("%s, weakest classes:%n".formatted(scored.name()));
    confusion.weakest().stream().limit(lines).forEach(hits -> out.append(line(hits, index)));
    out.append("%s, most frequent mistakes:%n".formatted(scored.name()));
    List<Pair> pairs = confusion.pairs();
    pairs.stream().limit(lines).forEach(pair -> out.append(line(pair, index)));
    return out.toString();
  }

  private static String line(ClassHits hits, ClassIndex index) {
    return String.format(
        Locale.ROOT,
        "  %6.2f %%  %d of %d  %s%n",
        100 * hits.accuracy(),
        hits.hits(),
        hits.images(),
        text(index.get(hits.truth())));
  }

  private static String line(Pair pair, ClassIndex index) {
    return "  %4s images of %s taken for %s%n"
        .formatted(pair.images(), text(index.get(pair.truth())), text(index.get(pair.predicted())));
  }

  private static String text(ImageClass imageClass) {
    return "%s (%s)".formatted(imageClass.name(), imageClass.index());
  }
}
