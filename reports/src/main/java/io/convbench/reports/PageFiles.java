package io.convbench.reports;

import io.convbench.foundation.file.FailureReason;
import io.convbench.foundation.file.WholeFolder;
import io.convbench.reports.chart.Figure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A page and the files beside it, which are written together. */
final class PageFiles {

  private static final String PAGE = "index.html";

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final boolean pngs;

  PageFiles() {
    this(true);
  }

  /**
   * @param pngs whether charts are written as PNGs too, which takes longer than all else
   */
  PageFiles(boolean pngs) {
    this.pngs = pngs;
  }

  /**
   * Adds a file.
   *
   * @param name its path in the folder
   */
  void add(String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a chart as SVG, PNG and CSV. */
  void add(Figure chart) {
    String name = "charts/" + chart.name();
    add(name + ".svg", chart.picture().svg(chart.name(), chart.description()));
    if (pngs) {
      files.put(name + ".png", chart.picture().png());
    }
    add(name + ".csv", chart.data().toCsv());
  }

  /**
   * Writes all of it into a folder, or nothing; what an older page left there is replaced. The page
   * comes last, so that whoever sees it also finds its charts.
   *
   * @param what the page shows, for the message of a failure
   * @return the path of the page
   * @throws IOException when the folder cannot be written, in one line
   */
  Path write(String what, String html, Path folder) throws IOException {
    add(PAGE, html);
    try {
      WholeFolder.write(folder, files);
    } catch (IOException e) {
      throw new IOException(
          "cannot write the %s into %s (%s): pass another --out"
              .formatted(what, folder, FailureReason.of(e)),
          e);
    }
    return folder.resolve(PAGE);
  }
}
