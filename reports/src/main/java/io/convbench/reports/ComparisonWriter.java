package io.convbench.reports;

import io.convbench.reports.chart.Figure;
import io.convbench.reports.chart.RatioChart;
import io.convbench.reports.comparison.ComparisonJson;
import io.convbench.reports.comparison.ComparisonMarkdown;
import io.convbench.reports.page.ComparisonPage;
import io.convbench.results.comparison.Comparison;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a comparison: {@code index.html}, which needs no other file, its charts in {@code charts},
 * {@code comparison.json} and {@code comparison.md}.
 */
public final class ComparisonWriter {

  private ComparisonWriter() {}

  /**
   * Writes it into a folder, all of it or nothing; an older one there is replaced.
   *
   * @return the path of the HTML
   * @throws IOException when the folder cannot be written, in one line
   */
  public static Path write(Comparison comparison, Path folder) throws IOException {
    List<Figure> charts = RatioChart.draw(comparison);
    PageFiles files = new PageFiles();
    charts.forEach(files::add);
    files.add("comparison.json", ComparisonJson.of(comparison).toString());
    files.add("comparison.md", ComparisonMarkdown.of(comparison));
    return files.write("comparison", ComparisonPage.html(comparison, charts), folder);
  }
}
