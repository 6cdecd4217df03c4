package io.convbench.results.selection;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.results.selection.Constraint.Limit;
import io.convbench.results.selection.Constraint.Setting;
import java.util.List;
import java.util.Locale;

/**
 * What somebody wants to know of runs.
 *
 * @param constraints what candidates must be; none leaves all
 * @param objective what the best of them is best at
 * @param measuredOnly true when published figures take no part
 * @param acceptUncertain true when it is enough that a candidate may meet every constraint
 * @param acrossMachines true when figures of several machines may be compared
 */
public record Question(
    List<Constraint> constraints,
    Metric objective,
    boolean measuredOnly,
    boolean acceptUncertain,
    boolean acrossMachines) {

  /**
   * @throws InvalidInputException when no candidate can meet two of the constraints
   */
  public Question {
    constraints = constraints.stream().distinct().toList();
    for (int i = 0; i < constraints.size(); i++) {
      for (int j = i + 1; j < constraints.size(); j++) {
        if (contradict(constraints.get(i), constraints.get(j))) {
          throw new InvalidInputException(
              "%s and %s contradict each other: no candidate can meet both, drop one"
                  .formatted(constraints.get(i).text(), constraints.get(j).text()));
        }
      }
    }
  }

  /** The best by an objective within constraints; of one machine, surely, whatever the source. */
  public static Question of(Metric objective, List<Constraint> constraints) {
    return new Question(constraints, objective, false, false, false);
  }

  /** The same where it is enough that a candidate may meet every constraint. */
  public Question acceptingUncertain() {
    return new Question(constraints, objective, measuredOnly, true, acrossMachines);
  }

  private static boolean contradict(Constraint one, Constraint other) {
    if (one instanceof Limit first && other instanceof Limit second) {
      return contradict(first, second);
    }
    return one instanceof Setting first
        && other instanceof Setting second
        && contradict(first, second);
  }

  private static boolean contradict(Limit one, Limit other) {
    if (one.metric() != other.metric() || one.relation().isUpper() == other.relation().isUpper()) {
      return false;
    }
    Limit upper = one.relation().isUpper() ? one : other;
    Limit lower = upper == one ? other : one;
    return !lower.relation().holds(upper.limit(), lower.limit())
        || !upper.relation().holds(lower.limit(), upper.limit());
  }

  private static boolean contradict(Setting one, Setting other) {
    if (one.trait() != other.trait() || one.trait() == Trait.MACHINE) {
      return false;
    }
    List<String> first = lowerCase(one.values());
    List<String> second = lowerCase(other.values());
    if (one.wanted() && other.wanted()) {
      return first.stream().noneMatch(second::contains);
    }
    return one.wanted() != other.wanted()
        && (one.wanted() ? second.containsAll(first) : first.containsAll(second));
  }

  private static List<String> lowerCase(List<String> values) {
    return values.stream().map(value -> value.toLowerCase(Locale.ROOT)).toList();
  }
}
