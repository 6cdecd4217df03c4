package io.convbench.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.results.statistics.ClassConfusion.ClassHits;
import io.convbench.results.statistics.ClassConfusion.Pair;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassConfusionTest {

  /** Class 1 four times, right once; class 2 once, right; class 3 once, wrong; 4 twice, wrong. */
  private static final ClassConfusion CONFUSION =
      ClassConfusion.of(new int[] {3, 1, 1, 1, 1, 2, 4, 4}, new int[] {1, 1, 7, 3, 7, 2, 5, 6});

  @Test
  void countsClassesAndMistakes() {
    assertEquals(
        List.of(
            new ClassHits(1, 1, 4),
            new ClassHits(2, 1, 1),
            new ClassHits(3, 0, 1),
            new ClassHits(4, 0, 2)),
        CONFUSION.classes());
    assertEquals(
        List.of(
            new Pair(1, 7, 2),
            new Pair(1, 3, 1),
            new Pair(3, 1, 1),
            new Pair(4, 5, 1),
            new Pair(4, 6, 1)),
        CONFUSION.pairs());
  }

  @Test
  void putsTheWeakestFirstAndOfEqualOnesThoseOfMoreImages() {
    assertEquals(List.of(4, 3, 1, 2), CONFUSION.weakest().stream().map(ClassHits::truth).toList());
  }

  @Test
  void refusesPredictionsOfOtherImages() {
    assertEquals(
        "1 truths beside 2 predictions: give one of each per image",
        assertThrows(
                IllegalArgumentException.class, () -> ClassConfusion.of(new int[1], new int[2]))
            .getMessage());
  }
}
