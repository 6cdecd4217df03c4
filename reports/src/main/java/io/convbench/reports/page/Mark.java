package io.convbench.reports.page;

import io.convbench.reports.chart.LatencyChart;
import io.convbench.results.history.Candidate;

/** A sign behind a figure that is not what it seems. */
public enum Mark {
  /** A published accuracy of another input size. */
  OTHER_SIZE("*", "published at another input size than the one that ran"),
  /** A latency of too few passes. */
  FEW_PASSES(
      LatencyChart.FEW,
      "of fewer than %s timed passes, too few for percentiles".formatted(Candidate.FEW_PASSES)),
  /** A 99th percentile of too few queries. */
  FEW_QUERIES("‡", "of fewer queries than a 99th percentile needs at 99 % confidence");

  private final String sign;
  private final String meaning;

  Mark(String sign, String meaning) {
    this.sign = sign;
    this.meaning = meaning;
  }

  /** The sign. */
  public String sign() {
    return sign;
  }

  /** What it means. */
  public String meaning() {
    return meaning;
  }
}
