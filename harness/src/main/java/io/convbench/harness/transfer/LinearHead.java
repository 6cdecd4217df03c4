package io.convbench.harness.transfer;

import io.convbench.datasets.transfer.StratifiedFolds;
import java.util.ArrayList;
import java.util.Arrays;
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

  private static final int FOLDS = 5;

  /** So many weaker penalties in a row that do worse, and still weaker ones are not tried. */
  private static final int PATIENCE = 2;

  /**
   * A head and how it was chosen.
   *
   * @param head trained on all examples
   * @param strength of its L2 penalty: scikit-learn's 1 / C
   * @param validationAccuracy share that heads of this strength predicted right of what they had
   *     not seen
   */
  public record Chosen(LinearHead head, double strength, double validationAccuracy) {}

  private final Standardization standardization;
  private final double[] weights;
  private final int classes;

  private LinearHead(Standardization standardization, double[] weights, int classes) {
    this.standardization = standardization;
    this.weights = weights;
    this.classes = classes;
  }

  /**
   * Chooses the penalty by stratified five-fold cross-validation and trains on all examples. In
   * classes of fewer examples there are fewer folds.
   *
   * @param classes how many there are, of each at least two examples
   * @param seed of the folds
   */
  public static Chosen train(List<Example> examples, int classes, long seed) {
    int[] truths = truths(examples);
    int fewest =
        IntStream.range(0, classes)
            .map(k -> (int) Arrays.stream(truths).filter(truth -> truth == k).count())
            .min()
            .orElseThrow();
    int folds = Math.max(2, Math.min(FOLDS, fewest));
    int[] fold = StratifiedFolds.deal(truths, folds, seed);
    List<Score[]> scores =
        IntStream.range(0, folds)
            .parallel()
            .mapToObj(
                one ->
                    scores(
                        where(examples, fold, one, false),
                        where(examples, fold, one, true),
                        classes))
            .toList();
    return best(examples, scores, examples.size(), classes);
  }

  /**
   * Chooses the penalty by examples of their own and trains on all.
   *
   * @param validation examples by which the penalty is chosen
   */
  public static Chosen train(List<Example> examples, List<Example> validation, int classes) {
    List<Example> all = new ArrayList<>(examples);
    all.addAll(validation);
    return best(
        all, List.<Score[]>of(scores(examples, validation, classes)), validation.size(), classes);
  }

  /** How a strength did on what was held out. */
  private record Score(int hits, double logLoss) {
    static final Score NOT_TRIED = new Score(0, Double.POSITIVE_INFINITY);
  }

  private static Score[] scores(List<Example> learned, List<Example> heldOut, int classes) {
    Standardization standardization = Standardization.of(learned);
    LogisticRegression regression = regression(learned, standardization, classes);
    List<double[]> rows =
        heldOut.stream().map(example -> standardization.apply(example.features())).toList();
    Score[] scores = new Score[STRENGTHS.length];
    Arrays.fill(scores, Score.NOT_TRIED);
    int best = 0;
    double[] weights = regression.zeros();
    for (int i = 0; i < STRENGTHS.length && i - best <= PATIENCE; i++) {
      weights = regression.minimum(STRENGTHS[i], weights);
      int hits = 0;
      double loss = 0;
      for (int row = 0; row < rows.size(); row++) {
        double[] values = LogisticRegression.scores(weights, rows.get(row), classes);
        int truth = heldOut.get(row).classIndex();
        double own = values[truth];
        hits += own == Arrays.stream(values).max().orElseThrow() ? 1 : 0;
        loss += LogisticRegression.softmax(values) - own;
      }
      scores[i] = new Score(hits, loss);
      best = loss < scores[best].logLoss() ? i : best;
    }
    return scores;
  }

  /** The least log loss, which tells strengths apart by every image, where hits are few. */
  private static Chosen best(List<Example> examples, List<Score[]> folds, int scored, int classes) {
    int best = 0;
    double[] losses = new double[STRENGTHS.length];
    for (int i = 0; i < STRENGTHS.length; i++) {
      for (Score[] fold : folds) {
        losses[i] += fold[i].logLoss();
      }
      best = losses[i] < losses[best] ? i : best;
    }
    int chosen = best;
    int hits = folds.stream().mapToInt(fold -> fold[chosen].hits()).sum();
    Standardization standardization = Standardization.of(examples);
    LogisticRegression regression = regression(examples, standardization, classes);
    double[] weights = regression.minimum(STRENGTHS[best], regression.zeros());
    return new Chosen(
        new LinearHead(standardization, weights, classes), STRENGTHS[best], (double) hits / scored);
  }

  private static LogisticRegression regression(
      List<Example> examples, Standardization standardization, int classes) {
    return new LogisticRegression(
        examples.stream().map(example -> standardization.apply(example.features())).toList(),
        truths(examples),
        classes);
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
   * @param features of one image
   */
  public double[] probabilities(float[] features) {
    double[] scores = LogisticRegression.scores(weights, standardization.apply(features), classes);
    LogisticRegression.softmax(scores);
    return scores;
  }

  /**
   * The weights of the same head on features that are not standardised, as a dense layer holds
   * them.
   *
   * @return features x classes, row-major, then the bias of each class
   */
  public float[] denseWeights() {
    int features = standardization.count();
    float[] dense = new float[(features + 1) * classes];
    for (int k = 0; k < classes; k++) {
      double bias = weights[classes * features + k];
      for (int j = 0; j < features; j++) {
        double weight = weights[k * features + j] / standardization.deviation(j);
        dense[j * classes + k] = (float) weight;
        bias -= weight * standardization.mean(j);
      }
      dense[features * classes + k] = (float) bias;
    }
    return dense;
  }
}
