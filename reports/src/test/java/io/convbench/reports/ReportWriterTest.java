package io.convbench.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.text.VisibleText;
import io.convbench.results.Column;
import io.convbench.results.Limits;
import io.convbench.results.RecordedRun;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportWriterTest {

  private static final KerasTable.Line NET = KerasTable.line("MobileNetV2");
  private static final Pattern REFERENCE =
      Pattern.compile("(?:src|href|url|action|data)\\s*[=(]\\s*[\"']?([^\"')> ]*)");

  /** A run without arguments, written once for the tests that only read it. */
  @TempDir static Path whole;

  private static String page;

  @TempDir Path folder;

  @BeforeAll
  static void writeOnce() throws IOException {
    page = writeWithPngs(KerasTable.run("pytorch", 1), whole);
  }

  @Test
  void writesThePageAndEveryChartInThreeFormats() throws Exception {
    assertEquals(
        new TreeSet<>(
            List.of(
                "index.html",
                "results.csv",
                "throughput.md",
                "charts/accuracy-macs",
                "charts/accuracy-latency-pytorch-cpu-b1-fp32-t2",
                "charts/latency-pytorch-cpu-b1-fp32-t2",
                "charts/memory-pytorch-cpu-b1-fp32-t2",
                "charts/layer-kinds",
                "charts/conformance-pytorch-cpu-fp32")),
        files(whole));
  }

  @Test
  void needsNothingOutsideThePage() throws Exception {
    Matcher references = REFERENCE.matcher(page);
    while (references.find()) {
      String target = references.group(1);
      assertTrue(target.startsWith("#") || target.matches("(charts|tables)/.*"), target);
    }
    assertFalse(page.contains("@import"));
    assertFalse(page.contains("<link"));
    assertFalse(page.contains("<img"));
  }

  @Test
  void isWellFormed() throws Exception {
    Document document = parse(page);
    assertEquals("html", document.getDocumentElement().getTagName());
    NodeList pictures = document.getElementsByTagName("svg");
    assertEquals(6, pictures.getLength());
    TreeSet<String> ids = new TreeSet<>();
    NodeList all = document.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      String id = ((Element) all.item(i)).getAttribute("id");
      assertTrue(id.isEmpty() || ids.add(id), "twice: " + id);
    }
    for (int i = 0; i < pictures.getLength(); i++) {
      Element picture = (Element) pictures.item(i);
      for (String id : picture.getAttribute("aria-labelledby").split(" ")) {
        assertTrue(ids.contains(id), id);
      }
    }
  }

  @Test
  void skipsNoLevelOfHeadingsAndGivesEveryTableHeadItsScope() throws Exception {
    NodeList all = parse(page).getElementsByTagName("*");
    int before = 0;
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      if (element.getTagName().matches("h[1-6]")) {
        int level = element.getTagName().charAt(1) - '0';
        assertTrue(level <= before + 1, element.getTextContent());
        before = level;
      } else if (element.getTagName().equals("th")) {
        assertFalse(element.getAttribute("scope").isEmpty(), element.getTextContent());
      }
    }
    assertEquals(2, before, "the last heading is a section's");
  }

  @Test
  void pointsAtNothingThatIsNotThere() throws Exception {
    NodeList links = parse(page).getElementsByTagName("a");
    assertTrue(links.getLength() > 20, "links: " + links.getLength());
    for (int i = 0; i < links.getLength(); i++) {
      String target = ((Element) links.item(i)).getAttribute("href");
      assertTrue(
          target.startsWith("#")
              ? page.contains(" id=\"" + target.substring(1).replaceFirst("\\?.*", "") + "\"")
              : Files.isRegularFile(whole.resolve(target)),
          target);
    }
  }

  @Test
  void keepsTheWordsOfAPictureAsText() throws Exception {
    String svg = Files.readString(whole.resolve("charts/accuracy-macs.svg"));
    for (KerasTable.Line line : KerasTable.LINES) {
      String star = line.inputSize() == line.publishedSize() ? "" : "*";
      assertTrue(svg.contains(">" + line.name() + star + "</text>"), line.name());
    }
    for (String word :
        List.of("Accuracy against MACs", "Top-1 accuracy, %", "Pareto front", "DenseNet")) {
      assertTrue(svg.contains(">" + word + "</text>"), word);
    }
    assertTrue(svg.contains("Published, not measured"));
  }

  /** The page has the heading of a picture above it; the file has it in the picture. */
  @Test
  void leavesNoSpaceInThePageForTheTitleOfAPicture() throws Exception {
    Element inPage = (Element) parse(page).getElementsByTagName("svg").item(0);
    Element file =
        parse(Files.readString(whole.resolve("charts/accuracy-macs.svg"))).getDocumentElement();
    assertEquals(1, texts(file).stream().filter("Accuracy against MACs"::equals).count());
    assertFalse(texts(inPage).contains("Accuracy against MACs"));
    double title = number(file, "height") - number(inPage, "height");
    assertTrue(title > 20, "title: " + title);
    assertEquals(title, number(hint(file), "y") - number(hint(inPage), "y"), 0.02);
  }

  private static List<String> texts(Element picture) {
    List<String> texts = new ArrayList<>();
    NodeList all = picture.getElementsByTagName("text");
    for (int i = 0; i < all.getLength(); i++) {
      texts.add(all.item(i).getTextContent());
    }
    return texts;
  }

  /** The last place that shows a text when pointed at. */
  private static Element hint(Element picture) {
    NodeList titles = picture.getElementsByTagName("title");
    return (Element) titles.item(titles.getLength() - 1).getParentNode();
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute).replace("px", ""));
  }

  @Test
  void escapesNamesEverywhere() throws Exception {
    KerasTable.Line evil =
        new KerasTable.Line(
            "<script>alert('x')<b>&\"", "<b>family</b>", 224, 224, 1_000_000, 5, 100, 50, 75);
    List<Row> rows =
        new ArrayList<>(
            List.of(
                KerasTable.cost(evil),
                KerasTable.conformance(evil, "pytorch"),
                KerasTable.latency(evil, "pytorch", 1),
                KerasTable.memory(evil, "pytorch", 1),
                KerasTable.accuracy(evil, "pytorch", 0.5, 0.4, 0.6),
                KerasTable.ran(NET, "latency", "pytorch", 1)
                    .with(Status.FAILED, "<img src=x onerror=alert(1)>")));
    String html = html(rows);
    assertFalse(html.contains("<script>alert"));
    assertFalse(html.contains("<b>family"));
    assertFalse(html.contains("<img"));
    assertTrue(html.contains("&lt;script&gt;alert"));
    parse(html);
  }

  @Test
  void showsControlSequencesAndWritesFormulasAsText() throws Exception {
    KerasTable.Line evil =
        new KerasTable.Line(
            "=cmd|'calc'!A0", "@family\u001b[2J\u202e\u0000", 224, 224, 1_000_000, 5, 100, 50, 75);
    String html =
        write(
            List.of(
                KerasTable.cost(evil),
                KerasTable.latency(evil, "pytorch", 1),
                KerasTable.memory(evil, "pytorch", 1),
                KerasTable.accuracy(evil, "pytorch", 0.5, 0.4, 0.6)));
    assertTrue(VisibleText.isVisible(html));
    assertTrue(html.contains("@family\\u001b[2J\\u202e\\u0000"));
    parse(html);
    int marked = 0;
    try (Stream<Path> csvs = Files.walk(folder)) {
      for (Path csv : csvs.filter(path -> path.toString().endsWith(".csv")).toList()) {
        for (String line : Files.readAllLines(csv)) {
          assertFalse(line.matches("(.*,)?\"?[=@].*"), csv + ": " + line);
          marked += line.startsWith("'=cmd|'calc'!A0") ? 1 : 0;
        }
      }
    }
    assertTrue(marked >= 5, "marked: " + marked);
  }

  @Test
  void showsControlCharactersOfAVersion() throws Exception {
    String html =
        html(
            List.of(
                KerasTable.latency(NET, "pytorch", 1)
                    .with(Column.ENGINE_VERSION, "py\u202e 1\u009b2J")));
    assertTrue(VisibleText.isVisible(html));
    assertTrue(html.contains("py\\u202e 1\\u009b2J"));
  }

  @Test
  void statesOwnClassesAndReassessedLabelsApart() throws Exception {
    String html =
        html(
            List.of(
                KerasTable.accuracy(NET, "pytorch", 0.701, 0.69, 0.71)
                    .with(Column.OWN_CLASSES, 10)
                    .with(Column.TOP1_OWN_CLASSES, 0.945)
                    .with(Column.TOP1_OWN_CLASSES_CI95_LOW, 0.92)
                    .with(Column.TOP1_OWN_CLASSES_CI95_HIGH, 0.96)
                    .with(Column.REAL_IMAGES, 624)
                    .with(Column.REAL_TOP1, 0.8526)
                    .with(Column.REAL_TOP1_CI95_LOW, 0.8226)
                    .with(Column.REAL_TOP1_CI95_HIGH, 0.8782)));
    for (String word :
        List.of(
            "own classes",
            "94.5",
            "92.0–96.0",
            "ReaL",
            "85.3",
            "82.3–87.8",
            "The images are of 10 of the 1000 classes.",
            "over the 624 images that have any.")) {
      assertTrue(html.contains(word), word);
    }
    assertFalse(page.contains("own classes"), "a run without them says nothing of them");
    assertFalse(page.contains("ReaL"), "a run without them says nothing of them");
  }

  /** XChart places what is no number at 0. */
  @Test
  void drawsALimitOnlyWhereThereIsOne() throws IOException {
    List<Path> limited = new ArrayList<>();
    try (Stream<Path> charts = Files.list(whole.resolve("charts"))) {
      for (Path chart : charts.filter(file -> file.toString().endsWith(".svg")).toList()) {
        String svg = Files.readString(chart);
        assertFalse(svg.contains("x1=\"0\" x2=\"0\""), chart::toString);
        if (svg.contains("213,94,0") && svg.contains("stroke-dasharray:6,4")) {
          limited.add(chart.getFileName());
        }
      }
    }
    assertTrue(limited.contains(Path.of("conformance-pytorch-cpu-fp32.svg")), limited::toString);
    assertFalse(limited.contains(Path.of("latency-pytorch-cpu-b1-fp32-t2.svg")));
  }

  @Test
  void saysWhyAChartIsAbsent() throws Exception {
    String html = writeWithPngs(KerasTable.cost(), folder);
    assertTrue(
        html.contains("<dt>Latency and memory</dt><dd>Neither was measured in this run.</dd>"));
    assertFalse(page.contains("<dt>Latency and memory</dt>"), "they are drawn");
    assertEquals(
        new TreeSet<>(
            List.of("index.html", "results.csv", "charts/accuracy-macs", "charts/layer-kinds")),
        files(folder));
  }

  @Test
  void saysThatAccuracyNeedsWeightsAndImages() throws Exception {
    assertTrue(
        page.contains("it takes trained weights and labelled images (--weights, --dataset)"));
  }

  @Test
  void namesWhatCouldNotBeMeasuredWithItsReason() throws Exception {
    List<Row> rows = new ArrayList<>(KerasTable.run("pytorch", 1));
    rows.add(
        KerasTable.ran(KerasTable.line("VGG19"), "latency", "pytorch", 1)
            .with(Status.FAILED, "the process ran out of memory"));
    for (KerasTable.Line line : KerasTable.LINES) {
      rows.add(
          KerasTable.ran(line, "latency", "pytorch", 1)
              .with(Column.DEVICE, "gpu:0")
              .with(Status.UNAVAILABLE, "no CUDA device (PyTorch reports 0)"));
    }
    String html = html(rows);
    assertTrue(html.contains("the process ran out of memory"));
    assertTrue(
        html.contains("Nothing was measured: unavailable, no CUDA device (PyTorch reports 0)."));
    assertTrue(html.contains("90: 71 ok, 1 failed, 18 unavailable"));
  }

  @Test
  void drawsMeasuredAccuraciesAgainstPublishedOnes() throws Exception {
    List<Row> rows = new ArrayList<>(KerasTable.run("pytorch", 1));
    rows.add(KerasTable.accuracy(NET, "pytorch", 0.7, 0.66, 0.74));
    String html = write(rows);
    assertTrue(html.contains("Filled balls: accuracy measured here"));
    assertTrue(html.contains("<small>measured, 95 % interval 66.0–74.0</small>"));
    assertEquals(
        "architecture,engine,published_top1,top1,top1_ci95_low,top1_ci95_high,images,published_input_size,input_size,configuration\n"
            + "MobileNetV2,pytorch,0.71336,0.7,0.66,0.74,650,224,224,pytorch\n",
        Files.readString(folder.resolve("charts/measured-published-pytorch-cpu-fp32.csv")));
  }

  /** Published, the other 16 would beat both; they were measured on other images. */
  @Test
  void putsMeasuredAccuraciesAloneOnTheFrontWhereThereAreAny() throws Exception {
    List<Row> rows = new ArrayList<>(KerasTable.run("pytorch", 1));
    rows.add(KerasTable.accuracy(NET, "pytorch", 0.5, 0.46, 0.54));
    rows.add(KerasTable.accuracy(KerasTable.line("VGG16"), "pytorch", 0.6, 0.56, 0.64));
    String html = write(rows);
    assertTrue(html.contains("<dt>Accuracy against MACs</dt><dd>MobileNetV2, VGG16</dd>"));
    assertTrue(html.contains("<dt>Most accurate</dt><dd>VGG16, 60.0 % top‑1"));
    assertTrue(html.contains("no other measured architecture beats those"));
    assertEquals(
        List.of("MobileNetV2", "VGG16"),
        Files.readAllLines(folder.resolve("charts/accuracy-macs.csv")).stream()
            .filter(line -> line.endsWith(",true,"))
            .map(line -> line.split(",")[0])
            .toList());
  }

  @Test
  void drawsAccuraciesOfAllEnginesInOneChart() throws Exception {
    String html =
        writeWithPngs(
            List.of(
                KerasTable.accuracy(NET, "pytorch", 0.7, 0.66, 0.74),
                KerasTable.accuracy(NET, "onnxruntime", 0.7, 0.66, 0.74),
                KerasTable.accuracy(NET, "tensorflow", 0.1, 0.08, 0.12)),
            folder);
    assertEquals(
        new TreeSet<>(List.of("index.html", "results.csv", "charts/measured-published-cpu-fp32")),
        files(folder));
    for (String engine : List.of("pytorch", "onnxruntime", "tensorflow")) {
      assertTrue(html.contains(">Measured, " + engine + "</text>"), engine);
    }
    assertTrue(
        html.contains(
            "MobileNetV2: published 71.3 %, measured 70.0 % (66.0 to 74.0) on pytorch,"
                + " 70.0 % (66.0 to 74.0) on onnxruntime, 10.0 % (8.0 to 12.0) on tensorflow"));
  }

  @Test
  void sortsBarsAndTableFastestFirst() throws Exception {
    List<String> csv =
        Files.readAllLines(whole.resolve("charts/latency-pytorch-cpu-b1-fp32-t2.csv"));
    double last = 0;
    for (String line : csv.subList(1, csv.size())) {
      double p50 = Double.parseDouble(line.split(",")[2]);
      assertTrue(p50 >= last, line);
      last = p50;
    }
    List<String> bars = csv.subList(1, csv.size()).stream().map(l -> l.split(",")[0]).toList();
    List<String> table = new ArrayList<>();
    Matcher names = Pattern.compile("<th scope=\"row\" data-v=\"([^\"]*)\"").matcher(page);
    while (names.find()) {
      table.add(names.group(1));
    }
    assertEquals(bars, table);
  }

  @Test
  void comparesEnginesInOneChartAndBatchesOnAnAxis() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (String engine : List.of("pytorch", "onnxruntime")) {
      for (long batch : List.of(1L, 8L)) {
        rows.addAll(KerasTable.run(engine, batch));
      }
    }
    assertTrue(writeWithPngs(rows, folder).contains("Fastest first, each by its fastest bar."));
    assertTrue(page.contains("Fastest first. Shorter is better."), "of one engine");
    assertEquals(
        new TreeSet<>(
            List.of(
                "index.html",
                "results.csv",
                "throughput.md",
                "charts/accuracy-macs",
                "charts/accuracy-latency-cpu-b1-fp32-t2",
                "charts/accuracy-latency-cpu-b8-fp32-t2",
                "charts/latency-cpu-b1-fp32-t2",
                "charts/engines-cpu-b1-fp32-t2",
                "charts/latency-scaling-cpu-fp32-t2",
                "charts/memory-cpu-b1-fp32-t2",
                "charts/memory-scaling-cpu-fp32-t2",
                "charts/layer-kinds",
                "charts/conformance-cpu-fp32")),
        files(folder));
  }

  /** No power of ten is near ResNet50's 3.86 GMACs; a line of text is 12 pixels high. */
  @Test
  void labelsAnAxisWithinOneDecadeAboveItsTitle() throws Exception {
    String page = html(List.of(KerasTable.cost(KerasTable.line("ResNet50"))));

    double label = found("y=\"([0-9.]+)\">5</text>", page);
    double title = found("([0-9.]+)\\)\"><text [^>]+>MACs of one image, GMACs", page);
    assertTrue(title - label > 12, label + " above " + title);
  }

  private static double found(String pattern, String page) {
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    assertTrue(matcher.find(), pattern);
    return Double.parseDouble(matcher.group(1));
  }

  /** One bar, equal bars and bars without length made XChart look for axis marks without end. */
  @Test
  void drawsFewAndEqualAndZeroValues() throws Exception {
    for (int count : new int[] {1, 2, 3}) {
      List<Row> rows = new ArrayList<>();
      for (KerasTable.Line line : KerasTable.LINES.subList(0, count)) {
        rows.add(KerasTable.cost(line));
        rows.add(
            KerasTable.latency(line, "pytorch", 1)
                .with(Column.LATENCY_P50_MS, 20.0)
                .with(Column.LATENCY_P90_MS, 20.0)
                .with(Column.LATENCY_P99_MS, 20.0));
        rows.add(KerasTable.memory(line, "pytorch", 1).with(Column.MODEL_RSS_BYTES, 0));
        rows.add(KerasTable.conformance(line, "pytorch").with(Column.CONFORMANCE_ERROR, 0.0));
        rows.add(KerasTable.accuracy(line, "pytorch", 0, 0, 0));
      }
      assertTrue(html(rows).contains("</html>"));
    }
  }

  @Test
  void warnsOfABusyMachineWhereSomethingWasTimed() throws Exception {
    String sentence = "The machine was busy before the run of 2026-11-23T12:00:00Z (load 3.0 on 2";

    assertTrue(onBusyMachine(KerasTable.latency(NET, "pytorch", 1)).contains(sentence));
    assertFalse(
        onBusyMachine(KerasTable.accuracy(NET, "pytorch", 0.7, 0.66, 0.74)).contains(sentence));
  }

  @Test
  void namesACpuQuotaAndNotAnotherProgramAsTheReasonOfALongTail() throws Exception {
    Row slow = KerasTable.latency(NET, "pytorch", 1).with(Column.LATENCY_P99_MS, 500.0);

    String throttled = html(List.of(slow.with(Column.THROTTLED_S, 0.4)));
    assertTrue(throttled.contains("A CPU quota of the container stopped the passes"), "no quota");
    assertFalse(throttled.contains("something else ran"), "another program");

    String unthrottled = html(List.of(slow.with(Column.THROTTLED_S, 0.0)));
    assertFalse(unthrottled.contains("A CPU quota of the container stopped the passes"), "quota");
    assertTrue(unthrottled.contains("something else ran"), "no other program");
  }

  @Test
  void saysWhatOfTheMachineARunCouldUse() throws Exception {
    assertFalse(page.contains("Of this the run could use"), "a run without limits");
    Report limited =
        new Report(
            KerasTable.history(
                new RecordedRun(
                    new RunFolder(folder),
                    List.of(KerasTable.latency(NET, "pytorch", 1).with(Column.RUN_ID, "r")),
                    Map.of(
                        "environment.json",
                        KerasTable.environment(0.2, new Limits(1, 0.5, 400L << 20))),
                    Optional.empty())),
            List.of());

    ReportWriter.writeWithoutPngs(limited, folder);

    assertTrue(
        Files.readString(folder.resolve("index.html"))
            .contains("1 of 2 cores, the time of 0.50 cores, 400 MiB of memory"),
        "no limits");
  }

  @Test
  void namesTheEngineInACautionThatHoldsForItAlone() throws Exception {
    String html =
        html(
            List.of(
                KerasTable.latency(NET, "pytorch", 1).with(Column.LATENCY_SAMPLES, 63),
                KerasTable.latency(NET, "tensorflow", 1).with(Column.LATENCY_SAMPLES, 64),
                KerasTable.latency(KerasTable.line("VGG16"), "pytorch", 1)
                    .with(Column.LATENCY_SAMPLES, 63)));
    assertTrue(
        html.contains(
            "too few for the 90th percentile († in charts and table): MobileNetV2 (pytorch), VGG16."),
        "cautions");
  }

  @Test
  void showsFirstWhatARowSaysOfItself() throws Exception {
    String html =
        html(
            List.of(
                KerasTable.latency(NET, "pytorch", 1).with(Column.LATENCY_SAMPLES, 19),
                KerasTable.accuracy(NET, "pytorch", 0.1, 0.05, 0.2)
                    .with(Column.CAUTION, "top-1 is far below the published one")));

    int caution = html.indexOf("MobileNetV2, pytorch: top-1 is far below the published one.");
    assertTrue(
        0 < caution && caution < html.indexOf("too few for the 90th percentile"),
        "place " + caution);
  }

  private String onBusyMachine(Row row) throws IOException {
    Report report = KerasTable.report(KeptRun.ID, List.of(row), KerasTable.environment(3));
    return ReportWriter.html(report);
  }

  @Test
  void warnsOfMoreProcessorTimeThanTheThreadsCanTake() throws Exception {
    String sentence = "More processor time was used than the threads asked for can take";
    Row twoThreads = KerasTable.latency(KerasTable.LINES.get(0), "pytorch", 1);

    assertFalse(html(List.of(twoThreads.with(Column.CORES_USED, 2.1))).contains(sentence));
    assertTrue(html(List.of(twoThreads.with(Column.CORES_USED, 2.6))).contains(sentence));
  }

  @Test
  void replacesAnOlderReportAndLeavesOtherFilesAlone() throws Exception {
    write(KerasTable.cost());
    Files.writeString(folder.resolve("notes.txt"), "mine");
    String html = write(KerasTable.run("pytorch", 1));
    assertTrue(html.contains("Latency"));
    assertEquals("mine", Files.readString(folder.resolve("notes.txt")));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(
          5, left.count(), "page, rows, throughput, charts and the notes, nothing half-written");
    }
  }

  @Test
  void refusesAFolderThatIsAFileInOneLine() throws Exception {
    Path file = Files.writeString(folder.resolve("taken"), "");
    IOException e =
        assertThrows(
            IOException.class,
            () -> ReportWriter.write(KerasTable.report("run", KerasTable.cost()), file));
    assertEquals(
        "cannot write the report into %s (file already exists): pass another --out".formatted(file),
        e.getMessage());
  }

  @Test
  void refusesAReportOfNothing() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> new Report(KerasTable.history(), List.of()));
    assertEquals("no run to report on: name one", e.getMessage());
  }

  private String write(List<Row> rows) throws IOException {
    return Files.readString(ReportWriter.writeWithoutPngs(report(rows), folder));
  }

  private static String writeWithPngs(List<Row> rows, Path folder) throws IOException {
    return Files.readString(ReportWriter.write(report(rows), folder));
  }

  private static TreeSet<String> files(Path folder) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(Files::isRegularFile)
          .map(path -> folder.relativize(path).toString().replace('\\', '/'))
          .forEach(names::add);
    }
    TreeSet<String> charts = new TreeSet<>();
    for (String name : names) {
      String chart = name.replaceAll("^(charts/.*)\\.(svg|png|csv)$", "$1");
      charts.add(chart);
      if (!chart.equals(name)) {
        assertTrue(
            names.containsAll(List.of(chart + ".svg", chart + ".png", chart + ".csv")), chart);
      }
    }
    return charts;
  }

  /** The page is written so that it is XML too, but for its document type and its script. */
  private static Document parse(String html) throws Exception {
    String xml =
        html.replaceFirst("<!DOCTYPE html>", "")
            .replaceAll("(?s)<script>.*?</script>", "")
            .replaceAll("&nbsp;", " ");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  private static Report report(List<Row> rows) {
    return KerasTable.report("20261123-120000", rows);
  }

  private static String html(List<Row> rows) {
    return ReportWriter.html(report(rows));
  }
}
