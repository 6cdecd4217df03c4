package io.convbench.reports.page;

import io.convbench.reports.chart.Figure;
import io.convbench.reports.evidence.ClassFindings;
import io.convbench.reports.evidence.ClassNames;
import io.convbench.reports.evidence.Evidence;
import io.convbench.reports.evidence.MeasuredAccuracy;
import io.convbench.reports.evidence.Ranking;
import io.convbench.results.history.ConfigurationNames;
import java.util.List;

/**
 * Measured accuracies and what can be concluded from them.
 *
 * @param remarks why measured and published ones may differ
 * @param table of {@link AccuracyTable}
 * @param gaps what was not kept, so that the rest lacks it
 * @param rankings which differences are real
 * @param reliability the diagrams
 * @param classes weak classes and frequent mistakes
 */
public record AccuracySection(
    List<String> remarks,
    SortableTable table,
    List<String> gaps,
    List<RankingView> rankings,
    List<Page.Shown> reliability,
    List<ClassView> classes) {

  /** True when a class was ever taken for another. */
  public boolean mistakes() {
    return classes.stream().anyMatch(ClassView::mistaken);
  }

  static AccuracySection of(Evidence evidence, ClassNames names, List<Figure> reliability) {
    ConfigurationNames places =
        ConfigurationNames.of(evidence.accuracies().stream().map(MeasuredAccuracy::place).toList());
    return new AccuracySection(
        AccuracyRemarks.of(evidence.accuracies()),
        AccuracyTable.of(evidence.accuracies()),
        evidence.predictionsGaps(),
        RankingView.of(Ranking.of(evidence.predicted()), places),
        reliability.stream().map(Page.Shown::of).toList(),
        ClassFindings.of(evidence.shown()).stream()
            .map(one -> ClassView.of(one, names, places))
            .toList());
  }
}
