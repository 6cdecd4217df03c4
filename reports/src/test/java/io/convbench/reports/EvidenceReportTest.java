package io.convbench.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.text.VisibleText;
import io.convbench.reports.evidence.Evidence;
import io.convbench.reports.evidence.MeasuredAccuracy;
import io.convbench.results.CellId;
import io.convbench.results.Column;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.history.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a report says beyond its rows: out of logits and predictions that runs keep. */
class EvidenceReportTest {

  private static final float[] KERAS = {2, 2, 2, 2, -2, -2, -2, -2};

  private static final Pattern NARROWED = Pattern.compile("data-narrowed=\"([^\"]*)\"");

  @TempDir private Path folder;

  private Path out;
  private KeptRun run;

  @BeforeEach
  void place() {
    out = folder.resolve("report");
    run = new KeptRun(folder.resolve("run"));
  }

  /** Of 15 bins the seventh ends at 7/15; ECE = (2 x |1/2 - 0.45| + |1 - 0.9|) / 3. */
  @Test
  void drawsReliabilityOutOfPredictions() throws IOException {
    run.accuracy("VGG16", "pytorch", "a 0 0 0.44", "b 0 7 0.46", "c 0 0 0.9");

    String page = Files.readString(ReportWriter.write(run.report(), out));

    List<String> csv = Files.readAllLines(out.resolve("charts/reliability.csv"));
    assertEquals(16, csv.size());
    assertEquals(
        "VGG16,pytorch,cpu,fp32,center224,0.4,0.4666666666666667,2,1,0.5,0.45,pytorch", csv.get(7));
    assertEquals(
        "VGG16,pytorch,cpu,fp32,center224,0.0,0.06666666666666667,0,0,,,pytorch", csv.get(1));
    assertTrue(page.contains(">ECE 6.7 %, 3 images</text>"));
    assertTrue(Files.exists(out.resolve("charts/reliability.png")));
  }

  @Test
  void drawsOneReliabilityDiagramForEnginesThatLookAlike() throws IOException {
    for (String engine : List.of("pytorch", "onnxruntime", "tensorflow")) {
      run.accuracy("VGG16", engine, KeptRun.outcomes("AB"))
          .accuracy("VGG19", engine, KeptRun.outcomes(engine.equals("tensorflow") ? "Ab" : "AB"));
    }

    write(run.report());

    String svg = Files.readString(out.resolve("charts/reliability.svg"));
    assertEquals(3, svg.split(">ECE ", -1).length - 1);
    assertTrue(svg.contains(">VGG16</text>"));
    assertTrue(svg.contains(">VGG19, pytorch, onnxruntime</text>"));
    assertTrue(svg.contains(">VGG19, tensorflow</text>"));
    assertEquals(1 + 6 * 15, Files.readAllLines(out.resolve("charts/reliability.csv")).size());
  }

  /** 6 of 8 against 71.3 % published: Wilson's interval of 6 of 8 is 40.9 to 92.9 %. */
  @Test
  void setsMeasuredAgainstPublishedAccuracyWithTheInterval() throws IOException {
    run.accuracy("VGG16", "pytorch", KeptRun.outcomes("ABCDEFgh"));

    String page = write(run.report());

    assertTrue(page.contains(">75.0<small>40.9–92.9</small>"));
    assertTrue(page.contains(">+3.7<small>−30.3 to +21.6</small>"));
    assertTrue(
        page.contains("8 images were scored, not the 50,000 on which accuracies are published"));
    assertTrue(
        page.contains(
            "Crops were made by center224; the accuracies of VGG16 were published for another rule"
                + " (cubic-crop)."));
  }

  @Test
  void saysWhichDifferencesAreReal() throws IOException {
    run.accuracy("VGG16", "pytorch", KeptRun.outcomes("ABCDEFGHIJ"))
        .accuracy("VGG19", "pytorch", KeptRun.outcomes("abcdefghij"))
        .accuracy("ResNet50", "pytorch", KeptRun.outcomes("ABCDEFGHIj"));

    String page = write(run.report());

    assertTrue(page.contains("<strong>VGG16 is better than VGG19: real</strong>"));
    assertTrue(page.contains("VGG16 and ResNet50 cannot be told apart on these images"));
    assertTrue(page.contains("2 of 3 differences are real."));
    assertEquals(
        List.of(
            "engine,device,precision,dataset,better,worse,images,only_better_right,only_worse_right,p,p_holm,configurat"
                + "i"
                + "o"
                + "n",
            "pytorch,cpu,fp32,val650,VGG16,ResNet50,10,1,0,1.0,1.0,pytorch",
            "pytorch,cpu,fp32,val650,VGG16,VGG19,10,10,0,0.001953125,0.005859375,pytorch",
            "pytorch,cpu,fp32,val650,ResNet50,VGG19,10,9,0,0.00390625,0.0078125,pytorch"),
        Files.readAllLines(out.resolve("tables/mcnemar.csv")));
  }

  @Test
  void ranksOnceForEnginesThatPredictAlike() throws IOException {
    for (String engine : List.of("pytorch", "onnxruntime", "tensorflow")) {
      run.accuracy("VGG16", engine, KeptRun.outcomes("ABCDEFGHIJ"))
          .accuracy(
              "VGG19", engine, KeptRun.outcomes(engine.equals("tensorflow") ? "A" : "Abcdefghij"));
    }

    String page = write(run.report());

    assertEquals(2, page.split("differences are real\\.", -1).length - 1);
    assertTrue(
        page.contains("<strong>pytorch on cpu, fp32; onnxruntime on cpu, fp32: val650 center224."));
    assertTrue(page.contains("<strong>tensorflow on cpu, fp32: val650 center224."));
  }

  @Test
  void listsTheMostAccurateFirst() throws IOException {
    run.accuracy("VGG19", "pytorch", KeptRun.outcomes("Ab"))
        .accuracy("VGG16", "pytorch", KeptRun.outcomes("AB"));

    String page = write(run.report());

    String accuracy = page.substring(page.indexOf("id=\"accuracy\""));
    assertTrue(accuracy.indexOf("data-v=\"VGG16\"") < accuracy.indexOf("data-v=\"VGG19\""));
  }

  @Test
  void showsAMatrixAndNeighboursWhereThePairsAreTooMany() throws IOException {
    for (KerasTable.Line line : KerasTable.LINES) {
      run.accuracy(line.name(), "pytorch", KeptRun.outcomes("ABcd"));
    }
    String page = write(run.report());
    assertEquals(1 + 18 * 17 / 2, Files.readAllLines(out.resolve("tables/mcnemar.csv")).size());
    assertEquals(153 + 17, page.split("cannot be told apart on these images", -1).length - 2);
    assertTrue(page.contains("Neighbours in rank"));
  }

  @Test
  void namesWeakClassesAndFrequentMistakes() throws IOException {
    run.accuracy("VGG16", "pytorch", "a 1 0 0.5", "b 1 0 0.5", "c 1 1 0.5", "d 0 0 0.5", "e 2 0 1");

    String page = write(run.report("great_white_shark", "<i>tench</i>"));

    assertTrue(page.contains("<td>&lt;i&gt;tench&lt;/i&gt; (1)</td><td class=\"n\">1 of 3</td>"));
    assertTrue(
        page.contains(
            "<td>&lt;i&gt;tench&lt;/i&gt; (1)</td><td>great white shark (0)</td><td"
                + " class=\"n\">2 of 3</td>"));
    assertTrue(page.contains("5 images of 3 classes: 1 classes always right, 1 never. 1 mistakes"));
    assertTrue(page.contains("class 2"), "a class without a name");
    assertEquals(
        List.of(
            "architecture,engine,class_index,class,predicted_index,predicted,images,configuration",
            "VGG16,pytorch,1,<i>tench</i>,0,great_white_shark,2,pytorch",
            "VGG16,pytorch,2,,0,great_white_shark,1,pytorch"),
        Files.readAllLines(out.resolve("tables/confused-classes.csv")));
  }

  @Test
  void comparesEnginesInAMatrix() throws IOException {
    float[] off = KERAS.clone();
    off[0] += 0.004f;
    run.conformance("VGG16", "pytorch", KERAS, KERAS)
        .conformance("VGG16", "tensorflow", off, KERAS)
        .accuracy("VGG16", "pytorch", KeptRun.outcomes("AB"))
        .accuracy("VGG16", "tensorflow", KeptRun.outcomes("Ab"));

    String page = write(run.report());

    assertTrue(
        page.contains(
            "The largest difference of logits is between tensorflow and the reference, Keras,"
                + " for VGG16: 2.0e-3 standard deviations of the reference&#39;s logits."),
        page);
    assertTrue(page.contains("rank the same five classes first, in the same order."));
    assertTrue(page.contains(">2.0e-3<small>VGG16</small><small>top-1 same for 1 of 1"));
    assertTrue(page.contains("<td class=\"n heat h4\">50.00 %<small>1 of 2</small>"));
    assertEquals(
        List.of(
            "first,second,architecture,images,same_top1_images", "pytorch,tensorflow,VGG16,2,1"),
        Files.readAllLines(out.resolve("tables/prediction-agreement.csv")));
  }

  @Test
  void saysWhoseLogitsTheReferenceIs() throws IOException {
    run.conformance("VGG16", "pytorch", KERAS, KERAS)
        .conformance("ResNet50", "pytorch", KERAS, KERAS)
        .conformance("ResNet101", "pytorch", KERAS, KERAS)
        .conformance("InceptionV3", "pytorch", KERAS, KERAS);
    List<Row> rows = new ArrayList<>(run.rows());
    rows.set(1, rows.get(1).with(Column.CONFORMANCE_REFERENCE, "torchvision"));
    rows.set(2, rows.get(2).with(Column.CONFORMANCE_REFERENCE, "torchvision"));
    rows.set(3, rows.get(3).with(Column.CONFORMANCE_REFERENCE, "timm"));

    String page = write(new Report(KerasTable.history(run.recorded(rows)), List.of()));

    assertEquals(
        2,
        count(
            page,
            "The reference logits are those of Keras, of timm (InceptionV3), of torchvision"
                + " (ResNet101, ResNet50)."),
        "in the section and in the conventions");
    assertFalse(page.contains("Keras&#39;s logits"));
    assertFalse(page.contains("Keras logit"));
    assertFalse(page.contains("Keras&#39;s function"));
    assertTrue(page.contains("reference – pytorch"));
  }

  /** Rows of older versions do not say it, and one such row among others is enough. */
  @Test
  void saysNothingWrongOfAReferenceThatRowsDoNotName() throws IOException {
    float[] off = KERAS.clone();
    off[0] += 0.004f;
    run.conformance("VGG16", "pytorch", KERAS, KERAS)
        .conformance("ResNet50", "pytorch", off, KERAS);
    List<Row> rows = new ArrayList<>(run.rows());
    rows.set(1, rows.get(1).with(Column.CONFORMANCE_REFERENCE, ""));

    String page = write(new Report(KerasTable.history(run.recorded(rows)), List.of()));

    assertEquals(
        2,
        count(
            page,
            "The reference logits are Keras&#39;s own, or PyTorch&#39;s of networks that Keras does"
                + " not have."));
    assertTrue(
        page.contains(
            "The largest difference of logits is between pytorch and the reference for ResNet50:"
                + " 2.0e-3 standard deviations of the reference&#39;s logits."),
        page);
  }

  /** Two engines differ more than each from the reference. */
  @Test
  void namesTheReferenceOfTheLargestDifference() throws IOException {
    float[] more = KERAS.clone();
    more[0] += 0.004f;
    float[] less = KERAS.clone();
    less[0] -= 0.004f;
    run.conformance("ResNet50", "pytorch", more, KERAS)
        .conformance("ResNet50", "tensorflow", less, KERAS);
    List<Row> rows =
        run.rows().stream()
            .map(row -> row.with(Column.CONFORMANCE_REFERENCE, "torchvision"))
            .toList();

    String page = write(new Report(KerasTable.history(run.recorded(rows)), List.of()));

    assertTrue(
        page.contains(
            "The largest difference of logits is between pytorch and tensorflow for ResNet50:"
                + " 4.0e-3 standard deviations of the logits of its reference, torchvision."),
        page);
  }

  /** VGG's two on two engines, Xception on one, and MobileNetV2 whose logits nobody compared. */
  @Test
  void comparesTheEnginesOfEachFamily() throws IOException {
    float[] off = KERAS.clone();
    off[0] += 0.004f;
    float[] farther = KERAS.clone();
    farther[0] += 0.4f;
    run.conformance("VGG16", "pytorch", KERAS, KERAS)
        .conformance("VGG16", "tensorflow", off, KERAS)
        .conformance("Xception", "pytorch", farther, KERAS)
        .accuracy("VGG19", "pytorch", KeptRun.outcomes("AB"))
        .accuracy("VGG19", "tensorflow", KeptRun.outcomes("Ab"));
    List<Row> rows = new ArrayList<>(run.rows());
    rows.add(KerasTable.cost(KerasTable.line("MobileNetV2")));

    String page = write(new Report(KerasTable.history(run.recorded(rows)), List.of()));
    String section = page.substring(page.indexOf("id=\"agreement\""));
    section = section.substring(0, section.indexOf("</section>"));

    assertEquals(
        Set.of("", "MobileNetV2", "VGG", "Xception"),
        NARROWED.matcher(section).results().map(one -> one.group(1)).collect(Collectors.toSet()));
    assertEquals(1, count(section, "<p data-narrowed=\"\">The largest difference"));
    assertEquals(
        1,
        count(
            section,
            "<p data-narrowed=\"VGG\" hidden=\"hidden\">The largest difference of logits is"
                + " between tensorflow and the reference, Keras, for VGG16: 2.0e-3"));
    assertEquals(
        1,
        count(
            section,
            "<p data-narrowed=\"MobileNetV2\" hidden=\"hidden\">No two engines, and no engine with"
                + " the reference, were compared for MobileNetV2.</p>"));
    String vgg = tables(section, "VGG");
    assertEquals(3, count(vgg, "<table"), "engine by engine, by architecture, by predictions");
    assertTrue(vgg.contains("over all architectures of VGG, and for which"), vgg);
    assertFalse(vgg.contains("Xception"), vgg);
    String xception = tables(section, "Xception");
    assertEquals(1, count(xception, "<table"), "one engine alone, without predictions");
    assertFalse(xception.contains("tensorflow"), xception);
    assertFalse(section.contains("<div data-narrowed=\"MobileNetV2\""), "no empty part");
  }

  private static String tables(String section, String family) {
    String part = section.substring(section.indexOf("<div data-narrowed=\"" + family + "\""));
    return part.split("<div data-narrowed", 3)[1];
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  @Test
  void isSilentWhereNeitherWasMeasured() throws IOException {
    String page = write(KerasTable.report("run", KerasTable.cost()));
    assertFalse(page.contains("id=\"accuracy\""));
    assertFalse(page.contains("id=\"agreement\""));
    assertFalse(Files.exists(out.resolve("tables")));
  }

  @Test
  void saysWhatARunOfAnOlderVersionLacks() throws IOException {
    run.accuracy("VGG16", "pytorch", KeptRun.outcomes("AB"))
        .conformance("VGG16", "pytorch", KERAS, KERAS)
        .failed("VGG19", "accuracy", "pytorch")
        .failed("VGG19", "conformance", "pytorch");

    String page = write(KerasTable.report(KeptRun.ID, run.rows()));

    assertTrue(page.contains("The predictions of 1 cell(s) are missing"));
    assertTrue(page.contains("The logits of 1 cell(s) are missing"));
    assertTrue(page.contains(">100.0<small>34.2–100.0</small>"), "the row is shown all the same");
    assertFalse(Files.exists(out.resolve("tables")));
  }

  @Test
  void namesAFileThatIsBroken() throws IOException {
    run.accuracy("VGG16", "pytorch", KeptRun.outcomes("AB"));
    Path file = run.folder().predictions(CellId.of(run.rows().get(0)));
    Files.writeString(file, "gone <b>wrong</b>\n");

    String page = write(run.report());

    assertTrue(page.contains("begins with &#39;gone &lt;b&gt;wrong&lt;/b&gt;&#39; where"));
    assertTrue(page.contains("is it another file? Paired tests"), page);
  }

  @Test
  void saysOnPageAndTerminalWhatCannotBeRead() throws IOException {
    run.accuracy("VGG16", "pytorch", KeptRun.outcomes("AB"))
        .conformance("VGG16", "pytorch", KERAS, KERAS);
    Files.delete(run.folder().predictions(CellId.of(run.rows().get(0))));
    Path logits = run.folder().logits(CellId.of(run.rows().get(1)));
    Files.writeString(logits, "gone");
    Row timed = KerasTable.latency(KerasTable.line("VGG16"), "pytorch", 1).with(Column.ATTEMPT, 1);
    ResultsCsv.write(run.folder().attempts(), List.of(timed, timed.with(Column.ATTEMPT, 2)));
    Path times = run.folder().latency(CellId.of(timed), 2);
    Files.createDirectories(times.getParent());
    Files.writeString(times, "[]");
    List<String> gaps = new ArrayList<>();

    String page = Files.readString(ReportWriter.write(run.report(), out, gaps::add));

    assertEquals(
        List.of(
            logits
                + " begins with 'gone' where image,class_index,logit,keras_logit is expected: is it another file? The report is made without; --resume measures it again.",
            "The predictions of 1 cell(s) are missing: the run's folder has no file of them. The report is made without; --resume measures it again.",
            times
                + " is not JMH's record of a latency cell (it has no times of passes). The figures are those of before; --resume times these processes again.",
            "The times of 1 process(es) are missing: the run's folder has no file of them. The figures are those of before; --resume times these processes again."),
        gaps);
    assertTrue(page.contains("(it has no times of passes). The figures"), page);
    assertTrue(page.contains("The times of 1 process(es) are missing"), page);
    assertFalse(page.contains("another file?."), "two marks at a sentence's end");
  }

  /** Cut off at the end of a line, of which nothing but the number of images tells. */
  @Test
  void doesNotBelieveAFileOfFewerImagesThanWereScored() throws IOException {
    run.accuracy("VGG16", "pytorch", KeptRun.outcomes("ABC"));
    Path file = run.folder().predictions(CellId.of(run.rows().get(0)));
    Files.write(file, Files.readAllLines(file).subList(0, 3));

    String page = write(run.report());

    assertTrue(page.contains("predicts 2 images, but its cell scored 3."), page);
    assertFalse(Files.exists(out.resolve("tables")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,-1,1 2 3 4 5,0.5",
        "a,1, ,0.5",
        "a,1,1 2 3 4 5,5",
        "a,1,1 2 3 4 5,NaN",
        "a\u001b[2J,99999999999,1 2 3 4 5,0.5"
      })
  void isMadeWithoutPredictionsThatAreWrong(String line) throws IOException {
    run.accuracy("VGG16", "pytorch", KeptRun.outcomes("AB"));
    Path file = run.folder().predictions(CellId.of(run.rows().get(0)));
    Files.writeString(file, "file,class_index,top5_class_indices,confidence\n" + line + "\n");

    String page = write(run.report());

    assertTrue(page.contains("not a prediction."), "names the file");
    assertTrue(VisibleText.isVisible(page));
    assertTrue(page.contains(">100.0<small>34.2–100.0</small>"), "the row is shown all the same");
  }

  @Test
  void isMadeWithoutAFolderInTheFilesPlace() throws IOException {
    run.accuracy("VGG16", "pytorch", KeptRun.outcomes("AB"));
    Path file = run.folder().predictions(CellId.of(run.rows().get(0)));
    Files.delete(file);
    Files.createDirectory(file);

    assertTrue(write(run.report()).contains("(is a folder)."));
  }

  @Test
  void takesEachRunsFilesFromItsOwnFolder() throws IOException {
    KeptRun other = new KeptRun(folder.resolve("other"));
    run.accuracy("VGG16", "pytorch", KeptRun.outcomes("ABCDEFGHIJ"));
    other.accuracy("VGG19", "pytorch", KeptRun.outcomes("abcdefghij"));
    Row second = other.rows().get(0).with(Column.RUN_ID, "second");

    String page =
        write(
            new Report(
                KerasTable.history(run.recorded(), other.recorded(List.of(second))), List.of()));

    assertTrue(page.contains("<strong>VGG16 is better than VGG19: real</strong>"));
  }

  /** The parts come first in the arguments, and one is newer than the whole. */
  @Test
  void showsClassesAndReliabilityOfTheAccuracyThatTheOverviewShows() throws IOException {
    KeptRun whole = new KeptRun(folder.resolve("whole"));
    run.accuracy("VGG16", "pytorch", KeptRun.outcomes("ab"));
    whole.accuracy("VGG16", "pytorch", KeptRun.outcomes("abCD"));
    Row part =
        run.rows()
            .get(0)
            .with(Column.DATASET_PART, "1-2 of 4")
            .with(Column.DATASET_SHA256, "part")
            .with(Column.TIME, "2026-11-30T12:00:00Z");
    Row all =
        whole.rows().get(0).with(Column.RUN_ID, "second").with(Column.DATASET_SHA256, "whole");
    History history = KerasTable.history(run.recorded(List.of(part)), whole.recorded(List.of(all)));

    write(new Report(history, List.of("tench")));

    assertEquals(OptionalDouble.of(0.5), history.candidates().get(0).number(Column.TOP1));
    List<String> classes = Files.readAllLines(out.resolve("tables/per-class-accuracy.csv"));
    assertEquals(2, classes.size());
    assertTrue(classes.get(1).startsWith("VGG16,pytorch,0,tench,4,2,0.5,"), classes.get(1));
    List<String> bins = Files.readAllLines(out.resolve("charts/reliability.csv"));
    assertEquals(1 + 15, bins.size());
    assertEquals(1, bins.stream().filter(bin -> bin.contains(",4,2,0.5,0.5,")).count());
  }

  /** The newer is named first, and computed with other threads. */
  @Test
  void keepsTheAccuracyThatIsShownOfThoseThatDifferInThreads() throws IOException {
    KeptRun other = new KeptRun(folder.resolve("other"));
    run.accuracy("VGG16", "pytorch", KeptRun.outcomes("abCD"));
    other.accuracy("VGG16", "pytorch", KeptRun.outcomes("abcd"));
    Row newer = run.rows().get(0).with(Column.TIME, "2026-11-30T12:00:00Z");
    Row older = other.rows().get(0).with(Column.RUN_ID, "second").with(Column.THREADS, 1);
    Files.move(
        other.folder().predictions(CellId.of(other.rows().get(0))),
        other.folder().predictions(CellId.of(older)));

    Evidence evidence =
        Evidence.read(
            KerasTable.history(run.recorded(List.of(newer)), other.recorded(List.of(older))));

    assertEquals(List.of(0.5), evidence.shown().stream().map(MeasuredAccuracy::top1).toList());
  }

  private String write(Report report) throws IOException {
    return Files.readString(ReportWriter.writeWithoutPngs(report, out));
  }
}
