package io.convbench.harness.training;

import io.convbench.datasets.predictions.Softmax;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.transfer.LogLoss;
import io.convbench.suites.graph.WeightTensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Trains a network that knows nearly all of it already, by small steps: stochastic gradient descent
 * with momentum over varied images, until the validation images have not been told better for some
 * epochs. The weights of the epoch that told them best are the result; those before the first epoch
 * may be. An epoch tells them better when its log loss is lower by more than its standard error.
 *
 * @param network to be trained; ends with the weights of the last epoch
 * @param train images to learn from
 * @param validation images that choose the epoch; none where the last one counts
 * @param epochs at most
 * @param seed of order and variation of the images
 */
public record FineTuning(
    TrainableNetwork network,
    TrainingImages train,
    TrainingImages validation,
    int epochs,
    long seed) {

  /** Images of a step. */
  private static final int BATCH = 16;

  /** Low, as Keras's guide asks: five times as much makes a head that is at its minimum worse. */
  private static final double RATE = 2e-4;

  private static final double MOMENTUM = 0.9;

  /** Epochs in a row that may do worse. */
  private static final int PATIENCE = 5;

  private static final double NANOS = 1e9;

  /**
   * What the weights of an epoch say of the validation images.
   *
   * @param accuracy share whose class got the highest logit
   */
  public record Score(LogLoss logLoss, double accuracy) {

    private static final Score OF_NO_IMAGES = new Score(new LogLoss(0, 0), 0);

    private boolean isBetterThan(Score other) {
      return logLoss.mean() + logLoss.standardError() < other.logLoss.mean();
    }
  }

  /**
   * How far a training is; what follows depends on nothing else.
   *
   * @param epoch the last one, 0 before the first
   * @param bestEpoch the one that told the validation images best
   * @param best what its weights say of them
   * @param ended whether no epoch follows
   * @param diverged whether the loss became infinite or no number in the epoch behind the last one
   * @param seconds that it took
   */
  public record Progress(
      int epoch, int bestEpoch, Score best, boolean ended, boolean diverged, double seconds) {

    private Progress after(double taken) {
      return new Progress(epoch, bestEpoch, best, ended, diverged, taken);
    }
  }

  /**
   * What a training gave.
   *
   * @param progress at its end
   * @param weights of the best epoch, in Keras's order
   */
  public record Result(Progress progress, Map<WeightTensor, float[]> weights) {}

  /**
   * Trains from the start, or from where a checkpoint is.
   *
   * @param checkpoint kept after each epoch
   * @throws IOException when images cannot be read or the checkpoint cannot be written
   */
  public Result run(TuningCheckpoint checkpoint, Heartbeat heartbeat) throws IOException {
    long start = System.nanoTime();
    Map<WeightTensor, float[]> best = new LinkedHashMap<>();
    Progress progress = checkpoint.resume(network, best).orElse(null);
    if (progress == null) {
      keep(best);
      progress = new Progress(0, 0, score(), epochs == 0, false, 0);
      tell(progress.best(), progress);
    }
    double before = progress.seconds();
    while (!progress.ended()) {
      boolean finite = learn(progress.epoch() + 1, heartbeat);
      progress = finite ? next(progress, best) : diverged(progress);
      progress = progress.after(before + (System.nanoTime() - start) / NANOS);
      checkpoint.keep(progress, network, best);
    }
    return new Result(progress, best);
  }

  private static Progress diverged(Progress last) {
    return new Progress(last.epoch(), last.bestEpoch(), last.best(), true, true, last.seconds());
  }

  private Progress next(Progress last, Map<WeightTensor, float[]> best) throws IOException {
    int epoch = last.epoch() + 1;
    Score score = score();
    boolean better = validation.size() == 0 || score.isBetterThan(last.best());
    if (better) {
      keep(best);
    }
    int bestEpoch = better ? epoch : last.bestEpoch();
    boolean ended = epoch >= epochs || epoch - bestEpoch >= PATIENCE;
    Progress next =
        new Progress(epoch, bestEpoch, better ? score : last.best(), ended, false, last.seconds());
    tell(score, next);
    return next;
  }

  private void tell(Score score, Progress progress) {
    if (validation.size() == 0) {
      System.out.printf("epoch %s of %s, with all images%n", progress.epoch(), epochs);
      return;
    }
    System.out.printf(
        Locale.ROOT,
        "epoch %s of %s: log loss of %s validation images %.4f (standard error %.4f), accuracy %.4f;"
            + " best is epoch %s%n",
        progress.epoch(),
        epochs,
        validation.size(),
        score.logLoss().mean(),
        score.logLoss().standardError(),
        score.accuracy(),
        progress.bestEpoch());
  }

  private void keep(Map<WeightTensor, float[]> best) {
    network.learned().forEach(tensor -> best.put(tensor, network.values(tensor)));
  }

  /**
   * @return whether all losses were numbers
   */
  private boolean learn(int epoch, Heartbeat heartbeat) throws IOException {
    // Of the epoch, so that one that is repeated after a kill sees the same.
    SplittableRandom chance = new SplittableRandom(31 * seed + epoch);
    int[] order = train.shuffled(chance);
    for (int from = 0; from < order.length; from += BATCH) {
      int count = Math.min(BATCH, order.length - from);
      double loss = network.backward(train.varied(order, from, count, chance)).loss();
      if (!Double.isFinite(loss)) {
        return false;
      }
      network.descend(RATE, MOMENTUM, 0);
      heartbeat.at((long) (epoch - 1) * order.length + from + count, (long) epochs * order.length);
    }
    return true;
  }

  private Score score() throws IOException {
    int[] all = validation.inOrder();
    if (all.length == 0) {
      return Score.OF_NO_IMAGES;
    }
    double[] losses = new double[all.length];
    int hits = 0;
    for (int from = 0; from < all.length; from += BATCH) {
      int count = Math.min(BATCH, all.length - from);
      TrainingImages.Examples some = validation.asTheyAre(all, from, count);
      float[] logits = network.logits(some.images(), count);
      hits += TrainableNetwork.hits(logits, some.classes());
      int width = logits.length / count;
      for (int i = 0; i < count; i++) {
        double[] probabilities = Softmax.of(Arrays.copyOfRange(logits, i * width, (i + 1) * width));
        losses[from + i] = -Math.log(probabilities[some.classes()[i]]);
      }
    }
    return new Score(LogLoss.of(losses), (double) hits / all.length);
  }
}
