package io.convbench.datasets.predictions;

import io.convbench.datasets.labels.ClassIndex;
import io.convbench.datasets.labels.KitNumbering;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * A way of numbering ImageNet's classes that is not by index in synset order, though people take it
 * for that.
 */
final class ClassNumbering {

  private static final int NONE = -1;

  private final String words;
  private final int[] classes;

  private ClassNumbering(String words, IntUnaryOperator classOf) {
    this.words = words;
    this.classes = IntStream.range(0, ClassIndex.SIZE).map(classOf).toArray();
  }

  /** Numbers that are off by one, which is the same from the side of labels and of predictions. */
  static List<ClassNumbering> shifts() {
    return List.of(
        new ClassNumbering("one too high, as they are when they count from 1", n -> wrapped(n - 1)),
        new ClassNumbering("one too low", n -> wrapped(n + 1)));
  }

  /** Other orders of the 1000. */
  static List<ClassNumbering> orders(ClassIndex index) {
    int[] kit = KitNumbering.classes();
    return List.of(
        new ClassNumbering(
            "in the ILSVRC kit's order, from 1 (ILSVRC2012_ID)", n -> n == 0 ? NONE : kit[n - 1]),
        new ClassNumbering("in the ILSVRC kit's order, from 0", n -> kit[n]),
        sorted("in the order of folders 0 to 999 sorted as text (0, 1, 10, 100, ...)", byDigits()),
        sorted("in the order of class folders sorted by name", byName(index)));
  }

  /** Class indices as text sorts them. */
  static Comparator<Integer> byDigits() {
    return Comparator.comparing(String::valueOf);
  }

  /** Classes as their names sort; two that share a name by index. */
  static Comparator<Integer> byName(ClassIndex index) {
    return Comparator.comparing((Integer one) -> index.get(one).name())
        .thenComparing(Comparator.naturalOrder());
  }

  /** What it is, to follow "they are". */
  String words() {
    return words;
  }

  /** Index in synset order of the class that has this number; negative when none has. */
  int classOf(int number) {
    return classes[number];
  }

  private static ClassNumbering sorted(String words, Comparator<Integer> order) {
    List<Integer> sorted = IntStream.range(0, ClassIndex.SIZE).boxed().sorted(order).toList();
    return new ClassNumbering(words, sorted::get);
  }

  private static int wrapped(int number) {
    return Math.floorMod(number, ClassIndex.SIZE);
  }
}
