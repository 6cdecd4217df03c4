package io.convbench.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.CellId;
import io.convbench.results.ClassList;
import io.convbench.results.Column;
import io.convbench.results.ImagePrediction;
import io.convbench.results.ImagePredictions;
import io.convbench.results.Row;
import io.convbench.results.statistics.WilsonInterval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report says of a person's own pictures: two cuts of a network, ten pictures. */
class TransferReportTest {

  private static final int PICTURES = 10;

  @TempDir private Path folder;

  /** 5 pictures of a kind and none of the other have p = 2 / 2^5 = 0.0625. */
  @Test
  void takesTheCheaperOfTwoThatCannotBeToldApart() throws IOException {
    Report report = report(cut("block1_pool", 1e9, 5), cut("fc2", 15e9, 10));
    String page = Files.readString(ReportWriter.write(report, folder.resolve("report")));

    assertTrue(page.contains("Take VGG16@block1_pool: it recognises 5 of 10 pictures that"), page);
    assertTrue(
        page.contains(
            "The most accurate, VGG16@fc2, recognises 10; the difference may be chance (p = 0.0625)."));
    assertTrue(page.contains("the most frequent class always would be right for 5 of 10."), page);
    assertTrue(page.contains("VGG16: cut at block1_pool"));
    assertFalse(page.contains("Caution: "));
  }

  /** 6 have p = 0.03125. */
  @Test
  void takesTheBestWhereCheaperOnesAreWorse() throws IOException {
    String page = write(cut("block1_pool", 1e9, 4), cut("fc2", 15e9, 10));

    assertTrue(page.contains("Take VGG16@fc2: it recognises 10 of 10 pictures"), page);
    assertTrue(page.contains("whatever is cheaper to compute recognises fewer"));
    assertTrue(page.contains("every shallower cut is worse"));
  }

  /** Who reads the sentence alone is to know it. */
  @Test
  void cautionsInTheSentence() throws IOException {
    String page = write(cut("fc2", 15e9, 9).with(Column.CAUTION, "seeded weights are not trained"));

    assertTrue(page.contains("Caution: seeded weights are not trained."), page);
  }

  /** Heads that learned from other pictures are not compared. */
  @Test
  void keepsOtherDivisionsApart() throws IOException {
    Row folds = cut("block1_pool", 1e9, 10).with(Column.SPLIT, "--folds 5 --seed 1");

    String page = write(cut("fc2", 15e9, 9), folds);

    assertEquals(3, page.split("<h2 id=\"transfer-", -1).length);
    assertTrue(page.contains("held out by --folds 5 --seed 1"));
  }

  /** A cut that recognises the first of the pictures, so many. */
  /** Whose accuracy is as good as any. */
  @Test
  void marksTheSecondsOfADisturbedTraining() throws IOException {
    String page =
        write(
            cut("block1_pool", 1e9, 10)
                .with(Column.EXTRACTION_S, 12.5)
                .with(Column.TRAINING_S, 31.5)
                .with(Column.VERDICT, "noisy")
                .with(Column.VERDICT_REASONS, "the machine swapped 300 pages"));

    assertTrue(page.contains("title=\"noisy: the machine swapped 300 pages\">31.5~</td>"), page);
    assertTrue(page.contains(">12.5~</td>"), page);
  }

  private Row cut(String layer, double macs, int hits) throws IOException {
    WilsonInterval interval = WilsonInterval.of(hits, PICTURES);
    Row row =
        KerasTable.accuracy(
                KerasTable.line("VGG16"),
                "pytorch",
                interval.estimate(),
                interval.low(),
                interval.high())
            .with(Column.LAYER, layer)
            .with(Column.CLASSES, 2)
            .with(Column.MACS, (long) macs)
            .with(Column.SPLIT, "folders")
            .with(Column.IMAGES, PICTURES);
    ImagePredictions.of(IntStream.range(0, PICTURES).mapToObj(i -> prediction(i, hits)).toList())
        .write(run().folder().predictions(CellId.of(row)));
    return row;
  }

  private static ImagePrediction prediction(int i, int hits) {
    int truth = i % 2;
    return new ImagePrediction(
        i + ".jpg",
        truth,
        i < hits ? List.of(truth, 1 - truth) : List.of(1 - truth, truth),
        OptionalDouble.of(0.75),
        OptionalInt.empty());
  }

  private KeptRun run() {
    return new KeptRun(folder.resolve("run"));
  }

  private String write(Row... rows) throws IOException {
    return Files.readString(ReportWriter.writeWithoutPngs(report(rows), folder.resolve("report")));
  }

  private Report report(Row... rows) throws IOException {
    new ClassList(List.of("cats", "dogs")).write(run().folder().classes());
    return new Report(KerasTable.history(run().recorded(List.of(rows))), List.of("cats", "dogs"));
  }
}
