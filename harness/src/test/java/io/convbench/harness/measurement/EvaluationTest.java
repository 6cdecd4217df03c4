package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.datasets.labels.RealLabels;
import io.convbench.results.Column;
import io.convbench.results.ImagePrediction;
import io.convbench.results.ImagePredictions;
import io.convbench.results.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {

  private static final double PUBLISHED = 0.71336;
  private static final int IMAGES = 250;
  private static final int CLASSES = 12;
  private static final Set<Integer> OWN = Set.of(3, 5, 7, 900);

  @TempDir private Path folder;

  /**
   * Confidences of every size, whose sum depends on the order: that of the test, added up in twenty
   * orders, takes several values, the row one.
   */
  @Test
  void givesTheSameRowBitForBitWhateverTheSplitAndTheOrder() throws IOException {
    RealLabels real = real();
    Set<Double> sums = new HashSet<>();
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      IntUnaryOperator order = seed % 2 == 0 ? one -> one + 1 : one -> (one * 5 + 3) % CLASSES;
      List<ImagePrediction> images = images(random, order);
      Evaluation whole = new Evaluation(ImagePredictions.of(images), 31, 17);
      Row expected = whole.row(OWN, Optional.of(real), PUBLISHED);
      assertEquals(IMAGES, expected.integer(Column.IMAGES).orElseThrow());
      assertTrue(expected.number(Column.CALIBRATION_ERROR).orElseThrow() > 0);
      String caution = expected.text(Column.CAUTION).orElseThrow();
      assertTrue(
          caution.contains(
              seed % 2 == 0 ? "seem to be one too low" : "seem to be in an order of their own"),
          caution);
      for (int split = 0; split < 20; split++) {
        Collections.shuffle(images, random);
        sums.add(
            images.stream()
                .mapToDouble(one -> one.confidence().orElseThrow())
                .reduce(0, Double::sum));
        Evaluation merged = merged(parts(images, 2 + random.nextInt(4), random), random);
        assertEquals(whole, merged);
        assertEquals(expected, merged.row(OWN, Optional.of(real), PUBLISHED));
      }
    }
    assertTrue(sums.size() > 20, "orders that matter: " + sums.size());
  }

  /** As the predictions of two runs are on the disk. */
  @Test
  void givesTheSameRowOfPredictionsThatWereWritten() throws IOException {
    List<ImagePrediction> images = images(new Random(7), one -> one);
    ImagePredictions first = ImagePredictions.of(images.subList(0, 90));
    ImagePredictions second = ImagePredictions.of(images.subList(90, IMAGES));
    first.write(folder.resolve("first.csv"));
    second.write(folder.resolve("second.csv"));

    ImagePredictions merged =
        ImagePredictions.read(folder.resolve("second.csv"))
            .merge(ImagePredictions.read(folder.resolve("first.csv")));

    assertEquals(
        new Evaluation(ImagePredictions.of(images), 0, 0).row(OWN, Optional.empty(), PUBLISHED),
        new Evaluation(merged, 0, 0).row(OWN, Optional.empty(), PUBLISHED));
  }

  /** Ten classes, each one too high: the five of a half are too few to tell. */
  @Test
  void cautionsByAllImagesAndNotByAPart() {
    Evaluation part = shifted(11, 16);
    Evaluation whole = part.merge(shifted(16, 21));
    String apart = part.row(Set.of(), Optional.empty(), PUBLISHED).text(Column.CAUTION).orElse("");
    assertTrue(apart.contains("with so few classes it is unknown"), apart);
    String all = whole.row(Set.of(), Optional.empty(), PUBLISHED).text(Column.CAUTION).orElse("");
    assertTrue(all.contains("the labels seem to be one too high"), all);
  }

  @Test
  void countsFailedAndWarnedImagesOfPartsWithoutPredictions() {
    Evaluation none = new Evaluation(ImagePredictions.of(List.of()), 2, 0);
    Evaluation one = new Evaluation(shifted(1, 2).predictions(), 1, 1);
    Row row = none.merge(one).row(Set.of(), Optional.empty(), PUBLISHED);
    assertEquals(1, row.integer(Column.IMAGES).orElseThrow());
    assertEquals(3, row.integer(Column.IMAGES_FAILED).orElseThrow());
    assertEquals(1, row.integer(Column.IMAGES_WARNED).orElseThrow());
    assertEquals(
        Optional.of("no image could be decoded"),
        none.merge(none).row(Set.of(), Optional.empty(), PUBLISHED).text(Column.REASON));
  }

  @Test
  void refusesAnImageInTwoParts() {
    Evaluation part = shifted(11, 16);
    assertEquals(
        "ILSVRC2012_val_00000011.JPEG is predicted twice",
        assertThrows(IllegalArgumentException.class, () -> part.merge(part)).getMessage());
  }

  /** Images of these classes, each taken for the class below. */
  private static Evaluation shifted(int from, int to) {
    return new Evaluation(
        ImagePredictions.of(
            IntStream.range(from, to)
                .mapToObj(
                    truth -> prediction(truth, truth, List.of(truth - 1), 0.5, OptionalInt.empty()))
                .toList()),
        0,
        0);
  }

  /**
   * @param order the class as which most images of a class are predicted
   */
  private static List<ImagePrediction> images(Random random, IntUnaryOperator order) {
    List<ImagePrediction> images = new ArrayList<>();
    for (int number = 1; number <= IMAGES; number++) {
      int truth = random.nextInt(CLASSES);
      int likely = random.nextInt(10) < 8 ? order.applyAsInt(truth) : truth;
      List<Integer> ranked =
          IntStream.concat(IntStream.of(likely), random.ints(0, CLASSES))
              .distinct()
              .limit(5)
              .boxed()
              .toList();
      // From denormal numbers to 1.
      double confidence =
          random.nextInt(20) == 0
              ? Math.scalb(random.nextDouble(), -random.nextInt(1060))
              : random.nextDouble();
      images.add(
          prediction(number, truth, ranked, confidence, OptionalInt.of(2 * random.nextInt(3) + 3)));
    }
    return images;
  }

  private static ImagePrediction prediction(
      int number, int truth, List<Integer> ranked, double confidence, OptionalInt own) {
    String file = String.format(Locale.ROOT, "ILSVRC2012_val_%08d.JPEG", number);
    return new ImagePrediction(file, truth, ranked, OptionalDouble.of(confidence), own);
  }

  /** Cut at random, so that some may be empty; failed and warned images spread over them. */
  private static List<Evaluation> parts(List<ImagePrediction> images, int count, Random random) {
    int[] cuts =
        IntStream.concat(IntStream.of(0, IMAGES), random.ints(count - 1L, 0, IMAGES + 1))
            .sorted()
            .toArray();
    List<Evaluation> parts = new ArrayList<>();
    int failed = 31;
    int warned = 17;
    for (int i = 0; i < count; i++) {
      boolean last = i == count - 1;
      int ofFailed = last ? failed : random.nextInt(failed + 1);
      int ofWarned = last ? warned : random.nextInt(warned + 1);
      failed -= ofFailed;
      warned -= ofWarned;
      parts.add(
          new Evaluation(
              ImagePredictions.of(images.subList(cuts[i], cuts[i + 1])), ofFailed, ofWarned));
    }
    return parts;
  }

  /** Any two until one is left. */
  private static Evaluation merged(List<Evaluation> parts, Random random) {
    List<Evaluation> left = new ArrayList<>(parts);
    while (left.size() > 1) {
      Evaluation one = left.remove(random.nextInt(left.size()));
      Evaluation other = left.remove(random.nextInt(left.size()));
      left.add(one.merge(other));
    }
    return left.get(0);
  }

  /** Labels of all images, some of none, some of several classes. */
  private RealLabels real() throws IOException {
    String lists =
        IntStream.range(0, IMAGES)
            .mapToObj(i -> i % 7 == 0 ? "[]" : "[%s, %s]".formatted(i % 10, i % 9))
            .collect(Collectors.joining(", ", "[", "]"));
    return RealLabels.read(Files.writeString(folder.resolve("real.json"), lists), "--real");
  }
}
