package io.convbench.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.Column;
import io.convbench.results.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The revolution of depth in the page, its charts and their CSV. */
class DepthReportTest {

  private static final String[] RESNETS = {
    "ResNet18", "ResNet34", "ResNet50", "ResNet101", "ResNet152"
  };

  @TempDir private Path folder;

  /** As the lecture has them, from 28.2 to 3.57 %. */
  @Test
  void showsWhatTheWinnersPublished() throws IOException {
    write(AllArchitectures.run(RESNETS));
    assertEquals(
        List.of(
            "year,entry,depth,top5_error",
            "2010,NEC-UIUC,,0.282",
            "2011,XRCE,,0.258",
            "2012,AlexNet,8,0.164",
            "2013,Clarifai,8,0.117",
            "2014,\"VGG, second\",19,0.073",
            "2014,GoogLeNet,22,0.067",
            "2015,ResNet,152,0.0357"),
        csv("ilsvrc-winners").stream()
            .map(line -> line.replaceFirst("(0\\.\\d+|top5_error),.*", "$1"))
            .toList());
    String page = page();
    for (String source :
        List.of(
            "results of ILSVRC 2010, as EFF&#39;s AI Progress Measurement quotes them (0.28191)",
            "results of ILSVRC 2011, as EFF&#39;s AI Progress Measurement quotes them (0.25770)",
            "arXiv:1409.1556, Table 7",
            "arXiv:1409.4842, Table 2",
            "arXiv:1512.03385, Table 5")) {
      assertTrue(section(page).contains(source), source);
    }
  }

  /** He et al. 2015, Table 1, and below it what the graphs count. */
  @Test
  void showsTheResNetsOfThePaperAboveThoseOfTheRun() throws IOException {
    write(AllArchitectures.run(RESNETS));
    String page = page();
    assertEquals(
        List.of("1.8", "3.6", "3.8", "7.6", "11.3"), cells(page, "FLOPs, 10^9 (multiply-adds)"));
    assertEquals(List.of("1.81", "3.66", "3.86", "7.57", "11.28"), cells(page, "MACs, 10^9"));
    assertEquals(List.of("18", "34", "50", "101", "152"), cells(page, "Depth of the graph"));
    assertEquals("[1×1, 256; 3×3, 256; 1×1, 1024] × 23", cells(page, "conv4_x").get(3));
    assertEquals(
        List.of("published", "published", "published", "published", "published"),
        cells(page, "Errors are"));
    assertEquals(
        List.of(AllArchitectures.run("ResNet34").get(1)).stream()
            .map(row -> row.number(Column.LATENCY_P50_MS).orElseThrow())
            .toList(),
        csv("depth").stream()
            .filter(line -> line.startsWith("ResNet34,"))
            .map(line -> Double.parseDouble(line.split(",", -1)[7]))
            .toList());
  }

  @Test
  void leavesOpenWhatTheRunHasNot() throws IOException {
    List<Row> rows =
        KerasTable.only(
            AllArchitectures.run("ResNet18", "ResNet50"),
            row -> row.text(Column.MEASUREMENT).orElseThrow().equals("cost"));
    ReportWriter.write(new Report(AllArchitectures.history(rows), List.of()), folder);
    String page = page();
    assertEquals(List.of("1.81", "–", "3.86", "–", "–"), cells(page, "MACs, 10^9"));
    assertFalse(section(page).contains("Median latency, ms"), "none was measured");
    assertTrue(section(page).contains("GMACs of one image"));
    assertTrue(Files.exists(folder.resolve("charts/depth.png")));
  }

  /** In the title, and why. */
  @Test
  void saysThatNoLatencyIsDrawn() throws IOException {
    List<Row> rows = AllArchitectures.run("ResNet18", "ResNet50");
    write(rows);
    assertTrue(page().contains("<h3>Depth against error, MACs and latency</h3>"));
    assertFalse(page().contains("No latency is drawn"));

    write(
        rows.stream()
            .map(
                row ->
                    row.text(Column.MEASUREMENT).orElseThrow().equals("latency")
                        ? row.with(Column.VERDICT, "invalid")
                        : row)
            .toList());
    assertTrue(page().contains("<h3>Depth against error and MACs</h3>"));
    assertTrue(page().contains("No latency is drawn: no timing is valid."));

    write(KerasTable.only(rows, row -> row.text(Column.MEASUREMENT).orElseThrow().equals("cost")));
    assertTrue(page().contains("<h3>Depth against error and MACs</h3>"));
    assertTrue(page().contains("No latency is drawn: none was measured."));
  }

  /** In the legend and by shape: 13 shapes and colours of 13 families. */
  @Test
  void namesEveryFamilyInTheLegendOfDepth() throws IOException {
    Map<String, String> ofFamilies = new LinkedHashMap<>();
    for (Row row : AllArchitectures.run()) {
      ofFamilies.putIfAbsent(
          row.text(Column.FAMILY).orElseThrow(), row.text(Column.ARCHITECTURE).orElseThrow());
    }

    write(AllArchitectures.run(ofFamilies.values().toArray(String[]::new)));

    String svg = Files.readString(folder.resolve("charts/depth.svg"));
    for (String family : ofFamilies.keySet()) {
      assertTrue(svg.contains(">" + family + "</text>"), family);
    }
    assertFalse(svg.contains("Other families"));
  }

  @Test
  void tellsMeasuredErrorsFromPublishedOnes() throws IOException {
    List<Row> rows = new ArrayList<>(AllArchitectures.run("VGG16", "VGG19", "DenseNet121"));
    rows.add(KerasTable.accuracy(KerasTable.line("VGG16"), "pytorch", 0.7, 0.66, 0.74));
    write(rows);
    List<String> lines = csv("depth");
    assertTrue(lines.get(1).startsWith("VGG16,VGG,16,0.3"), lines.get(1));
    assertTrue(lines.get(1).contains(",measured,"), lines.get(1));
    assertTrue(lines.get(2).startsWith("VGG19,VGG,19,0.28744"), lines.get(2));
    assertTrue(lines.get(2).contains(",published,"), lines.get(2));
    assertTrue(lines.get(3).startsWith("DenseNet121,DenseNet,121,"), lines.get(3));
    assertTrue(page().contains("VGG16, 16 layers: 14.0 % top-5 error, measured here"));
    assertTrue(page().contains("VGG19, 19 layers: 10.0 % top-5 error, published"));
    assertFalse(section(page()).contains("18-layer"), "no ResNet ran");
  }

  @Test
  void saysNothingOfDepthWithoutWinnersOfTwoDepths() throws IOException {
    write(AllArchitectures.run("VGG16", "MobileNet", "MobileNetV2", "DenseNet201"));
    assertFalse(page().contains("id=\"depth\""));
    assertFalse(page().contains("href=\"#depth\""));
    assertFalse(Files.exists(folder.resolve("charts/ilsvrc-winners.csv")));
  }

  /** Rows of an older convbench. */
  @Test
  void saysNothingOfDepthWhereRowsHaveNone() throws IOException {
    write(KerasTable.run("pytorch", 1));
    assertFalse(page().contains("id=\"depth\""));
  }

  private void write(List<Row> rows) throws IOException {
    ReportWriter.writeWithoutPngs(new Report(AllArchitectures.history(rows), List.of()), folder);
  }

  private String page() throws IOException {
    return Files.readString(folder.resolve("index.html"));
  }

  private static String section(String page) {
    String rest = page.substring(page.indexOf("<h2 id=\"depth\">"));
    return rest.substring(0, rest.indexOf("</section>"));
  }

  private List<String> csv(String chart) throws IOException {
    return Files.readAllLines(folder.resolve("charts/" + chart + ".csv"));
  }

  /** The cells of a table's line. */
  private static List<String> cells(String page, String head) {
    String line = section(page).split(Pattern.quote("<th scope=\"row\">" + head + "</th>"), 2)[1];
    Matcher cells = Pattern.compile("<td>([^<]*)</td>").matcher(line.split("</tr>", 2)[0]);
    List<String> all = new ArrayList<>();
    while (cells.find()) {
      all.add(cells.group(1).replace('\u00a0', ' '));
    }
    return all;
  }
}
