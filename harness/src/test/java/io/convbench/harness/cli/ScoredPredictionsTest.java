package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.datasets.labels.ClassIndex;
import io.convbench.datasets.labels.LabelFile;
import io.convbench.datasets.labels.RealLabels;
import io.convbench.datasets.predictions.PredictionFile;
import io.convbench.datasets.predictions.Predictions;
import io.convbench.results.ImagePredictions;
import io.convbench.results.statistics.HitCount;
import io.convbench.suites.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    Predictions predictions =
        PredictionFile.read(
            folder.resolve("published-predictions").resolve(name + ".csv.gz"),
            ClassIndex.imagenet());
    Map<String, Integer> truths = LabelFile.read(truth, "--truth");
    ImagePredictions images = ScoredPredictions.of(List.of(predictions), truths, truth).images();

    assertEquals(new HitCount(top1, 50_000), images.top(1));
    assertEquals(new HitCount(top5, 50_000), images.top(5));
    RealLabels labels = RealLabels.read(folder.resolve("real.json"), "--real");
    assertEquals(new HitCount(real, 46_837), images.reassessed(labels::of));
  }

  @Test
  void putsPartsTogetherWhateverTheirOrder() throws IOException {
    Predictions first = predictions("b 1 2", "d 1 2");
    Predictions second = predictions("c 3 4", "a 7 8");
    Map<String, Integer> truth = truth("a 8", "b 1", "c 9", "d 2");
    ImagePredictions whole =
        ScoredPredictions.of(List.of(predictions("a 7 8", "b 1 2", "c 3 4", "d 1 2")), truth, TRUTH)
            .images();

    assertEquals(whole, ScoredPredictions.of(List.of(first, second), truth, TRUTH).images());
    assertEquals(whole, ScoredPredictions.of(List.of(second, first), truth, TRUTH).images());
    assertEquals(new HitCount(1, 4), whole.top(1));
    assertEquals(new HitCount(3, 4), whole.top(2));
  }

  @Test
  void refusesPartsThatShareAnImage() {
    List<Predictions> parts = List.of(predictions("a 1 2"), predictions("b 1 2", "a 1 2"));
    assertEquals(
        "model.csv and model.csv both name a: merge parts of different images.",
        assertThrows(
                IOException.class, () -> ScoredPredictions.of(parts, truth("a 1", "b 1"), TRUTH))
            .getMessage());
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
        assertThrows(
                IOException.class, () -> ScoredPredictions.of(List.of(predictions), truth, TRUTH))
            .getMessage());
  }

  /** Rows of a name and two classes. */
  private static Predictions predictions(String... rows) {
    Map<String, List<Integer>> images = new LinkedHashMap<>();
    for (String row : rows) {
      String[] cells = row.split(" ");
      images.put(cells[0], List.of(Integer.valueOf(cells[1]), Integer.valueOf(cells[2])));
    }
    return new Predictions(Path.of("model.csv"), images, Optional.empty());
  }

  /** Rows of a name and its class. */
  private static Map<String, Integer> truth(String... rows) {
    Map<String, Integer> classes = new LinkedHashMap<>();
    for (String row : rows) {
      String[] cells = row.split(" ");
      classes.put(cells[0], Integer.valueOf(cells[1]));
    }
    return classes;
  }
}
