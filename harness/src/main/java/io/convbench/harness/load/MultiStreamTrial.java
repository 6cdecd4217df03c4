package io.convbench.harness.load;

import java.util.ArrayList;
import java.util.List;

/**
 * MLPerf's multi-stream scenario: the next query is sent when the one before is answered.
 *
 * @param times of the queries
 * @param seconds until the last answer
 */
public record MultiStreamTrial(QueryTimes times, double seconds) {

  /** Sends queries for a time, at least one. */
  public static MultiStreamTrial run(Streams streams, int imagesPerQuery, long durationNanos) {
    if (streams.count() != 1) {
      throw new IllegalArgumentException(
          "one query at a time on %s streams".formatted(streams.count()));
    }
    List<Long> times = new ArrayList<>();
    long start = streams.nanos();
    streams.together(
        stream -> {
          long sent = stream.nanos();
          do {
            stream.infer(imagesPerQuery);
            long answered = stream.nanos();
            times.add(answered - sent);
            sent = answered;
          } while (sent - start < durationNanos);
        });
    long total = times.stream().mapToLong(Long::longValue).sum();
    return new MultiStreamTrial(
        QueryTimes.of(times.stream().mapToLong(Long::longValue).toArray()),
        Math.max(1, total) / 1e9);
  }
}
