package io.convbench.results.experiment;

import io.convbench.results.statistics.MeanInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether deeper networks have the higher training error (He, Zhang, Ren and Sun 2015, section 4.2:
 * plain ones have, residual ones have not). The deepest is compared with each shallower one by the
 * differences of their training errors, seed by seed.
 */
public final class DepthFindings {

  /** What the differences say. */
  public enum Verdict {
    /** The whole interval of the mean difference is above 0. */
    HIGHER,
    /** The whole interval is below 0. */
    LOWER,
    /** Seeds differ too much to tell. */
    CANNOT_TELL
  }

  /**
   * The deepest network against a shallower one of the same kind.
   *
   * @param residual of which kind
   * @param shallower layers of the one
   * @param deepest layers of the other
   * @param difference training error of the deepest minus that of the shallower, over the seeds
   */
  public record Comparison(boolean residual, int shallower, int deepest, MeanInterval difference) {

    /** What the difference says. */
    public Verdict verdict() {
      if (difference.low() > 0) {
        return Verdict.HIGHER;
      }
      return difference.high() < 0 ? Verdict.LOWER : Verdict.CANNOT_TELL;
    }
  }

  /**
   * One kind and depth over the seeds.
   *
   * @param residual of which kind
   * @param depth layers with weights
   * @param training error, the mean over the seeds with its interval
   * @param test error likewise
   */
  public record Result(boolean residual, int depth, MeanInterval training, MeanInterval test) {}

  private final DepthSettings settings;
  private final List<DepthTraining> trainings;

  /**
   * @param trainings finished ones, perhaps not all
   */
  public DepthFindings(DepthSettings settings, List<DepthTraining> trainings) {
    this.settings = settings;
    this.trainings = List.copyOf(trainings);
  }

  /** Every kind and depth of which a training is finished, plain ones first. */
  public List<Result> results() {
    List<Result> results = new ArrayList<>();
    for (boolean residual : new boolean[] {false, true}) {
      for (int depth : settings.depths()) {
        List<DepthTraining> own = of(residual, depth);
        if (!own.isEmpty()) {
          results.add(
              new Result(
                  residual,
                  depth,
                  MeanInterval.of(own.stream().mapToDouble(DepthTraining::trainingError).toArray()),
                  MeanInterval.of(own.stream().mapToDouble(DepthTraining::testError).toArray())));
        }
      }
    }
    return results;
  }

  /** The deepest networks of a kind against each shallower depth; by seeds that both have. */
  public List<Comparison> comparisons(boolean residual) {
    int deepest = settings.depths().get(settings.depths().size() - 1);
    List<Comparison> comparisons = new ArrayList<>();
    for (int shallower : settings.depths().subList(0, settings.depths().size() - 1)) {
      double[] differences =
          of(residual, deepest).stream()
              .flatMap(
                  deep ->
                      find(residual, shallower, deep.seed()).stream()
                          .map(shallow -> deep.trainingError() - shallow.trainingError()))
              .mapToDouble(Double::doubleValue)
              .toArray();
      if (differences.length > 0) {
        comparisons.add(new Comparison(residual, shallower, deepest, MeanInterval.of(differences)));
      }
    }
    return comparisons;
  }

  /**
   * Training error of the deepest plain networks minus that of the deepest residual ones, over the
   * seeds that both have; empty when there is none.
   */
  public Optional<MeanInterval> plainMinusResidual() {
    int deepest = settings.depths().get(settings.depths().size() - 1);
    double[] differences =
        of(false, deepest).stream()
            .flatMap(
                plain ->
                    find(true, deepest, plain.seed()).stream()
                        .map(other -> plain.trainingError() - other.trainingError()))
            .mapToDouble(Double::doubleValue)
            .toArray();
    return differences.length == 0 ? Optional.empty() : Optional.of(MeanInterval.of(differences));
  }

  /** What all trainings have in common. */
  public DepthSettings settings() {
    return settings;
  }

  /** Those that are finished. */
  public List<DepthTraining> trainings() {
    return trainings;
  }

  /**
   * Whether the deepest networks of a kind have a higher training error than some shallower ones.
   */
  public boolean isDegraded(boolean residual) {
    return comparisons(residual).stream().anyMatch(one -> one.verdict() == Verdict.HIGHER);
  }

  /** Trainings of a kind and depth, by seed as in the settings. */
  public List<DepthTraining> of(boolean residual, int depth) {
    return settings.seeds().stream().flatMap(seed -> find(residual, depth, seed).stream()).toList();
  }

  private Optional<DepthTraining> find(boolean residual, int depth, long seed) {
    return trainings.stream()
        .filter(one -> one.residual() == residual && one.depth() == depth && one.seed() == seed)
        .findFirst();
  }
}
