package io.convbench.results.statistics;

/**
 * How often a prediction is right.
 *
 * @param hits images predicted right
 * @param images images scored
 */
public record HitCount(int hits, int images) {

  /**
   * @throws IllegalArgumentException unless 0 &le; hits &le; images
   */
  public HitCount {
    if (hits < 0 || hits > images) {
      throw new IllegalArgumentException("%s hits of %s images".formatted(hits, images));
    }
  }

  /** Wilson's 95 % interval of the share; there must be an image. */
  public WilsonInterval interval() {
    return WilsonInterval.of(hits, images);
  }
}
