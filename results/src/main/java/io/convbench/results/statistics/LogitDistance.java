package io.convbench.results.statistics;

/**
 * How far two computations of the same function are apart, over the same images.
 *
 * @param error max |difference| / standard deviation of the reference's logits, of the worst image;
 *     NaN when a logit is not a number
 * @param images how many
 * @param sameFirst images for which both rank the same class first
 * @param sameFive images for which both rank the same five classes first, in the same order
 */
public record LogitDistance(double error, int images, int sameFirst, int sameFive) {

  private static final int TOP = 5;

  /**
   * Compares logits, image after image in class order.
   *
   * @param reference whose standard deviation (divisor n) within an image is the unit
   * @throws IllegalArgumentException when they are not as many, or not as many for each image
   */
  public static LogitDistance of(float[] first, float[] second, float[] reference, int images) {
    if (images < 1
        || first.length != second.length
        || first.length != reference.length
        || first.length % images != 0) {
      throw new IllegalArgumentException(
          "%s and %s logits against %s of %s images: give one of each per class and image"
              .formatted(first.length, second.length, reference.length, images));
    }
    int classes = first.length / images;
    double worst = 0;
    int sameFirst = 0;
    int sameFive = 0;
    for (int image = 0; image < images; image++) {
      int from = image * classes;
      worst = Math.max(worst, error(first, second, reference, from, from + classes));
      int same = sameRanks(first, second, from, from + classes);
      sameFirst += same > 0 ? 1 : 0;
      sameFive += same == Math.min(TOP, classes) ? 1 : 0;
    }
    return new LogitDistance(worst, images, sameFirst, sameFive);
  }

  private static double error(float[] first, float[] second, float[] reference, int from, int to) {
    double largest = 0;
    double sum = 0;
    double squares = 0;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, Math.abs((double) first[i] - second[i]));
      sum += reference[i];
      squares += (double) reference[i] * reference[i];
    }
    double mean = sum / (to - from);
    return largest / Math.sqrt(squares / (to - from) - mean * mean);
  }

  /** How many of the five best ranks agree before the first that does not. */
  private static int sameRanks(float[] first, float[] second, int from, int to) {
    boolean[] taken = new boolean[to - from];
    for (int rank = 0; rank < Math.min(TOP, to - from); rank++) {
      int best = best(first, from, taken);
      if (best != best(second, from, taken)) {
        return rank;
      }
      taken[best] = true;
    }
    return Math.min(TOP, to - from);
  }

  private static int best(float[] logits, int from, boolean[] taken) {
    int best = -1;
    for (int i = 0; i < taken.length; i++) {
      if (!taken[i] && (best < 0 || logits[from + i] > logits[from + best])) {
        best = i;
      }
    }
    return best;
  }
}
