package io.convbench.harness.measurement;

import io.convbench.datasets.predictions.Softmax;
import io.convbench.datasets.predictions.TopK;
import io.convbench.datasets.prepared.PreparedImage;
import io.convbench.results.ImagePrediction;
import io.convbench.results.ImagePredictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** Turns logits into predictions and collects them, batch by batch. */
final class AccuracyAccumulator {

  private final List<ImagePrediction> predictions = new ArrayList<>();
  private final List<Integer> ownClasses;
  private int failed;
  private int warned;

  /**
   * @param ownClasses the dataset's classes, the best of which is noted for each image; empty for
   *     none
   */
  AccuracyAccumulator(Set<Integer> ownClasses) {
    this.ownClasses = ownClasses.stream().sorted().toList();
  }

  /** Counts an image that cannot be scored. */
  void failed(PreparedImage image) {
    failed++;
    System.out.println(image.message());
  }

  /** Counts an image that is scored anyway. */
  void warned(PreparedImage image) {
    warned++;
    System.out.println(image.message());
  }

  /**
   * Scores a batch.
   *
   * @param cropsPerImage rows of logits for each image, one after another
   * @param logits row-major (images x crops, classes)
   */
  void add(List<PreparedImage> batch, int cropsPerImage, float[] logits) {
    int perImage = logits.length / batch.size();
    for (int i = 0; i < batch.size(); i++) {
      float[] own = Arrays.copyOfRange(logits, i * perImage, (i + 1) * perImage);
      predictions.add(prediction(batch.get(i), cropsPerImage, own));
    }
  }

  /** All that was collected. */
  Evaluation evaluation() {
    return new Evaluation(ImagePredictions.of(predictions), failed, warned);
  }

  private ImagePrediction prediction(PreparedImage image, int crops, float[] logits) {
    double[] probabilities = Softmax.mean(logits, crops);
    float[] scores = crops == 1 ? logits : floats(probabilities);
    int[] best = TopK.indices(scores, Math.min(ImagePrediction.MOST_RANKED, scores.length));
    return new ImagePrediction(
        image.file(),
        image.classIndex(),
        Arrays.stream(best).boxed().toList(),
        OptionalDouble.of(probabilities[best[0]]),
        ownClasses.isEmpty() ? OptionalInt.empty() : OptionalInt.of(bestOwnClass(scores)));
  }

  private int bestOwnClass(float[] scores) {
    float[] own = new float[ownClasses.size()];
    for (int i = 0; i < own.length; i++) {
      own[i] = scores[ownClasses.get(i)];
    }
    return ownClasses.get(TopK.indices(own, 1)[0]);
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
