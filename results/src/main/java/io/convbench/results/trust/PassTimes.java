package io.convbench.results.trust;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.convbench.foundation.text.ParserWords;
import io.convbench.foundation.text.VisibleText;
import io.convbench.results.BoundedText;
import io.convbench.results.statistics.ModeratedVariance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.DoubleStream;

/** Times of timed passes. */
public final class PassTimes {

  /** Three hours at a millisecond. */
  private static final long MOST_PASSES = 10_000_000;

  /** A nanosecond, by which JMH counts. */
  private static final double FASTEST_MILLIS = 1e-6;

  /** A day. */
  private static final double SLOWEST_MILLIS = 86_400_000;

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
  static PassTimes of(double... millis) {
    return new PassTimes(millis.clone());
  }

  /** Of the passes of several processes. */
  static PassTimes of(Collection<PassTimes> processes) {
    return new PassTimes(
        processes.stream().flatMapToDouble(one -> DoubleStream.of(one.ascending)).toArray());
  }

  /**
   * Reads JMH's results of one process in mode SampleTime: value and count by iteration.
   *
   * @throws IOException when the file is missing or is not such a file
   */
  public static PassTimes read(Path file) throws IOException {
    List<Bin> bins = new ArrayList<>();
    int passes = 0;
    for (JsonNode fork : histogram(file)) {
      for (JsonNode iteration : fork) {
        for (JsonNode one : iteration) {
          Bin bin = new Bin(one.path(0).asDouble(), one.path(1).asLong());
          if (!bin.wasTimed() || bin.count() > MOST_PASSES - passes) {
            throw damaged(
                file, "it counts %s passes of %s ms".formatted(bin.count(), bin.millis()), null);
          }
          bins.add(bin);
          passes += (int) bin.count();
        }
      }
    }
    if (passes == 0) {
      throw damaged(file, "it has no times of passes", null);
    }
    return new PassTimes(
        bins.stream()
            .flatMapToDouble(bin -> DoubleStream.generate(bin::millis).limit(bin.count()))
            .toArray());
  }

  /** So many passes that took so long. */
  private record Bin(double millis, long count) {

    boolean wasTimed() {
      return millis >= FASTEST_MILLIS && millis <= SLOWEST_MILLIS && count > 0;
    }
  }

  private static JsonNode histogram(Path file) throws IOException {
    String text = BoundedText.read(file, BoundedText.MOST_BYTES);
    try {
      return new JsonMapper().readTree(text).path(0).path("primaryMetric").path("rawDataHistogram");
    } catch (JsonProcessingException e) {
      throw damaged(file, ParserWords.of(e.getOriginalMessage()), e);
    }
  }

  private static IOException damaged(Path file, String why, IOException cause) {
    return new IOException(
        "%s is not JMH's record of a latency cell (%s)".formatted(file, VisibleText.shortened(why)),
        cause);
  }

  /** How many. */
  int count() {
    return ascending.length;
  }

  /** All of them in milliseconds, the fastest first. */
  double[] ascending() {
    return ascending.clone();
  }

  /** Their mean in milliseconds. */
  double mean() {
    return DoubleStream.of(ascending).average().orElseThrow();
  }

  /**
   * Their standard deviation in milliseconds.
   *
   * @throws IllegalArgumentException when there is one alone
   */
  double standardDeviation() {
    return Math.sqrt(ModeratedVariance.Sample.of(ascending).value());
  }

  /**
   * A percentile in milliseconds as JMH computes it: between the passes around rank p (n + 1) in
   * proportion.
   *
   * @param fraction the percentile, from 0 to 1
   */
  double percentile(double fraction) {
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
