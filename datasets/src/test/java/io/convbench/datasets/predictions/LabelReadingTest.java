package io.convbench.datasets.predictions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.datasets.SharedData;
import io.convbench.datasets.labels.ClassIndex;
import io.convbench.datasets.labels.KitNumbering;
import io.convbench.datasets.labels.LabelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelReadingTest {

  private static final ClassIndex INDEX = ClassIndex.imagenet();

  /** Imagenette's ten classes. */
  private static final int[] TEN = {0, 217, 482, 491, 497, 566, 569, 571, 574, 701};

  /** Every second image of the first twenty classes is predicted right, the others as class 900. */
  private final int[] shown = IntStream.range(0, 80).map(i -> i / 4).toArray();

  private final int[] predicted =
      IntStream.range(0, 80).map(i -> i % 2 == 0 ? shown[i] : 900 + i).toArray();

  @Test
  void findsNothingWhereLabelsAreRight() {
    assertEquals(Optional.empty(), LabelReading.better(shown, predicted, INDEX));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 'the labels seem to be one too high, as they are when they count from 1'",
    "-1, 'the labels seem to be one too low'"
  })
  void namesLabelsThatAreOffByOne(int shift, String words) {
    int[] labels = map(shown, label -> Math.floorMod(label + shift, 1000));
    LabelReading reading = LabelReading.better(labels, predicted, INDEX).orElseThrow();
    assertEquals(words, reading.seems());
    assertEquals(40, reading.right());
    assertEquals(0, reading.asTheyStand());
    assertEquals(80, reading.judged());
    assertEquals(
        words
            + ": read so, 40 of 80 images are right, not 0. Write class indices 0 to 999, in synset"
            + " order",
        reading.toText());
  }

  /** The kit's classes 1 and 2 are kit fox and English setter, 278 and 212 in synset order. */
  @Test
  void knowsTheKitsOrder() {
    int[] kit = KitNumbering.classes();
    assertEquals(278, kit[0]);
    assertEquals(212, kit[1]);
    assertEquals("n03255030", INDEX.get(kit[999]).synset(), "dumbbell");
    int[] sorted = kit.clone();
    Arrays.sort(sorted);
    assertEquals(1000, sorted.length);
    assertTrue(Arrays.equals(IntStream.range(0, 1000).toArray(), sorted), "each class once");
  }

  /** One image a class, so that no order can be found in the predictions themselves. */
  @Test
  void namesTheKitsOrderOfLabelsAndOfPredictions() {
    int[] kit = KitNumbering.classes();
    int[] numbers = IntStream.range(100, 150).toArray();
    int[] classes = map(numbers, number -> kit[number]);
    assertEquals(
        Optional.of("the labels seem to be in the ILSVRC kit's order, from 0"),
        seems(numbers, classes));
    assertEquals(
        Optional.of("the labels seem to be in the ILSVRC kit's order, from 1 (ILSVRC2012_ID)"),
        seems(map(numbers, number -> number + 1), classes));
    assertEquals(
        Optional.of("the predictions seem to be in the ILSVRC kit's order, from 0"),
        seems(classes, numbers));
  }

  /** Folder 10 comes third, behind 0 and 1; the 100th class by name is not the 100th by synset. */
  @Test
  void namesTheOrderOfSortedFolders() {
    List<Integer> asText =
        IntStream.range(0, 1000).boxed().sorted((a, b) -> ("" + a).compareTo("" + b)).toList();
    int[] numbers = IntStream.range(0, 50).toArray();
    assertEquals(10, asText.get(2));
    assertEquals(
        Optional.of(
            "the labels seem to be in the order of folders 0 to 999 sorted as text (0, 1, 10, 100,"
                + " ...)"),
        seems(numbers, map(numbers, asText::get)));
    List<String> names = INDEX.names().stream().sorted().toList();
    assertEquals(
        Optional.of("the labels seem to be in the order of class folders sorted by name"),
        seems(numbers, map(numbers, number -> INDEX.names().indexOf(names.get(number)))));
  }

  /** As torchvision's ImageFolder numbers Imagenette. */
  @Test
  void namesThePlacesOfSomeClassFolders() {
    int[] labels = IntStream.range(0, 40).map(i -> i / 4).toArray();
    assertEquals(
        Optional.of(
            "the labels seem to number class folders sorted by synset (1 is English_springer, 217,"
                + " 2 is cassette_player, 482, 3 is chain_saw, 491)"),
        seems(labels, map(labels, label -> TEN[label])));
  }

  @Test
  void namesAnyOtherOrderThatThePredictionsFollow() {
    List<Integer> order = new java.util.ArrayList<>(IntStream.range(0, 1000).boxed().toList());
    Collections.shuffle(order, new Random(3));
    int[] labels = IntStream.range(0, 60).map(i -> i / 3).toArray();
    String seems = seems(labels, map(labels, order::get)).orElseThrow();
    assertTrue(
        seems.startsWith(
            "the labels seem to be in an order of their own, 20 of 20 being predicted as another"
                + " class (0 is "),
        seems);
  }

  /** A broken network that sees one class everywhere says nothing of the labels. */
  @Test
  void takesOneAnswerToAllForNoOrder() {
    int[] labels = IntStream.range(0, 60).map(i -> i / 3).toArray();
    assertEquals(Optional.empty(), seems(labels, map(labels, label -> 490)));
  }

  @Test
  void takesPredictionsAtRandomForNoOrder() {
    Random random = new Random(1);
    int[] labels = IntStream.range(0, 20_000).map(i -> i / 20).toArray();
    assertEquals(Optional.empty(), seems(labels, map(labels, label -> random.nextInt(1000))));
  }

  /** All tiger cats taken for Egyptian cats, three classes on, or for the next one. */
  @Test
  void takesOneFrequentMistakeForNoOrder() {
    int[] labels = new int[500];
    Arrays.fill(labels, 282);
    assertEquals(Optional.empty(), seems(labels, map(labels, label -> 285)));
    assertEquals(Optional.empty(), seems(labels, map(labels, label -> 283)));
  }

  @Test
  void needsMoreThanAFewImages() {
    int[] labels = {5, 6, 7, 8};
    assertEquals(Optional.empty(), seems(labels, map(labels, label -> label - 1)));
  }

  @Test
  void refusesLabelsAndPredictionsOfDifferentLengths() {
    assertEquals(
        "1 labels beside 2 predictions",
        assertThrows(
                IllegalArgumentException.class,
                () -> LabelReading.better(new int[1], new int[2], INDEX))
            .getMessage());
  }

  /** DenseNet121's published predictions of 50,000 real images. */
  @Test
  void tellsOrdersOfTheRealLabels() throws IOException {
    Path folder = SharedData.require("imagenet");
    Predictions predictions =
        PredictionFile.read(folder.resolve("published-predictions/densenet121.csv.gz"), INDEX);
    Map<String, Integer> truth = LabelFile.read(folder.resolve("val_truth.csv.gz"), "--truth");
    int[] truths = truth.values().stream().mapToInt(Integer::intValue).toArray();
    int[] firsts =
        truth.keySet().stream().mapToInt(file -> predictions.images().get(file).get(0)).toArray();
    int[] kit = KitNumbering.classes();

    assertEquals(Optional.empty(), LabelReading.better(truths, firsts, INDEX));
    LabelReading shifted =
        LabelReading.better(map(truths, label -> (label + 1) % 1000), firsts, INDEX).orElseThrow();
    assertEquals(37_217, shifted.right());
    assertEquals(50_000, shifted.judged());
    int[] kitLabels =
        map(truths, label -> IntStream.range(0, 1000).filter(n -> kit[n] == label).sum());
    assertEquals(
        Optional.of("the labels seem to be in the ILSVRC kit's order, from 0"),
        seems(kitLabels, firsts));
    assertTrue(
        seems(map(truths, label -> label * 7 % 1000), firsts)
            .orElseThrow()
            .startsWith("the labels seem to be in an order of their own, "));
    // Truth of other images: nothing fits, and nothing is named.
    int[] others = IntStream.range(0, truths.length).map(i -> truths[i * 7919 % 50_000]).toArray();
    assertEquals(Optional.empty(), seems(others, firsts));
  }

  private static Optional<String> seems(int[] truths, int[] firsts) {
    return LabelReading.better(truths, firsts, INDEX).map(LabelReading::seems);
  }

  private static int[] map(int[] numbers, IntUnaryOperator to) {
    return Arrays.stream(numbers).map(to).toArray();
  }
}
