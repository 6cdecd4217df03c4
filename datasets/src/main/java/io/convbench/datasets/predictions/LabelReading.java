package io.convbench.datasets.predictions;

import io.convbench.datasets.labels.ClassIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Another reading of labels or predictions, by which far more images are right than as they stand:
 * the classes were most likely numbered in another order.
 *
 * @param seems what they seem to be, in words
 * @param right images that are right by this reading
 * @param asTheyStand images that are right as labels and predictions stand
 * @param judged images that can be judged by this reading, of which the two are
 */
public record LabelReading(String seems, long right, long asTheyStand, long judged) {

  /** Standard deviations by which a reading must win among the labels; many readings are tried. */
  private static final double DEVIATIONS = 3;

  private static final int AT_LEAST_TIMES = 2;

  /**
   * The reading that fits best: of the known numberings of the 1000 classes, else any other order
   * in which images of one label are mostly predicted as one class. A reading must win among the
   * labels by three standard deviations of a sign test, so that no frequent mistake between two
   * classes is taken for it, and double the images that are right.
   *
   * @param truths index of the true class, per image
   * @param firsts index of the class ranked first, per image
   * @return empty where nothing fits far better than the labels as they stand
   * @throws IllegalArgumentException when the two are of different lengths
   */
  public static Optional<LabelReading> better(int[] truths, int[] firsts, ClassIndex index) {
    if (truths.length != firsts.length) {
      throw new IllegalArgumentException(
          "%s labels beside %s predictions".formatted(truths.length, firsts.length));
    }
    Optional<LabelReading> known =
        known(truths, firsts, index).max(Comparator.comparingLong(LabelReading::right));
    return known.isPresent() ? known : LabelOrder.of(truths, firsts, index);
  }

  /** Whether images show so many labels that a reading could win among them. */
  public static boolean canTell(int[] truths) {
    return Arrays.stream(truths).distinct().count() >= DEVIATIONS * DEVIATIONS;
  }

  /** One line: what the labels seem to be, by how much, and what to do. */
  public String toText() {
    return "%s: read so, %s of %s images are right, not %s. Write class indices 0 to %s, in synset order"
        .formatted(seems, right, judged, asTheyStand, ClassIndex.SIZE - 1);
  }

  private static Stream<LabelReading> known(int[] truths, int[] firsts, ClassIndex index) {
    List<Optional<LabelReading>> readings = new ArrayList<>();
    for (ClassNumbering shift : ClassNumbering.shifts()) {
      readings.add(of("the labels seem to be ", shift, truths, firsts, truths));
    }
    for (ClassNumbering order : ClassNumbering.orders(index)) {
      readings.add(of("the labels seem to be ", order, truths, firsts, truths));
      readings.add(of("the predictions seem to be ", order, firsts, truths, truths));
    }
    return readings.stream().flatMap(Optional::stream);
  }

  private static Optional<LabelReading> of(
      String subject, ClassNumbering numbering, int[] numbered, int[] others, int[] truths) {
    boolean[] right = new boolean[numbered.length];
    boolean[] asTheyStand = new boolean[numbered.length];
    for (int i = 0; i < right.length; i++) {
      right[i] = numbering.classOf(numbered[i]) == others[i];
      asTheyStand[i] = numbered[i] == others[i];
    }
    return ifItWins(subject + numbering.words(), truths, right, asTheyStand);
  }

  /** The reading where it is better by far, label by label. */
  static Optional<LabelReading> ifItWins(
      String seems, int[] truths, boolean[] right, boolean[] asTheyStand) {
    long hits = count(right);
    long before = count(asTheyStand);
    return wins(truths, right, asTheyStand) && hits >= AT_LEAST_TIMES * before
        ? Optional.of(new LabelReading(seems, hits, before, right.length))
        : Optional.empty();
  }

  private static boolean wins(int[] truths, boolean[] right, boolean[] asTheyStand) {
    TreeMap<Integer, Integer> leads = new TreeMap<>();
    for (int i = 0; i < truths.length; i++) {
      leads.merge(truths[i], (right[i] ? 1 : 0) - (asTheyStand[i] ? 1 : 0), Integer::sum);
    }
    long better = leads.values().stream().filter(lead -> lead > 0).count();
    long worse = leads.values().stream().filter(lead -> lead < 0).count();
    return better - worse >= DEVIATIONS * Math.sqrt(better + worse) && better > 0;
  }

  private static long count(boolean[] hits) {
    return IntStream.range(0, hits.length).filter(i -> hits[i]).count();
  }
}
