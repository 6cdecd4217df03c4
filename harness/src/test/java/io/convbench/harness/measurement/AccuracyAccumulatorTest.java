package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.datasets.labels.RealLabels;
import io.convbench.datasets.prepared.PreparedImage;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyAccumulatorTest {

  private static final Set<Integer> OWN = Set.of(30, 10, 20);
  private static final double PUBLISHED = 0.71336;

  @TempDir private Path folder;

  /**
   * First of all: 10 right, 7 wrong, 7 wrong, 20 wrong; of 10, 20 and 30 alone: 10 right, 20 right,
   * 10 wrong, 20 wrong.
   */
  @Test
  void scoresOverAllClassesAndApartOverTheDatasetsOwn() {
    AccuracyAccumulator accumulator = new AccuracyAccumulator(OWN);
    accumulator.add(List.of(image("a", 10)), 1, logits(Map.of(10, 5f, 20, 4f, 30, 3f)));
    accumulator.add(List.of(image("b", 20)), 1, logits(Map.of(7, 9f, 20, 4f, 30, 3f)));
    accumulator.add(List.of(image("c", 30)), 1, logits(Map.of(7, 9f, 10, 2f, 30, 1f)));
    accumulator.add(List.of(image("d", 30)), 1, logits(Map.of(20, 9f, 30, 8f)));
    accumulator.failed(new PreparedImage("e", 30, "", 0, "the file is empty", ""));
    accumulator.warned(new PreparedImage("a", 10, "", 0, "", "9 extraneous bytes"));

    Row row = accumulator.evaluation().row(OWN, Optional.empty(), PUBLISHED);

    assertEquals(Optional.of(Status.OK), row.status());
    assertEquals(OptionalLong.of(4), row.integer(Column.IMAGES));
    assertEquals(OptionalLong.of(1), row.integer(Column.IMAGES_FAILED));
    assertEquals(OptionalLong.of(1), row.integer(Column.IMAGES_WARNED));
    assertEquals(OptionalLong.of(1), row.integer(Column.TOP1_HITS));
    assertEquals(OptionalLong.of(4), row.integer(Column.TOP5_HITS));
    assertEquals(OptionalLong.of(3), row.integer(Column.OWN_CLASSES));
    assertEquals(OptionalLong.of(2), row.integer(Column.TOP1_OWN_CLASSES_HITS));
    assertEquals(0.5, row.number(Column.TOP1_OWN_CLASSES).orElseThrow());
    // Wilson's interval of 2 in 4, by Python.
    assertEquals(0.15003898915, row.number(Column.TOP1_OWN_CLASSES_CI95_LOW).orElseThrow(), 1e-9);
    assertEquals(0.84996101085, row.number(Column.TOP1_OWN_CLASSES_CI95_HIGH).orElseThrow(), 1e-9);
    assertEquals(OptionalLong.empty(), row.integer(Column.REAL_IMAGES));
  }

  @Test
  void leavesOwnClassesOutWhereNothingIsKnownOfThem() {
    AccuracyAccumulator accumulator = new AccuracyAccumulator(Set.of());
    accumulator.add(List.of(image("a", 10)), 1, logits(Map.of(10, 5f)));
    assertEquals(
        OptionalLong.empty(),
        accumulator
            .evaluation()
            .row(Set.of(), Optional.empty(), PUBLISHED)
            .integer(Column.OWN_CLASSES));
  }

  /** Image 1 may be 3 or 4, image 2 nobody could say, image 3 is 5. */
  @Test
  void countsReassessedLabelsOverTheImagesThatHaveAny() throws IOException {
    AccuracyAccumulator accumulator = new AccuracyAccumulator(Set.of());
    accumulator.add(List.of(image(1, 3), image(2, 3)), 1, logits(Map.of(4, 1f), Map.of(3, 1f)));
    accumulator.add(List.of(image(3, 5)), 1, logits(Map.of(6, 1f)));

    Row row =
        accumulator
            .evaluation()
            .row(Set.of(), Optional.of(real("[[3, 4], [], [5], []]")), PUBLISHED);

    assertEquals(OptionalLong.of(3), row.integer(Column.IMAGES));
    assertEquals(OptionalLong.of(1), row.integer(Column.TOP1_HITS));
    assertEquals(OptionalLong.of(2), row.integer(Column.REAL_IMAGES));
    assertEquals(OptionalLong.of(1), row.integer(Column.REAL_HITS));
    assertEquals(0.5, row.number(Column.REAL_TOP1).orElseThrow());
    // Wilson's interval of 1 in 2, by Python.
    assertEquals(0.09453120573, row.number(Column.REAL_TOP1_CI95_LOW).orElseThrow(), 1e-9);
    assertEquals(0.90546879427, row.number(Column.REAL_TOP1_CI95_HIGH).orElseThrow(), 1e-9);
  }

  @Test
  void saysThatNoImageHasAReassessedLabel() throws IOException {
    AccuracyAccumulator accumulator = new AccuracyAccumulator(Set.of());
    accumulator.add(List.of(image(1, 3)), 1, logits(Map.of(3, 1f)));

    Row row = accumulator.evaluation().row(Set.of(), Optional.of(real("[[]]")), PUBLISHED);

    assertEquals(OptionalLong.of(0), row.integer(Column.REAL_IMAGES));
    assertEquals(false, row.number(Column.REAL_TOP1).isPresent());
    assertEquals(1.0, row.number(Column.TOP1).orElseThrow());
  }

  /** Ten classes, each one too high, all predicted right: 10 of 10 by Wilson are 72.25 to 100 %. */
  @Test
  void saysFirstThatTheFigureIsFarBelowAndThenWhichLabelsWouldFit() {
    assertEquals(
        Optional.of(
            "top-1 is 0.00 % (95 %: 0.00 to 27.75), far below the published 71.34 %; the labels"
                + " seem"
                + " to be one too high, as they are when they count from 1: read so, 10 of 10"
                + " images"
                + " are right, not 0. Write class indices 0 to 999, in synset order"),
        ofTen(truth -> truth - 1).text(Column.CAUTION));
  }

  @Test
  void saysThatNoOrderExplainsAFigureFarBelow() {
    assertEquals(
        Optional.of(
            "top-1 is 0.00 % (95 %: 0.00 to 27.75), far below the published 71.34 %; no other order"
                + " of labels explains it: check labels, weights and protocol, and whether the"
                + " published figure is of such images"),
        ofTen(truth -> 490).text(Column.CAUTION));
  }

  /** One class: Wilson's upper end of 0 in 10 is 27.75 %. */
  @Test
  void saysThatFewClassesTellNothingOfTheLabels() {
    AccuracyAccumulator accumulator = new AccuracyAccumulator(Set.of());
    for (int i = 0; i < 10; i++) {
      accumulator.add(List.of(image(i + 1, 3)), 1, logits(Map.of(2, 5f)));
    }
    String caution =
        accumulator
            .evaluation()
            .row(Set.of(), Optional.empty(), PUBLISHED)
            .text(Column.CAUTION)
            .orElseThrow();
    assertTrue(
        caution.contains("; with so few classes it is unknown whether labels are in another order"),
        caution);
  }

  @Test
  void saysNothingOfAFigureThatMayBeThePublishedOne() {
    assertEquals(
        Optional.empty(), ofTen(truth -> truth % 2 == 0 ? truth : 490).text(Column.CAUTION));
  }

  /** The row of ten images of ten classes, predicted as told. */
  private static Row ofTen(IntUnaryOperator predicted) {
    AccuracyAccumulator accumulator = new AccuracyAccumulator(Set.of());
    for (int truth = 11; truth <= 20; truth++) {
      accumulator.add(
          List.of(image(truth, truth)), 1, logits(Map.of(predicted.applyAsInt(truth), 5f)));
    }
    return accumulator.evaluation().row(Set.of(), Optional.empty(), PUBLISHED);
  }

  private RealLabels real(String json) throws IOException {
    return RealLabels.read(Files.writeString(folder.resolve("real.json"), json), "--real");
  }

  private static PreparedImage image(int number, int truth) {
    return image(String.format(Locale.ROOT, "ILSVRC2012_val_%08d.JPEG", number), truth);
  }

  private static PreparedImage image(String file, int truth) {
    return new PreparedImage(file, truth, "", 0, "", "");
  }

  /** Scores by class for each image, all others below. */
  @SafeVarargs
  private static float[] logits(Map<Integer, Float>... images) {
    float[] logits = new float[1000 * images.length];
    for (int i = 0; i < images.length; i++) {
      int offset = 1000 * i;
      images[i].forEach((index, score) -> logits[offset + index] = score);
    }
    return logits;
  }
}
