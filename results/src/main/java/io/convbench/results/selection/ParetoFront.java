package io.convbench.results.selection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * The choices that no other choice beats: another one beats it when it costs no more and is at
 * least as good, and is better in one of the two.
 */
public final class ParetoFront {

  private ParetoFront() {}

  /**
   * The front, by ascending cost. Choices equal in both cost and quality are all on it, in the
   * order given.
   *
   * @param cost smaller is better, finite
   * @param quality larger is better, finite
   */
  public static <T> List<T> of(
      Collection<T> choices, ToDoubleFunction<T> cost, ToDoubleFunction<T> quality) {
    List<T> sorted = new ArrayList<>(choices);
    sorted.sort(
        Comparator.comparingDouble(cost)
            .thenComparing(Comparator.comparingDouble(quality).reversed()));
    List<T> front = new ArrayList<>();
    for (T choice : sorted) {
      if (front.isEmpty() || joins(choice, front.get(front.size() - 1), cost, quality)) {
        front.add(choice);
      }
    }
    return List.copyOf(front);
  }

  /**
   * The choices whose accuracies can be compared: those measured, or all where none was measured.
   */
  public static <T> List<T> comparable(Collection<T> choices, Predicate<T> measured) {
    List<T> own = choices.stream().filter(measured).toList();
    return own.isEmpty() ? List.copyOf(choices) : own;
  }

  private static <T> boolean joins(
      T choice, T last, ToDoubleFunction<T> cost, ToDoubleFunction<T> quality) {
    double better = Double.compare(quality.applyAsDouble(choice), quality.applyAsDouble(last));
    double dearer = Double.compare(cost.applyAsDouble(choice), cost.applyAsDouble(last));
    return better > 0 || (better == 0 && dearer == 0);
  }
}
