package io.convbench.reports;

import io.convbench.foundation.file.FailureReason;
import io.convbench.foundation.file.WholeFolder;
import io.convbench.reports.chart.ChartSlot;
import io.convbench.reports.chart.Figure;
import io.convbench.reports.chart.Gallery;
import io.convbench.reports.evidence.ClassNames;
import io.convbench.reports.evidence.Evidence;
import io.convbench.reports.evidence.EvidenceTables;
import io.convbench.reports.page.Page;
import io.convbench.results.history.History;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a report: {@code index.html}, which needs no other file and no network, and every chart
 * beside it as {@code charts/<name>.svg}, {@code .png} and {@code .csv}, and every table that the
 * page shows an extract of as {@code tables/<name>.csv}.
 */
public final class ReportWriter {

  private ReportWriter() {}

  /**
   * Writes a report into a folder, all of it or nothing; an older report there is replaced.
   *
   * @return the path of the HTML
   * @throws IOException when the folder cannot be written, in one line
   */
  public static Path write(Report report, Path folder) throws IOException {
    History history = report.history();
    Evidence evidence = Evidence.read(history.observations());
    ClassNames names = new ClassNames(report.classNames());
    List<ChartSlot> plates = Gallery.of(history);
    List<Figure> reliability = Gallery.reliability(evidence);
    Map<String, byte[]> files = new LinkedHashMap<>();
    plates.forEach(plate -> add(plate, files));
    reliability.forEach(plate -> add(plate, files));
    EvidenceTables.of(evidence, names)
        .forEach((name, table) -> files.put("tables/" + name + ".csv", utf8(table.toCsv())));
    String page = Page.html(history, plates, evidence, names, reliability);
    // Last, so that whoever sees the page also finds its charts.
    files.put("index.html", utf8(page));
    try {
      WholeFolder.write(folder, files);
    } catch (IOException e) {
      throw new IOException(
          "cannot write the report into %s (%s): pass another --out"
              .formatted(folder, FailureReason.of(e)),
          e);
    }
    return folder.resolve("index.html");
  }

  private static void add(ChartSlot plate, Map<String, byte[]> files) {
    if (plate instanceof Figure figure) {
      String name = "charts/" + figure.name();
      files.put(name + ".svg", utf8(figure.picture().svg(figure.name(), figure.description())));
      files.put(name + ".png", figure.picture().png());
      files.put(name + ".csv", utf8(figure.data().toCsv()));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
