package io.convbench.harness.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.convbench.reports.chart.Rounding;
import io.convbench.results.statistics.Holm;
import io.convbench.results.statistics.McNemar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** McNemar's test between every two files of predictions, as text. */
final class PairedTests {

  private record Pair(String first, String second, McNemar test) {}

  private PairedTests() {}

  static String toText(List<ScoredPredictions> scored) {
    int width = scored.stream().mapToInt(each -> each.name().length()).max().orElse(0);
    String names = "  %-" + Math.max(5, width) + "s  %-" + Math.max(6, width) + "s";
    StringBuilder out =
        new StringBuilder(
            "McNemar's paired test of top-1, two-sided; p (Holm): corrected for all pairs%n"
                .formatted());
    out.append(
        (names + "  only first right  only second right        p  p (Holm)%n")
            .formatted("first", "second"));
    List<Pair> pairs = pairs(scored);
    double[] corrected =
        Holm.corrected(pairs.stream().mapToDouble(pair -> pair.test().pValue()).toArray());
    for (int i = 0; i < corrected.length; i++) {
      McNemar test = pairs.get(i).test();
      out.append(names.formatted(pairs.get(i).first(), pairs.get(i).second()))
          .append(
              String.format(
                  Locale.ROOT,
                  "  %16d  %17d  %7s  %8s%n",
                  test.onlyFirst(),
                  test.onlySecond(),
                  Rounding.probability(test.pValue()),
                  Rounding.probability(corrected[i])));
    }
    return out.toString();
  }

  /** The same as members of an array. */
  static void toJson(List<ScoredPredictions> scored, ArrayNode array) {
    List<Pair> pairs = pairs(scored);
    double[] corrected =
        Holm.corrected(pairs.stream().mapToDouble(pair -> pair.test().pValue()).toArray());
    for (int i = 0; i < corrected.length; i++) {
      array
          .addObject()
          .put("first", pairs.get(i).first())
          .put("second", pairs.get(i).second())
          .put("only_first_right", pairs.get(i).test().onlyFirst())
          .put("only_second_right", pairs.get(i).test().onlySecond())
          .put("p_value", pairs.get(i).test().pValue())
          .put("p_value_holm", corrected[i]);
    }
  }

  private static List<Pair> pairs(List<ScoredPredictions> scored) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < scored.size(); i++) {
      for (int j = i + 1; j < scored.size(); j++) {
        McNemar test = scored.get(i).images().mcNemar(scored.get(j).images());
        pairs.add(new Pair(scored.get(i).name(), scored.get(j).name(), test));
      }
    }
    return pairs;
  }
}
