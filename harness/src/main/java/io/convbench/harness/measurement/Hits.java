package io.convbench.harness.measurement;

import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.statistics.WilsonInterval;

/** Hits of one way of counting them so far. */
final class Hits {

  private int images;
  private int hits;

  void add(boolean hit) {
    images++;
    hits += hit ? 1 : 0;
  }

  int images() {
    return images;
  }

  /** Wilson's 95 % interval of the share; there must be an image. */
  WilsonInterval interval() {
    return WilsonInterval.of(hits, images);
  }

  /**
   * The count and, where there are images, the share with the ends of its Wilson 95 % interval.
   *
   * @param count column of the hits
   */
  Row row(Column count, Column share, Column low, Column high) {
    Row row = Row.empty().with(count, hits);
    if (images == 0) {
      return row;
    }
    WilsonInterval interval = interval();
    return row.with(share, interval.estimate())
        .with(low, interval.low())
        .with(high, interval.high());
  }
}
