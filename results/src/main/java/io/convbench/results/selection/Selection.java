package io.convbench.results.selection;

import io.convbench.results.history.Candidate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The answer to a question.
 *
 * @param question what was asked
 * @param candidates all that could be judged: those that meet every constraint first, then the
 *     uncertain ones, each by the objective
 * @param setAside those that could not, with the reason
 * @param choice the best that fits; empty when nothing does
 * @param rivals the best configuration of every other architecture that fits, the best first; the
 *     choice's other configurations where no other architecture does
 * @param findings what each constraint did, in the question's order
 * @param nearestMisses what comes nearest to fitting, when nothing fits; else empty
 */
public record Selection(
    Question question,
    List<Assessed> candidates,
    List<SetAside> setAside,
    Optional<Assessed> choice,
    List<Rival> rivals,
    List<Finding> findings,
    List<Assessed> nearestMisses) {

  public Selection {
    candidates = List.copyOf(candidates);
    setAside = List.copyOf(setAside);
    rivals = List.copyOf(rivals);
    findings = List.copyOf(findings);
    nearestMisses = List.copyOf(nearestMisses);
  }

  /**
   * A candidate that is not judged.
   *
   * @param reason a phrase
   */
  public record SetAside(Candidate candidate, String reason) {}

  /**
   * A candidate that fits too.
   *
   * @param difference of the choice from it
   */
  public record Rival(Assessed assessed, Difference difference) {

    /** True when the two cannot be told apart. */
    public boolean ties() {
      return !difference.real();
    }
  }

  /**
   * What a constraint did.
   *
   * @param meets candidates that meet it, whatever the other constraints
   * @param uncertain those that may
   * @param fails those that do not
   * @param nearest the nearest of those that do not fit it, if its limit has a distance
   * @param relaxations what a looser limit would buy, the nearest first and each better than the
   *     one before; empty when it binds nothing
   */
  public record Finding(
      Constraint constraint,
      int meets,
      int uncertain,
      int fails,
      Optional<Miss> nearest,
      List<Relaxation> relaxations) {

    public Finding {
      relaxations = List.copyOf(relaxations);
    }
  }

  /**
   * A candidate that does not surely meet a limit.
   *
   * @param by how far its bad end is beyond the limit, in the metric's unit
   */
  public record Miss(Assessed assessed, double by) {}

  /**
   * What one looser constraint would buy, all others as they are.
   *
   * @param assessed the candidate that would then be chosen
   * @param limit that it meets; empty for a constraint without a distance
   * @param by how far that is from the limit asked for; empty likewise
   * @param gain by how much its objective is better than the choice's; empty when nothing fits
   * @param difference of it from the choice; empty likewise
   */
  public record Relaxation(
      Assessed assessed,
      OptionalDouble limit,
      OptionalDouble by,
      OptionalDouble gain,
      Optional<Difference> difference) {}

  /** The best but the choice. */
  public Optional<Rival> runnerUp() {
    return rivals.stream().findFirst();
  }

  /** Those that cannot be told from the choice. */
  public List<Rival> ties() {
    return rivals.stream().filter(Rival::ties).toList();
  }

  /** Of those that cannot be told from the choice the best by another metric, if it beats it. */
  public Optional<Assessed> bestOfTies(Metric metric) {
    return Stream.concat(choice.stream(), ties().stream().map(Rival::assessed))
        .filter(one -> one.find(metric).isPresent())
        .max(Comparator.comparingDouble(one -> metric.gain(one.figure(metric).value(), 0)))
        .filter(best -> best != choice.orElseThrow());
  }

  /** True when a candidate meets every constraint, or may where that is enough. */
  public boolean fits(Assessed one) {
    return one.fit() == Fit.MEETS || question.acceptUncertain() && one.fit() == Fit.UNCERTAIN;
  }
}
