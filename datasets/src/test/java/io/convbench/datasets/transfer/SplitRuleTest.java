package io.convbench.datasets.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.datasets.labels.LabeledImage;
import io.convbench.datasets.labels.LabeledImages;
import io.convbench.foundation.input.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitRuleTest {

  @Test
  void holdsOutThisFractionOfEveryClass() {
    Split split = fraction(0.2, 7).of(dataset(40, 10)).get(0);

    assertArrayEquals(new long[] {32, 8}, counts(split.train()));
    assertArrayEquals(new long[] {8, 2}, counts(split.test()));
  }

  @Test
  void learnsFromAndHoldsOutEveryClassWhateverTheFraction() {
    assertArrayEquals(new long[] {1, 1}, counts(fraction(0.01, 1).of(dataset(9, 3)).get(0).test()));
    assertArrayEquals(
        new long[] {2, 2}, counts(fraction(0.99, 1).of(dataset(9, 3)).get(0).train()));
  }

  @Test
  void dividesAlikeBySameSeedAndOtherwiseByAnother() {
    assertEquals(fraction(0.5, 3).of(dataset(50, 50)), fraction(0.5, 3).of(dataset(50, 50)));
    assertNotEquals(fraction(0.5, 3).of(dataset(50, 50)), fraction(0.5, 4).of(dataset(50, 50)));
  }

  @Test
  void holdsOutEveryImageOnceInFolds() {
    List<Split> splits = folds(4, 1).of(dataset(21, 9));

    List<LabeledImage> held = new ArrayList<>();
    for (Split split : splits) {
      held.addAll(split.test());
      Set<LabeledImage> all = new HashSet<>(split.train());
      all.addAll(split.test());
      assertEquals(30, all.size());
    }
    assertEquals(30, held.size());
    assertEquals(30, new HashSet<>(held).size());
  }

  @Test
  void dealsEachClassEvenlyAmongFolds() {
    int[] classes = IntStream.range(0, 23).map(i -> i < 14 ? 0 : 1).toArray();

    int[] fold = StratifiedFolds.deal(classes, 5, 11);

    for (int one = 0; one < 5; one++) {
      int own = one;
      long first = IntStream.range(0, 14).filter(i -> fold[i] == own).count();
      long second = IntStream.range(14, 23).filter(i -> fold[i] == own).count();
      assertTrue(first == 2 || first == 3, "14 among 5 are 2 or 3, not " + first);
      assertTrue(second == 1 || second == 2, "9 among 5 are 1 or 2, not " + second);
      assertTrue(first + second == 4 || first + second == 5, "23 among 5 are 4 or 5");
    }
  }

  @Test
  void refusesAClassWithFewerImagesThanFolds() {
    assertEquals(
        "class b has 3 images, fewer than the 4 that are needed to learn from it and hold it out:"
            + " add images or use fewer --folds",
        assertThrows(InvalidInputException.class, () -> folds(4, 1).of(dataset(9, 3)))
            .getMessage());
  }

  @Test
  void refusesAClassOfWhichOneImageWouldBeLearnedFrom() {
    assertEquals(
        "class b has 2 images, fewer than the 3 that are needed to learn from it and hold it out:"
            + " add images",
        assertThrows(InvalidInputException.class, () -> fraction(0.5, 1).of(dataset(9, 2)))
            .getMessage());
    assertEquals(
        "class b has 1 image to learn from, fewer than 2: add images",
        assertThrows(InvalidInputException.class, () -> folds(2, 1).of(dataset(10, 3)))
            .getMessage());
  }

  /** Such are left when none of a class can be decoded. */
  @Test
  void refusesAClassWithoutImages() {
    assertEquals(
        "class b has 0 images to learn from, fewer than 2: add images",
        assertThrows(InvalidInputException.class, () -> fraction(0.5, 1).of(dataset(9, 0)))
            .getMessage());
  }

  @Test
  void saysWhatIsHeldOutWhereNothingWasAskedFor() {
    assertEquals(
        "--test-fraction 0.25 --seed 3",
        new SplitRule(OptionalDouble.empty(), OptionalInt.empty(), 3).asked());
    assertEquals("--folds 5 --seed 1", folds(5, 1).asked());
  }

  @Test
  void refusesAFractionOfNothingOrAll() {
    assertEquals(
        "--test-fraction 1.0: use a fraction above 0 and below 1",
        assertThrows(InvalidInputException.class, () -> fraction(1, 1)).getMessage());
  }

  @Test
  void refusesOneFold() {
    assertEquals(
        "--folds 1: use 2 or more",
        assertThrows(InvalidInputException.class, () -> folds(1, 1)).getMessage());
  }

  @Test
  void refusesTwoRules() {
    assertEquals(
        "--test-fraction 0.5 and --folds 5: use one of them",
        assertThrows(
                InvalidInputException.class,
                () -> new SplitRule(OptionalDouble.of(0.5), OptionalInt.of(5), 1))
            .getMessage());
  }

  @Test
  void takesAFifthOfWhatIsLearnedFromForValidation() {
    SplitRule rule = fraction(0.5, 3);
    Split split = rule.of(dataset(40, 20)).get(0);

    Split chosen = rule.withValidation(split, List.of("a", "b"));

    assertArrayEquals(new long[] {16, 8}, counts(chosen.train()));
    assertArrayEquals(new long[] {4, 2}, counts(chosen.validation()));
    assertEquals(split.test(), chosen.test());
    Set<LabeledImage> all = new HashSet<>(chosen.train());
    all.addAll(chosen.validation());
    assertEquals(new HashSet<>(split.train()), all);
    assertEquals(chosen, rule.withValidation(split, List.of("a", "b")));
  }

  @Test
  void keepsAValidationPartOfTheDatasetsOwn() {
    List<LabeledImage> all = dataset(4, 2).images().images();
    Split split = new Split(all, all, all);

    assertEquals(split, fraction(0.5, 3).withValidation(split, List.of("a", "b")));
  }

  @Test
  void refusesAClassOfWhichNoneIsLeftForValidation() {
    List<LabeledImage> all = dataset(4, 2).images().images();

    assertEquals(
        "class b has 2 images to learn from, fewer than the 3 of fine tuning, which holds one out"
            + " for validation: add images",
        assertThrows(
                InvalidInputException.class,
                () ->
                    fraction(0.5, 3)
                        .withValidation(new Split(all, List.of(), all), List.of("a", "b")))
            .getMessage());
  }

  private static SplitRule fraction(double fraction, long seed) {
    return new SplitRule(OptionalDouble.of(fraction), OptionalInt.empty(), seed);
  }

  private static SplitRule folds(int folds, long seed) {
    return new SplitRule(OptionalDouble.empty(), OptionalInt.of(folds), seed);
  }

  /** Class a with so many images, then class b. */
  private static ClassFolders dataset(int a, int b) {
    List<LabeledImage> images = new ArrayList<>();
    for (int i = 0; i < a + b; i++) {
      String file = (i < a ? "a/" : "b/") + i + ".jpg";
      images.add(new LabeledImage(Path.of(file), file, i < a ? 0 : 1));
    }
    return new ClassFolders(List.of("a", "b"), new LabeledImages("pictures", images));
  }

  private static long[] counts(List<LabeledImage> images) {
    return IntStream.range(0, 2)
        .mapToLong(k -> images.stream().filter(image -> image.classIndex() == k).count())
        .toArray();
  }
}
