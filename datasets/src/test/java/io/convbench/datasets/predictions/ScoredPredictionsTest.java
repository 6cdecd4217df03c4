package io.convbench.datasets.predictions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.datasets.SharedData;
import io.convbench.datasets.labels.ClassIndex;
import io.convbench.datasets.labels.LabelFile;
import io.convbench.datasets.labels.RealLabels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoredPredictionsTest {

  private static final Path TRUTH = Path.of("truth.csv");

  /**
   * Top-1 and top-5 hits are those of the conformance data's README; ReaL hits were counted with
   * Python's csv and json modules over the same files.
   */
  @ParameterizedTest
  @CsvSource({
    "densenet121, 37217, 45986, 38166",
    "vgg16, 35796, 45191, 37020",
    "nasnet_mobile_tf, 36986, 45792, 37933"
  })
  void reproducesPublishedHits(String name, int top1, int top5, int real) throws IOException {
    Path folder = SharedData.require("imagenet");
    Path truth = folder.resolve("val_truth.csv.gz");
    ScoredPredictions scored =
        ScoredPredictions.of(
            PredictionFile.read(
                folder.resolve("published-predictions").resolve(name + ".csv.gz"),
                ClassIndex.imagenet()),
            LabelFile.read(truth, "--truth"),
            truth);

    assertEquals(new HitCount(top1, 50_000), scored.top(1));
    assertEquals(new HitCount(top5, 50_000), scored.top(5));
    assertEquals(
        new HitCount(real, 46_837),
        scored.real(RealLabels.read(folder.resolve("real.json"), "--real")));
  }

  @Test
  void countsTruthAtRankTwoAsTopTwo() throws IOException {
    ScoredPredictions scored =
        ScoredPredictions.of(
            predictions("a 1 2", "b 1 2", "c 1 2"), truth("a 1", "b 2", "c 3"), TRUTH);

    assertEquals(new HitCount(1, 3), scored.top(1));
    assertEquals(new HitCount(2, 3), scored.top(2));
    assertThrows(IllegalArgumentException.class, () -> scored.top(3));
  }

  @Test
  void followsTheTruthsOrder() throws IOException {
    ScoredPredictions scored =
        ScoredPredictions.of(predictions("a 1 2", "b 3 4"), truth("b 3", "a 5"), TRUTH);

    assertEquals(List.of(3, 5), scored.images().stream().map(ScoredImage::truth).toList());
    assertEquals(List.of(3, 1), scored.images().stream().map(ScoredImage::first).toList());
  }

  @Test
  void namesPredictionsWithoutTruth() {
    assertMistake(
        "model.csv names 2 image(s) that truth.csv does not (first: b): the two must name the same"
            + " images.",
        predictions("a 1 2", "b 1 2", "c 1 2"),
        truth("a 1"));
  }

  @Test
  void saysInWhatNamesDiffer() {
    assertMistake(
        "model.csv names 2 image(s) that truth.csv does not (first: val/a): the two must name the"
            + " same images; 2 of 2 differ only in the folders in front of them and in their endings"
            + " (val/a and a.JPEG): name them alike.",
        predictions("val/a 1 2", "val/b 1 2"),
        truth("a.JPEG 1", "b.JPEG 2"));
  }

  @Test
  void namesTruthsWithoutPrediction() {
    assertMistake(
        "truth.csv names 1 image(s) that model.csv does not (first: b): the two must name the same"
            + " images.",
        predictions("a 1 2"),
        truth("a 1", "b 2"));
  }

  private static void assertMistake(
      String expected, Predictions predictions, Map<String, Integer> truth) {
    assertEquals(
        expected,
        assertThrows(IOException.class, () -> ScoredPredictions.of(predictions, truth, TRUTH))
            .getMessage());
  }

  /** Rows of a name and two classes. */
  static Predictions predictions(String... rows) {
    Map<String, RankedClasses> images = new LinkedHashMap<>();
    for (String row : rows) {
      String[] cells = row.split(" ");
      List<Integer> classes = List.of(Integer.valueOf(cells[1]), Integer.valueOf(cells[2]));
      images.put(cells[0], new RankedClasses(cells[0], classes));
    }
    return new Predictions(Path.of("model.csv"), 2, images);
  }

  /** Rows of a name and its class. */
  static Map<String, Integer> truth(String... rows) {
    Map<String, Integer> classes = new LinkedHashMap<>();
    for (String row : rows) {
      String[] cells = row.split(" ");
      classes.put(cells[0], Integer.valueOf(cells[1]));
    }
    return classes;
  }
}
