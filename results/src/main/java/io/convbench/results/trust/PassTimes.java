package io.convbench.results.trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.DoubleStream;

/** Times of timed passes. */
public final class PassTimes {

  private final double[] ascending;

  private PassTimes(double[] millis) {
    this.ascending = millis;
    Arrays.sort(ascending);
  }

  /**
   * Of these passes.
   *
   * @param millis in milliseconds, in any order
   */
  public static PassTimes of(double... millis) {
    return new PassTimes(millis.clone());
  }

  /** Of the passes of several processes. */
  public static PassTimes of(Collection<PassTimes> processes) {
    return new PassTimes(
        processes.stream().flatMapToDouble(one -> DoubleStream.of(one.ascending)).toArray());
  }

  /**
   * Reads JMH's results of one process in mode SampleTime: value and count by iteration.
   *
   * @throws IOException when the file is missing or is not such a file
   */
  public static PassTimes read(Path file) throws IOException {
    JsonNode histogram =
        new JsonMapper()
            .readTree(file.toFile())
            .path(0)
            .path("primaryMetric")
            .path("rawDataHistogram");
    DoubleStream.Builder millis = DoubleStream.builder();
    for (JsonNode fork : histogram) {
      for (JsonNode iteration : fork) {
        for (JsonNode bin : iteration) {
          for (int i = 0; i < bin.path(1).asInt(); i++) {
            millis.add(bin.path(0).asDouble());
          }
        }
      }
    }
    PassTimes passes = new PassTimes(millis.build().toArray());
    if (passes.ascending.length == 0) {
      throw new IOException(file + " has no times of passes: it is not JMH's of a latency cell");
    }
    return passes;
  }

  /** How many. */
  public int count() {
    return ascending.length;
  }

  /** All of them in milliseconds, the fastest first. */
  public double[] ascending() {
    return ascending.clone();
  }

  /** Their mean in milliseconds. */
  public double mean() {
    return DoubleStream.of(ascending).average().orElseThrow();
  }

  /** Their standard deviation in milliseconds; not a number for one alone. */
  public double standardDeviation() {
    double mean = mean();
    double squares = DoubleStream.of(ascending).map(x -> (x - mean) * (x - mean)).sum();
    return Math.sqrt(squares / (ascending.length - 1));
  }

  /**
   * A percentile in milliseconds as JMH computes it: between the passes around rank p (n + 1) in
   * proportion.
   *
   * @param fraction the percentile, from 0 to 1
   */
  public double percentile(double fraction) {
    double rank = fraction * (ascending.length + 1);
    int below = (int) Math.floor(rank);
    if (below < 1) {
      return ascending[0];
    }
    if (below >= ascending.length) {
      return ascending[ascending.length - 1];
    }
    return ascending[below - 1] + (rank - below) * (ascending[below] - ascending[below - 1]);
  }
}
