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
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page says at first sight, and how it is read. */
class FirstScreenTest {

  private static final KerasTable.Line NET = KerasTable.line("MobileNetV2");

  @TempDir private Path folder;

  /** ResNet50V2 was published at 299 pixels and runs at 224. */
  @Test
  void marksAccuraciesOfAnotherSizeOnTheParetoList() throws IOException {
    String page =
        html(
            List.of(
                KerasTable.cost(NET),
                KerasTable.cost(KerasTable.line("ResNet50V2")),
                KerasTable.latency(NET, "pytorch", 1),
                KerasTable.latency(KerasTable.line("ResNet50V2"), "pytorch", 1)));

    assertTrue(page.contains("<dt>Accuracy against MACs</dt><dd>MobileNetV2, ResNet50V2*</dd>"));
    assertTrue(
        page.contains(
            "<dt>Accuracy against latency, pytorch on cpu, batch 1, fp32, 2 threads</dt><dd>MobileNetV2, ResNet50V2*</dd>"));
    assertTrue(
        page.contains("* Accuracy published at another input size than the one that ran.</p>"));
    assertTrue(page.contains("<dt>Most accurate</dt><dd>ResNet50V2, 76.0 % top‑1*"));
    assertFalse(html(List.of(KerasTable.cost(NET))).contains("size than the one that ran.</p>"));
  }

  /** Without a script all families are shown, and the script shows one. */
  @Test
  void holdsAnswersAndFrontsOfEachFamily() throws IOException {
    String page = html(KerasTable.run("pytorch", 1));

    String answers =
        page.substring(page.indexOf("<tbody data-narrowed=\"VGG\" hidden=\"hidden\">"));
    answers = answers.substring(0, answers.indexOf("</tbody>"));
    assertTrue(answers.contains("<strong>VGG16</strong>"), answers);
    assertTrue(answers.contains("&amp;family=VGG\">No limit</a>"), answers);
    assertFalse(answers.contains("MobileNet"), answers);
    assertTrue(page.contains("On the Pareto front of DenseNet"));
    assertTrue(
        page.contains(
            "<dt>Accuracy against MACs</dt><dd>DenseNet121, DenseNet169, DenseNet201</dd>"));
    assertFalse(
        html(List.of(KerasTable.cost(NET))).contains("data-narrowed=\"MobileNetV2\""),
        "of one family alone");
  }

  /**
   * 0.002 of 0.25 departs further from the reference, but 0.0005 of 0.001 is nearer to its limit.
   */
  @Test
  void saysThatItShowsTheShareOfALimit() throws IOException {
    Row fp32 = KerasTable.conformance(NET, "pytorch").with(Column.CONFORMANCE_ERROR, 0.0005);
    Row fp16 =
        fp32.with(Column.PRECISION, "fp16")
            .with(Column.CONFORMANCE_ERROR, 0.002)
            .with(Column.CONFORMANCE_LIMIT, 0.25);

    String page = html(List.of(fp16, fp32));

    assertTrue(
        page.contains(
            "<dt>Nearest to its conformance limit</dt><dd>MobileNetV2 at 50.0 %"
                + " <small>5.0e-4 of 0.001 standard deviations of the reference&#39;s logits, pytorch fp32</small>"),
        page.substring(page.indexOf("<dl class=\"tiles\">"), page.indexOf("</dl>")));
    assertFalse(page.contains("Largest departure"));
  }

  @Test
  void marksPercentilesOfFewPassesWhereTheyStand() throws IOException {
    String page =
        html(
            List.of(
                KerasTable.latency(NET, "pytorch", 1).with(Column.LATENCY_SAMPLES, 7),
                KerasTable.latency(KerasTable.line("VGG16"), "pytorch", 1)
                    .with(Column.LATENCY_SAMPLES, 64)));

    assertEquals(
        2, page.split("title=\"of 7 timed passes\">[0-9.]+†</td>", -1).length - 1, "p90, p99");
    assertEquals(
        1, page.split("title=\"of 64 timed passes\">[0-9.]+†</td>", -1).length - 1, "p99 alone");
    assertTrue(
        page.contains(
            "† of too few passes for this percentile (MLPerf&#39;s early stopping: 64 for p90, 662"
                + " for p99)."));
    assertTrue(page.contains(">p99 9.43†</text>"), "in the chart");
  }

  @Test
  void sortsTheBestFirst() throws IOException {
    String page = html(List.of(KerasTable.cost(NET), KerasTable.latency(NET, "pytorch", 1)));

    for (String more : List.of("Img/s", "top‑1")) {
      assertTrue(heading(more, page).contains("data-first=\"descending\""), more);
    }
    for (String less : List.of("p50", "GMACs", "Architecture")) {
      assertFalse(heading(less, page).contains("data-first"), less);
    }
    assertTrue(page.contains("sorted ? sorted === \"ascending\" : head.dataset.first"));
  }

  private static String heading(String name, String page) {
    Matcher matcher =
        Pattern.compile("<th scope=\"col\"[^>]*><button type=\"button\">" + name + "</button>")
            .matcher(page);
    assertTrue(matcher.find(), name);
    return matcher.group();
  }

  /** A filter would keep the hue of orange and make it brown. */
  @Test
  void leavesTheColoursOfChartsToThePageInWhichTheyStand() throws IOException {
    String page = write(KerasTable.run("pytorch", 1));

    assertFalse(page.contains("filter:"), "no filter");
    assertFalse(page.contains("rgb("), "no picture has colours of its own");
    Matcher used = Pattern.compile("var\\(--(k\\d+|faint)\\)").matcher(page);
    List<String> names = new ArrayList<>();
    while (used.find()) {
      names.add(used.group(1));
    }
    assertTrue(names.size() > 100, "colours: " + names.size());
    for (String name : names) {
      assertEquals(2, page.split("--" + name + ": ", -1).length - 1, name + " by day and by night");
    }
    assertTrue(
        Files.readString(folder.resolve("charts/accuracy-macs.svg")).contains("rgb(0,114,178)"),
        "a file has them");
  }

  @Test
  void writesItsNameBeforeEveryBarOfSeveral() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String engine : List.of("pytorch", "onnxruntime")) {
      rows.addAll(KerasTable.run(engine, 1));
    }

    write(rows);

    for (String chart : List.of("latency", "memory")) {
      String svg = Files.readString(folder.resolve("charts/" + chart + "-cpu-b1-fp32-t2.svg"));
      assertEquals(18, svg.split(">onnxruntime</text>", -1).length - 1, chart);
    }
  }

  /** The bar of the slowest is long enough; 252 ms is NASNetLarge's median by the formula. */
  @Test
  void writesTheMedianIntoTheEndOfItsBar() throws IOException {
    write(KerasTable.run("pytorch", 1));

    String svg = Files.readString(folder.resolve("charts/latency-pytorch-cpu-b1-fp32-t2.svg"));

    Matcher median = Pattern.compile("x=\"([0-9.]+)\" y=\"([0-9.]+)\">232</text>").matcher(svg);
    assertTrue(median.find(), "the median");
    Matcher p99 =
        Pattern.compile("x=\"([0-9.]+)\" y=\"" + median.group(2) + "\">p99 278†</text>")
            .matcher(svg);
    assertTrue(p99.find(), "the percentile on the same line");
    assertTrue(
        Double.parseDouble(p99.group(1)) - Double.parseDouble(median.group(1)) > 100,
        "20 % of a bar of 700 pixels lie between them");
  }

  @Test
  void keepsHeadingsInSightAndSaysThatAChartGoesOn() throws IOException {
    String page = html(KerasTable.run("pytorch", 1));

    assertTrue(page.contains(".tall thead { position: sticky; top: 0;"));
    assertTrue(page.contains("<div class=\"card wide tall\">"));
    assertTrue(page.contains("This chart is wider than the screen: swipe it sideways."));
  }

  private String write(List<Row> rows) throws IOException {
    return Files.readString(ReportWriter.writeWithoutPngs(KerasTable.report("run", rows), folder));
  }

  private static String html(List<Row> rows) {
    return ReportWriter.html(KerasTable.report("run", rows));
  }
}
