package io.convbench.results.statistics;

/**
 * The difference between how often two classifiers are right on the same images, with its 95 %
 * interval: D. G. Bonett and R. M. Price 2012, "Adjusted Wald confidence interval for a difference
 * of binomial proportions based on paired data", Journal of Educational and Behavioral Statistics
 * 37, 479-488.
 *
 * @param estimate share of the second minus that of the first, a fraction
 * @param low lower end
 * @param high upper end
 */
public record PairedDifference(double estimate, double low, double high) {

  private static final double Z = 1.959963984540054;

  /**
   * Of these counts.
   *
   * @param onlyFirst images that the first alone predicts right
   * @param onlySecond images that the second alone predicts right
   * @param images all
   * @throws IllegalArgumentException when there is no image, or more are discordant than there are
   */
  public static PairedDifference of(long onlyFirst, long onlySecond, long images) {
    if (onlyFirst < 0 || onlySecond < 0 || images < 1 || onlyFirst + onlySecond > images) {
      throw new IllegalArgumentException(
          "discordant pairs %s and %s of %s images".formatted(onlyFirst, onlySecond, images));
    }
    double first = (onlyFirst + 1.0) / (images + 2);
    double second = (onlySecond + 1.0) / (images + 2);
    double centre = second - first;
    double half = Z * Math.sqrt((first + second - centre * centre) / (images + 2));
    return new PairedDifference(
        (double) (onlySecond - onlyFirst) / images,
        Math.max(-1, centre - half),
        Math.min(1, centre + half));
  }
}
