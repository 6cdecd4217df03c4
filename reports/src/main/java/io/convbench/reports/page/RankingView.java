package io.convbench.reports.page;

import io.convbench.reports.chart.Rounding;
import io.convbench.reports.evidence.MeasuredAccuracy;
import io.convbench.reports.evidence.PairedTest;
import io.convbench.reports.evidence.Ranking;
import io.convbench.results.history.ConfigurationNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A ranking as it is printed.
 *
 * @param label what was scored where
 * @param sentence how many differences are real
 * @param matrix every two, by rank; empty for few architectures, whose pairs are all in the table
 * @param pairs all pairs, or those of neighbours in rank
 * @param neighboursOnly whether the table leaves pairs out
 */
public record RankingView(
    String label, String sentence, HeatTable matrix, List<Line> pairs, boolean neighboursOnly) {

  /** Of so many architectures the table holds every pair. */
  private static final int FEW = 5;

  /**
   * A pair.
   *
   * @param verdict in words
   * @param real whether the difference is
   * @param images that both scored
   * @param onlyBetter of them those that the better one alone predicts right
   * @param onlyWorse those that the worse one alone predicts right
   * @param difference in percentage points
   * @param p raw
   * @param corrected by Holm
   */
  public record Line(
      String verdict,
      boolean real,
      int images,
      long onlyBetter,
      long onlyWorse,
      String difference,
      String p,
      String corrected) {

    static Line of(PairedTest test) {
      String verdict =
          test.real()
              ? "%s is better than %s: real".formatted(test.better(), test.worse())
              : "%s and %s cannot be told apart on these images"
                  .formatted(test.better(), test.worse());
      return new Line(
          verdict,
          test.real(),
          test.images(),
          test.test().onlyFirst(),
          test.test().onlySecond(),
          Rounding.signed(100 * test.difference(), 1),
          Rounding.probability(test.test().pValue()),
          Rounding.probability(test.correctedP()));
    }
  }

  /** As they are printed, those of engines that predict alike in one. */
  static List<RankingView> of(List<Ranking> rankings, ConfigurationNames names) {
    Map<RankingView, List<String>> places = new LinkedHashMap<>();
    for (Ranking ranking : rankings) {
      places
          .computeIfAbsent(of(ranking), key -> new ArrayList<>())
          .add(names.label(ranking.place()));
    }
    List<RankingView> views = new ArrayList<>();
    places.forEach((view, own) -> views.add(view.on(String.join("; ", own))));
    return views;
  }

  private RankingView on(String places) {
    return new RankingView(places + ": " + label, sentence, matrix, pairs, neighboursOnly);
  }

  private static RankingView of(Ranking ranking) {
    boolean few = ranking.architectures().size() <= FEW;
    List<PairedTest> shown = few ? ranking.pairs() : ranking.neighbours();
    long real = ranking.pairs().stream().filter(PairedTest::real).count();
    return new RankingView(
        ranking.architectures().get(0).images(),
        "%s of %s differences are real.".formatted(real, ranking.pairs().size()),
        few ? HeatTable.NONE : matrix(ranking),
        shown.stream().map(Line::of).toList(),
        !few);
  }

  private static HeatTable matrix(Ranking ranking) {
    List<MeasuredAccuracy> all = ranking.architectures();
    List<HeatTable.Line> lines = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      List<HeatCell> cells = new ArrayList<>();
      for (int j = 0; j < all.size(); j++) {
        Optional<PairedTest> test =
            j <= i
                ? Optional.empty()
                : ranking.pair(all.get(i).architecture(), all.get(j).architecture());
        cells.add(test.map(RankingView::cell).orElse(HeatCell.EMPTY));
      }
      lines.add(
          new HeatTable.Line(
              "%s %s, %s %%"
                  .formatted(i + 1, all.get(i).architecture(), Rounding.percent(all.get(i).top1())),
              cells));
    }
    return new HeatTable(
        "Rank, top‑1",
        IntStream.rangeClosed(1, all.size()).mapToObj(Integer::toString).toList(),
        lines);
  }

  private static HeatCell cell(PairedTest test) {
    Line line = Line.of(test);
    return new HeatCell(
        test.real() ? line.difference() : "≈",
        List.of(),
        "%s: only %s right %s, only %s right %s, p %s, with Holm's correction %s"
            .formatted(
                line.verdict(),
                test.better(),
                line.onlyBetter(),
                test.worse(),
                line.onlyWorse(),
                line.p(),
                line.corrected()),
        test.real() ? 0 : -1);
  }
}
