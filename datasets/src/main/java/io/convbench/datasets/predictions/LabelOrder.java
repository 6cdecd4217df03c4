package io.convbench.datasets.predictions;

import io.convbench.datasets.labels.ClassIndex;
import io.convbench.datasets.labels.ClassIndex.ImageClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * An order of classes that no list gives, found in the predictions themselves: the images of a
 * label are mostly predicted as one class, which no other label's are. An image is judged by the
 * others of its label alone, so that labels of one image prove nothing.
 */
final class LabelOrder {

  /** So many labels in ascending order of their classes are not chance (1 in 120). */
  private static final int FEWEST_SORTED = 5;

  private static final int EXAMPLES = 3;

  private final int[] truths;
  private final int[] firsts;
  private final ClassIndex index;

  /** Images predicted as a class, by label and class. */
  private final Map<Integer, Map<Integer, Integer>> counts = new TreeMap<>();

  private LabelOrder(int[] truths, int[] firsts, ClassIndex index) {
    this.truths = truths;
    this.firsts = firsts;
    this.index = index;
    for (int i = 0; i < truths.length; i++) {
      counts.computeIfAbsent(truths[i], label -> new TreeMap<>()).merge(firsts[i], 1, Integer::sum);
    }
  }

  static Optional<LabelReading> of(int[] truths, int[] firsts, ClassIndex index) {
    return new LabelOrder(truths, firsts, index).reading();
  }

  private Optional<LabelReading> reading() {
    Map<Integer, Integer> classes = classes();
    int[] judged =
        IntStream.range(0, truths.length).filter(i -> classes.containsKey(truths[i])).toArray();
    boolean[] right = new boolean[judged.length];
    boolean[] asTheyStand = new boolean[judged.length];
    int[] labels = new int[judged.length];
    for (int i = 0; i < judged.length; i++) {
      labels[i] = truths[judged[i]];
      int first = firsts[judged[i]];
      right[i] = first == mostFrequent(counts.get(labels[i]), first);
      asTheyStand[i] = labels[i] == first;
    }
    return LabelReading.ifItWins(words(classes), labels, right, asTheyStand);
  }

  /** The class as which each label's images are mostly predicted, where no other label's are. */
  private Map<Integer, Integer> classes() {
    Map<Integer, Integer> classes = new TreeMap<>();
    Map<Integer, Integer> labelsOfClass = new HashMap<>();
    counts.forEach(
        (label, ofLabel) -> {
          if (ofLabel.values().stream().mapToInt(Integer::intValue).sum() > 1) {
            int most = mostFrequent(ofLabel, -1);
            classes.put(label, most);
            labelsOfClass.merge(most, 1, Integer::sum);
          }
        });
    classes.values().removeIf(most -> labelsOfClass.get(most) > 1);
    return classes;
  }

  /** The most frequent class without one image of this class; the lowest of equals. */
  private static int mostFrequent(Map<Integer, Integer> ofLabel, int without) {
    return ofLabel.entrySet().stream()
        .max(
            Comparator.comparingInt(
                    (Map.Entry<Integer, Integer> one) ->
                        one.getValue() - (one.getKey() == without ? 1 : 0))
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .orElseThrow()
        .getKey();
  }

  private String words(Map<Integer, Integer> classes) {
    List<Integer> inOrder = new ArrayList<>(classes.values());
    if (isSorted(inOrder, Comparator.naturalOrder())) {
      return "the labels seem to number class folders sorted by synset" + examples(classes);
    }
    if (isSorted(inOrder, ClassNumbering.byName(index))) {
      return "the labels seem to number class folders sorted by name" + examples(classes);
    }
    if (isSorted(inOrder, ClassNumbering.byDigits())) {
      return "the labels seem to number class folders sorted by index as text" + examples(classes);
    }
    long others =
        classes.entrySet().stream().filter(one -> !one.getKey().equals(one.getValue())).count();
    return "the labels seem to be in an order of their own, %s of %s being predicted as another class"
            .formatted(others, classes.size())
        + examples(classes);
  }

  private static boolean isSorted(List<Integer> classes, Comparator<Integer> order) {
    List<Integer> sorted = new ArrayList<>(classes);
    Collections.sort(sorted, order);
    return classes.size() >= FEWEST_SORTED && classes.equals(sorted);
  }

  private String examples(Map<Integer, Integer> classes) {
    return classes.entrySet().stream()
        .filter(one -> !one.getKey().equals(one.getValue()))
        .limit(EXAMPLES)
        .map(one -> example(one.getKey(), index.get(one.getValue())))
        .reduce((one, next) -> one + ", " + next)
        .map(all -> " (" + all + ")")
        .orElse("");
  }

  private static String example(int label, ImageClass imageClass) {
    return "%s is %s, %s".formatted(label, imageClass.name(), imageClass.index());
  }
}
