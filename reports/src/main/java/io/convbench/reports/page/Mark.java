package io.convbench.reports.page;

import io.convbench.reports.chart.LatencyChart;
import io.convbench.results.Column;
import io.convbench.results.history.Candidate;
import io.convbench.results.trust.Verdict;
import java.util.Optional;

/** A sign behind a figure that is not what it seems. */
public enum Mark {
  /** A published accuracy of another input size. */
  OTHER_SIZE("*", "published at another input size than the one that ran"),
  /** A percentile of too few passes. */
  FEW_PASSES(
      LatencyChart.FEW,
      "of too few passes for this percentile (MLPerf's early stopping: %s for p90, %s for p99)"
          .formatted(
              Candidate.passesNeeded(Column.LATENCY_P90_MS),
              Candidate.passesNeeded(Column.LATENCY_P99_MS))),
  /** A latency that was disturbed. */
  NOISY(
      Verdict.NOISY.sign(), "noisy: something may have disturbed it; point at it for the reasons"),
  /** A latency that was disturbed so much that it says nothing. */
  INVALID(
      Verdict.INVALID.sign(),
      "not valid: it says nothing of the model; point at it for the reasons"),
  /** A latency without verdict. */
  UNKNOWN(Verdict.UNKNOWN.sign(), "timed by a version of convbench that gave no verdict"),
  /** A 99th percentile of too few queries. */
  FEW_QUERIES("‡", "of fewer queries than a 99th percentile needs at 99 % confidence");

  private final String sign;
  private final String meaning;

  Mark(String sign, String meaning) {
    this.sign = sign;
    this.meaning = meaning;
  }

  /** That of a latency; empty where it is valid. */
  static Optional<Mark> of(Verdict verdict) {
    return switch (verdict) {
      case VALID -> Optional.empty();
      case NOISY -> Optional.of(NOISY);
      case INVALID -> Optional.of(INVALID);
      case UNKNOWN -> Optional.of(UNKNOWN);
    };
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
