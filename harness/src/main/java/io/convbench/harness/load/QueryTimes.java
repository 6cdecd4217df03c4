package io.convbench.harness.load;

import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Times of queries from their scheduled arrival to their answer. A query without an answer counts
 * as slower than all others.
 */
public final class QueryTimes {

  /** The time of a query that was not answered. */
  static final long UNANSWERED = -1;

  private final long[] sorted;
  private final int queries;

  private QueryTimes(long[] sorted, int queries) {
    this.sorted = sorted;
    this.queries = queries;
  }

  /**
   * @param nanos one a query, or {@link #UNANSWERED}
   */
  static QueryTimes of(long[] nanos) {
    return new QueryTimes(
        LongStream.of(nanos).filter(time -> time != UNANSWERED).sorted().toArray(), nanos.length);
  }

  /** Queries, answered or not. */
  public int queries() {
    return queries;
  }

  /** Queries that were not answered. */
  public int unanswered() {
    return queries - sorted.length;
  }

  /** Queries that were answered later than this, or not at all. */
  public int slowerThan(long nanos) {
    return queries - (int) LongStream.of(sorted).filter(time -> time <= nanos).count();
  }

  /**
   * A percentile as MLPerf's LoadGen takes it: of the sorted times, counted from 0, that of the
   * index {@code floor(queries x fraction)}, nanoseconds.
   *
   * @param fraction from 0, below 1
   * @return empty when that query was not answered
   */
  public OptionalLong percentileNanos(double fraction) {
    int index = (int) (queries * fraction);
    return index < sorted.length ? OptionalLong.of(sorted[index]) : OptionalLong.empty();
  }
}
