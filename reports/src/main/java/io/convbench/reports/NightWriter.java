package io.convbench.reports;

import io.convbench.reports.nightly.BencherJson;
import io.convbench.reports.nightly.BenchmarkActionJson;
import io.convbench.reports.nightly.JUnitXml;
import io.convbench.reports.nightly.NightMarkdown;
import io.convbench.reports.page.NightPage;
import io.convbench.results.comparison.RunFigures;
import io.convbench.results.nightly.NightAssessment;
import io.convbench.results.nightly.NightHistory;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes what a night says: {@code index.html} with the trends, {@code summary.md}, {@code
 * junit.xml}, {@code benchmark-smaller.json} and {@code benchmark-bigger.json} for
 * github-action-benchmark, and {@code bencher.json}.
 */
public final class NightWriter {

  private NightWriter() {}

  /**
   * Writes all of it into a folder, or nothing; an older night's is replaced.
   *
   * @param history with the night
   * @return the path of the HTML
   * @throws IOException when the folder cannot be written, in one line
   */
  public static Path write(NightAssessment night, NightHistory history, Path folder)
      throws IOException {
    RunFigures run = night.night().run();
    PageFiles files = new PageFiles();
    files.add("summary.md", NightMarkdown.of(night, history));
    files.add("junit.xml", JUnitXml.of(night));
    files.add("benchmark-smaller.json", BenchmarkActionJson.of(run, true));
    files.add("benchmark-bigger.json", BenchmarkActionJson.of(run, false));
    files.add("bencher.json", BencherJson.of(run));
    return files.write("night", NightPage.html(night, history), folder);
  }
}
