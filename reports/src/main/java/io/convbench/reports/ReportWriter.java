package io.convbench.reports;

import io.convbench.reports.chart.ChartSlot;
import io.convbench.reports.chart.Figure;
import io.convbench.reports.chart.Gallery;
import io.convbench.reports.evidence.ClassNames;
import io.convbench.reports.evidence.Evidence;
import io.convbench.reports.evidence.EvidenceTables;
import io.convbench.reports.evidence.RateSearches;
import io.convbench.reports.page.Page;
import io.convbench.reports.throughput.ThroughputTable;
import io.convbench.reports.transfer.LearnedDataset;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.history.History;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes a report: {@code index.html}, which needs no other file and no network, and every chart
 * beside it as {@code charts/<name>.svg}, {@code .png} and {@code .csv}, and every table that the
 * page shows an extract of as {@code tables/<name>.csv}; every row of its runs as {@code
 * results.csv}, and throughput as {@code throughput.md}.
 */
public final class ReportWriter {

  /** What a report shows, drawn but not written. */
  private record Content(
      History history,
      Evidence evidence,
      ClassNames names,
      List<ChartSlot> charts,
      List<Figure> reliability,
      RateSearches searches,
      List<Figure> scenarios,
      Map<LearnedDataset, List<Figure>> transfer,
      List<Figure> depth) {

    static Content of(Report report) {
      Evidence evidence = Evidence.read(report.history());
      RateSearches searches = RateSearches.read(report.history());
      return new Content(
          report.history(),
          evidence,
          new ClassNames(report.classNames()),
          Gallery.of(report.history()),
          Gallery.reliability(evidence),
          searches,
          Gallery.scenarios(report.history(), searches),
          transfer(report.history(), evidence),
          Gallery.depth(report.history()));
    }

    private static Map<LearnedDataset, List<Figure>> transfer(History history, Evidence evidence) {
      Map<LearnedDataset, List<Figure>> transfer = new LinkedHashMap<>();
      for (LearnedDataset dataset : LearnedDataset.of(history, evidence)) {
        transfer.put(dataset, Gallery.transfer(dataset, transfer.size() + 1));
      }
      return transfer;
    }

    String html() {
      return Page.html(
          history, charts, evidence, names, reliability, searches, scenarios, transfer, depth);
    }
  }

  private ReportWriter() {}

  /** As {@link #write(Report, Path, Consumer)}, and the page alone says what is missing. */
  static Path write(Report report, Path folder) throws IOException {
    return write(report, folder, gap -> {});
  }

  /**
   * Writes a report into a folder, all of it or nothing; an older report there is replaced.
   *
   * @param gap told of each file of a run that could not be had, a sentence; the page has it, too
   * @return the path of the HTML
   * @throws IOException when the folder cannot be written, in one line
   */
  public static Path write(Report report, Path folder, Consumer<String> gap) throws IOException {
    return write(report, new PageFiles(), folder, gap);
  }

  /** The same without PNGs, for tests of what else is there. */
  static Path writeWithoutPngs(Report report, Path folder) throws IOException {
    return write(report, new PageFiles(false), folder, gap -> {});
  }

  private static Path write(Report report, PageFiles files, Path folder, Consumer<String> gap)
      throws IOException {
    Content content = Content.of(report);
    content.evidence().gaps(content.searches()).forEach(gap);
    content.charts().forEach(chart -> add(chart, files));
    content.reliability().forEach(chart -> add(chart, files));
    content.scenarios().forEach(chart -> add(chart, files));
    content.transfer().values().forEach(charts -> charts.forEach(chart -> add(chart, files)));
    content.depth().forEach(chart -> add(chart, files));
    EvidenceTables.of(content.evidence(), content.names())
        .forEach((name, table) -> files.add("tables/" + name + ".csv", table.toCsv()));
    files.add("results.csv", ResultsCsv.text(rows(report.history())));
    ThroughputTable.markdown(report.history())
        .ifPresent(table -> files.add("throughput.md", table));
    return files.write("report", content.html(), folder);
  }

  /** The page alone, which needs no other file. */
  static String html(Report report) {
    return Content.of(report).html();
  }

  private static void add(ChartSlot chart, PageFiles files) {
    if (chart instanceof Figure figure) {
      files.add(figure);
    }
  }

  private static List<Row> rows(History history) {
    return history.runs().stream().flatMap(run -> run.rows().stream()).toList();
  }
}
