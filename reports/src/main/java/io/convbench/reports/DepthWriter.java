package io.convbench.reports;

import io.convbench.reports.chart.DegradationChart;
import io.convbench.reports.chart.Figure;
import io.convbench.reports.page.DepthPage;
import io.convbench.results.experiment.DepthFindings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes what networks of different depth show: {@code index.html} and its charts. */
public final class DepthWriter {

  private DepthWriter() {}

  /**
   * Writes it into a folder, all of it or nothing; an older one there is replaced.
   *
   * @return the path of the HTML
   * @throws IOException when the folder cannot be written, in one line
   */
  public static Path write(DepthFindings findings, Path folder) throws IOException {
    List<Figure> charts = DegradationChart.draw(findings);
    PageFiles files = new PageFiles();
    charts.forEach(files::add);
    return files.write("experiment", DepthPage.html(findings, charts), folder);
  }
}
