package io.convbench.reports;

import io.convbench.foundation.file.FailureReason;
import io.convbench.foundation.file.WholeFolder;
import io.convbench.reports.nightly.BencherJson;
import io.convbench.reports.nightly.BenchmarkActionJson;
import io.convbench.reports.nightly.JUnitXml;
import io.convbench.reports.nightly.NightMarkdown;
import io.convbench.reports.page.NightPage;
import io.convbench.results.comparison.RunFigures;
import io.convbench.results.nightly.NightAssessment;
import io.convbench.results.nightly.NightHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

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
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("summary.md", utf8(NightMarkdown.of(night, history)));
    files.put("junit.xml", utf8(JUnitXml.of(night)));
    files.put("benchmark-smaller.json", utf8(BenchmarkActionJson.of(run, true)));
    files.put("benchmark-bigger.json", utf8(BenchmarkActionJson.of(run, false)));
    files.put("bencher.json", utf8(BencherJson.of(run)));
    files.put("index.html", utf8(NightPage.html(night, history)));
    try {
      WholeFolder.write(folder, files);
    } catch (IOException e) {
      throw new IOException(
          "cannot write the night into %s (%s): pass another --out"
              .formatted(folder, FailureReason.of(e)),
          e);
    }
    return folder.resolve("index.html");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
