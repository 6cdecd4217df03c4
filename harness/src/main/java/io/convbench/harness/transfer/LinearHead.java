package io.convbench.harness.transfer;

import io.convbench.datasets.transfer.StratifiedFolds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A linear classifier on features: multinomial logistic regression on standardised features, its
 * penalty chosen by cross-validation among {@link #STRENGTHS}.
 */
public final class LinearHead {

  /** What is tried, strongest first: a factor of the square root of 10 apart. */
  static final double[] STRENGTHS =
      IntStream.rangeClosed(-2, 8).mapToDouble(i -> Math.pow(10, (6 - i) / 2.0)).toArray();

  /** Of the search for the weights of a head. */
  public static final int MOST_STEPS = LogisticRegression.MOST_STEPS;

  private static final int FOLDS = 5;

  /** So many weaker penalties in a row that are not chosen, and still weaker ones are not tried. */
  private static final int PATIENCE = 2;

  /**
   * A head and how it was chosen.
   *
   * @param head trained on all examples
   * @param strength of its L2 penalty: scikit-learn's 1 / C
   * @param validationAccuracy share of the examples that the strength was chosen by, which heads of
   *     this strength had not seen and predicted right
   * @param reached false when its training ended after {@link #MOST_STEPS}, before the minimum
   */
  public record Chosen(
      LinearHead head, double strength, double validationAccuracy, boolean reached) {}

  private final Standardization standardization;
  private final double[] weights;
  private final int classes;

  /**
   * @param weights as {@link LogisticRegression#minimum} returns them
   */
  LinearHead(Standardization standardization, double[] weights, int classes) {
    this.standardization = standardization;
    this.weights = weights;
    this.classes = classes;
  }

  /**
   * Chooses the penalty by stratified five-fold cross-validation and trains on all examples. In
   * classes of fewer examples there are fewer folds.
   *
   * @param classes how many there are
   * @param seed of the folds
   * @throws IllegalArgumentException when a class has fewer than two examples, of which one is held
   *     out while another is learned from
   */
  public static Chosen train(List<Example> examples, int classes, long seed) {
    int[] truths = truths(examples);
    int fewest =
        IntStream.range(0, classes)
            .map(k -> (int) Arrays.stream(truths).filter(truth -> truth == k).count())
            .min()
            .orElseThrow();
    if (fewest < 2) {
      throw new IllegalArgumentException(
          "a class of %s examples: cross-validation needs two or more".formatted(fewest));
    }
    int folds = Math.min(FOLDS, fewest);
    int[] fold = StratifiedFolds.deal(truths, folds, seed);
    List<Trial> trials =
        IntStream.range(0, folds)
            .mapToObj(
                one ->
                    new Trial(
                        where(examples, fold, one, false),
                        where(examples, fold, one, true),
                        classes))
            .toList();
    return best(examples, trials, classes);
  }

  /**
   * Chooses the penalty by examples of their own and trains on all.
   *
   * @param examples to learn from, at least one of each class
   * @param validation examples by which the penalty is chosen, at least one
   * @param classes how many there are
   */
  public static Chosen train(List<Example> examples, List<Example> validation, int classes) {
    List<Example> all = new ArrayList<>(examples);
    all.addAll(validation);
    return best(all, List.of(new Trial(examples, validation, classes)), classes);
  }

  /**
   * How a strength did on what was held out.
   *
   * @param losses log loss of each example
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Score(int hits, double[] losses) {

    static Score of(List<Score> parts) {
      return new Score(
          parts.stream().mapToInt(Score::hits).sum(),
          parts.stream().flatMapToDouble(part -> Arrays.stream(part.losses)).toArray());
    }

    LogLoss logLoss() {
      return LogLoss.of(losses);
    }
  }

  /** Heads of one strength after another, learned from some examples and asked of others. */
  private static final class Trial {
    private final Standardization standardization;
    private final LogisticRegression regression;
    private final List<Example> heldOut;
    private final int classes;

    /** Of the last strength, from which that of the next is not far. */
    private double[] weights;

    Trial(List<Example> learned, List<Example> heldOut, int classes) {
      this.standardization = Standardization.of(learned);
      this.regression = new LogisticRegression(learned, standardization, classes);
      this.heldOut = heldOut;
      this.classes = classes;
      this.weights = regression.zeros();
    }

    Score of(double strength) {
      weights = regression.minimum(strength, weights).point();
      double[] unfolded = standardization.unfolded(weights, classes);
      int hits = 0;
      double[] losses = new double[heldOut.size()];
      for (int i = 0; i < losses.length; i++) {
        Example example = heldOut.get(i);
        double[] scores = LogisticRegression.scores(unfolded, example.features(), classes);
        double own = scores[example.classIndex()];
        hits += first(scores) == example.classIndex() ? 1 : 0;
        losses[i] = LogisticRegression.softmax(scores) - own;
      }
      return new Score(hits, losses);
    }
  }

  /** The class of the highest score; of equal ones the first, as predictions are ranked. */
  private static int first(double[] scores) {
    int first = 0;
    for (int k = 1; k < scores.length; k++) {
      first = scores[k] > scores[first] ? k : first;
    }
    return first;
  }

  private static Chosen best(List<Example> examples, List<Trial> trials, int classes) {
    List<Score> scores = new ArrayList<>();
    int chosen = 0;
    for (int i = 0; i < STRENGTHS.length && i - chosen <= PATIENCE; i++) {
      double strength = STRENGTHS[i];
      scores.add(Score.of(trials.parallelStream().map(trial -> trial.of(strength)).toList()));
      chosen = weakestNearBest(scores);
    }
    Score score = scores.get(chosen);
    Standardization standardization = Standardization.of(examples);
    LogisticRegression regression = new LogisticRegression(examples, standardization, classes);
    LimitedMemoryBfgs.Minimum found = regression.minimum(STRENGTHS[chosen], regression.zeros());
    return new Chosen(
        new LinearHead(standardization, found.point(), classes),
        STRENGTHS[chosen],
        (double) score.hits() / score.losses().length,
        found.reached());
  }

  /**
   * The weakest whose log loss is within one standard error of the least: L. Breiman et al. 1984,
   * "Classification and Regression Trees", section 3.4.3, but towards the weaker penalty. Log loss
   * punishes being too sure, which costs no hit, and so prefers penalties so strong that only the
   * most frequent class is named (docs/decisions/transfer.md).
   */
  static int weakestNearBest(List<Score> scores) {
    List<LogLoss> losses = scores.stream().map(Score::logLoss).toList();
    LogLoss best = losses.stream().min(Comparator.comparingDouble(LogLoss::mean)).orElseThrow();
    double most = best.mean() + best.standardError();
    int weakest = losses.size() - 1;
    while (losses.get(weakest).mean() > most) {
      weakest--;
    }
    return weakest;
  }

  private static int[] truths(List<Example> examples) {
    return examples.stream().mapToInt(Example::classIndex).toArray();
  }

  private static List<Example> where(List<Example> examples, int[] fold, int one, boolean in) {
    return IntStream.range(0, fold.length)
        .filter(i -> (fold[i] == one) == in)
        .mapToObj(examples::get)
        .toList();
  }

  /**
   * Probabilities of the classes.
   *
   * @param features of one image, not standardised
   * @return one for each class, by class index; their sum is 1
   */
  public double[] probabilities(float[] features) {
    double[] scores = LogisticRegression.scores(weights, standardization.apply(features), classes);
    LogisticRegression.softmax(scores);
    return scores;
  }

  /**
   * The weights of a dense layer that does the same to features as they are.
   *
   * @return row-major (features, classes), Keras's order
   */
  public float[] kernel() {
    int features = weights.length / classes - 1;
    float[] kernel = new float[features * classes];
    for (int j = 0; j < features; j++) {
      for (int k = 0; k < classes; k++) {
        kernel[j * classes + k] =
            (float) (weights[k * features + j] / standardization.deviation(j));
      }
    }
    return kernel;
  }

  /** The bias of that dense layer, one for each class. */
  public float[] bias() {
    int features = weights.length / classes - 1;
    float[] bias = new float[classes];
    for (int k = 0; k < classes; k++) {
      double sum = weights[classes * features + k];
      for (int j = 0; j < features; j++) {
        sum -= weights[k * features + j] * standardization.mean(j) / standardization.deviation(j);
      }
      bias[k] = (float) sum;
    }
    return bias;
  }
}
