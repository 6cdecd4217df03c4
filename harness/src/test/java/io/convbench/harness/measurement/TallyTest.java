package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TallyTest {

  private static final Set<Integer> OWN = Set.of(30, 10, 20);

  @TempDir private Path folder;

  /**
   * First of all: 10 right, 7 wrong, 7 wrong, 20 wrong; of 10, 20 and 30 alone: 10 right, 20 right,
   * 10 wrong, 20 wrong.
   */
  @Test
  void scoresOverAllClassesAndApartOverTheDatasetsOwn() {
    Tally tally = new Tally(OWN, Optional.empty());
    tally.add(List.of(image("a", 10)), 1, logits(Map.of(10, 5f, 20, 4f, 30, 3f)));
    tally.add(List.of(image("b", 20)), 1, logits(Map.of(7, 9f, 20, 4f, 30, 3f)));
    tally.add(List.of(image("c", 30)), 1, logits(Map.of(7, 9f, 10, 2f, 30, 1f)));
    tally.add(List.of(image("d", 30)), 1, logits(Map.of(20, 9f, 30, 8f)));
    tally.failed(new PreparedImage("e", 30, "", 0, "the file is empty", ""));
    tally.warned(new PreparedImage("a", 10, "", 0, "", "9 extraneous bytes"));

    Row row = tally.row();

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
    Tally tally = new Tally(Set.of(), Optional.empty());
    tally.add(List.of(image("a", 10)), 1, logits(Map.of(10, 5f)));
    assertEquals(OptionalLong.empty(), tally.row().integer(Column.OWN_CLASSES));
  }

  /** Image 1 may be 3 or 4, image 2 nobody could say, image 3 is 5. */
  @Test
  void countsReassessedLabelsOverTheImagesThatHaveAny() throws IOException {
    Tally tally = new Tally(Set.of(), Optional.of(real("[[3, 4], [], [5], []]")));
    tally.add(List.of(image(1, 3), image(2, 3)), 1, logits(Map.of(4, 1f), Map.of(3, 1f)));
    tally.add(List.of(image(3, 5)), 1, logits(Map.of(6, 1f)));

    Row row = tally.row();

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
    Tally tally = new Tally(Set.of(), Optional.of(real("[[]]")));
    tally.add(List.of(image(1, 3)), 1, logits(Map.of(3, 1f)));

    Row row = tally.row();

    assertEquals(OptionalLong.of(0), row.integer(Column.REAL_IMAGES));
    assertEquals(false, row.number(Column.REAL_TOP1).isPresent());
    assertEquals(1.0, row.number(Column.TOP1).orElseThrow());
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
