package io.convbench.reports;

import io.convbench.foundation.file.FailureReason;
import io.convbench.foundation.file.WholeFolder;
import io.convbench.reports.chart.Figure;
import io.convbench.reports.chart.RatioChart;
import io.convbench.reports.comparison.ComparisonJson;
import io.convbench.reports.comparison.ComparisonMarkdown;
import io.convbench.reports.page.ComparisonPage;
import io.convbench.results.comparison.Comparison;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (Figure chart : charts) {
      String name = "charts/" + chart.name();
      files.put(name + ".svg", utf8(chart.picture().svg(chart.name(), chart.description())));
      files.put(name + ".png", chart.picture().png());
      files.put(name + ".csv", utf8(chart.data().toCsv()));
    }
    files.put("comparison.json", utf8(ComparisonJson.of(comparison)));
    files.put("comparison.md", utf8(ComparisonMarkdown.of(comparison)));
    files.put("index.html", utf8(ComparisonPage.html(comparison, charts)));
    try {
      WholeFolder.write(folder, files);
    } catch (IOException e) {
      throw new IOException(
          "cannot write the comparison into %s (%s): pass another --out"
              .formatted(folder, FailureReason.of(e)),
          e);
    }
    return folder.resolve("index.html");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
