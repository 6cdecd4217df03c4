package io.convbench.harness.measurement;

import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.cell.Measurement;
import io.convbench.harness.cell.Scenario;
import io.convbench.harness.cell.UnmeasurableException;
import io.convbench.harness.cell.Workload;
import io.convbench.harness.engine.EngineProbe;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.load.LatencyBound;
import io.convbench.harness.load.MultiStreamTrial;
import io.convbench.harness.load.OfflineTrial;
import io.convbench.harness.load.QueryTimes;
import io.convbench.harness.load.RateSearch;
import io.convbench.harness.load.ServerTrial;
import io.convbench.harness.load.Streams;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.SearchedRates;
import io.convbench.results.Status;
import io.convbench.results.statistics.EarlyStopping;
import io.convbench.results.trust.VerdictRules;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** How a model does in one of MLPerf's scenarios other than single-stream, in this JVM. */
final class UnderScenario implements Measurement {

  private static final double MILLI = 1e6;

  /** Batches are compared in trials of this part of the duration. */
  private static final double SEARCH_PART = 0.2;

  /** In less time, what else runs on a machine can decide which of two batches is faster. */
  private static final double STEADY_SECONDS = 1;

  /** Batches that are compared at most: 1, 2, 4, ..., 64. */
  private static final int MOST_BATCHES = 7;

  @Override
  public String id() {
    return "scenario";
  }

  @Override
  public WeightsNeed weightsNeed() {
    return WeightsNeed.ANY;
  }

  @Override
  public boolean repeated() {
    return true;
  }

  @Override
  public boolean ofScenario() {
    return true;
  }

  @Override
  public double expectedSeconds(Workload work) {
    Scenario scenario = work.cell().scenario().orElseThrow();
    double trials =
        scenario.kind() == Scenario.Kind.OFFLINE
            ? 1 + MOST_BATCHES * SEARCH_PART
            : scenario.latencyBoundMillis().isPresent() ? RateSearch.MOST_TRIALS : 1;
    return scenario.streams() * work.loadSeconds()
        + 2 * work.latency().warmupSeconds()
        + trials * scenario.durationSeconds();
  }

  @Override
  public Row measure(CellRequest request, Heartbeat heartbeat) throws IOException {
    Scenario scenario = request.cell().scenario().orElseThrow();
    String version = EngineProbe.start(request.cell().running(), request.modelFile().orElseThrow());
    try (SessionStreams streams = SessionStreams.open(request, scenario.streams())) {
      ProcessorClock clock = new ProcessorClock();
      Trials trials = new Trials(request, scenario, streams, clock, heartbeat);
      Row row =
          switch (scenario.kind()) {
            case OFFLINE -> trials.offline();
            case MULTI_STREAM -> trials.multiStream();
            case SERVER -> trials.server();
            case SINGLE_STREAM -> throw new IllegalStateException("that is latency");
          };
      Row disturbances = clock.row(request.cell().running().threads());
      return VerdictRules.onOneProcess(request.cell().row().with(row).with(disturbances))
          .with(Column.ENGINE_VERSION, version)
          .with(Column.WARMUP_S, request.latency().warmupSeconds())
          .with(Status.OK, "");
    }
  }

  /**
   * What a short trial may have missed; empty for a long one.
   *
   * @param images of one batch of each stream
   */
  static String offlineCaution(OfflineTrial trial, int images, double durationSeconds) {
    if (trial.images() < (long) OfflineTrial.FEWEST_BATCHES * images) {
      return "throughput_images_per_s is of fewer than %s batches: raise --duration"
          .formatted(OfflineTrial.FEWEST_BATCHES);
    }
    return SEARCH_PART * durationSeconds < STEADY_SECONDS
        ? "batches were compared for less than a second each, and another one may be faster"
            + " (batch_found): raise --duration"
        : "";
  }

  /** The trials of one cell; the clock runs while those do that count. */
  private record Trials(
      CellRequest request,
      Scenario scenario,
      Streams streams,
      ProcessorClock clock,
      Heartbeat heartbeat) {

    private long durationNanos() {
      return Math.max(1, Math.round(1e9 * scenario.durationSeconds()));
    }

    private void announce(int done, int total) {
      // A trial may take twice its duration, and a pass more.
      heartbeat.at(done, total, Duration.ofNanos(2 * durationNanos()));
    }

    /** Untimed passes on all streams at once. */
    private double warmedImagesPerSecond(int batch) {
      long nanos = Math.round(1e9 * request.latency().warmupSeconds());
      OfflineTrial.run(streams, batch, nanos);
      return OfflineTrial.run(streams, batch, nanos / 2).imagesPerSecond();
    }

    private Row offline() throws IOException {
      int most = request.cell().running().batch();
      announce(0, 1 + MOST_BATCHES);
      warmedImagesPerSecond(1);
      int[] tried = {0};
      int best =
          OfflineTrial.bestBatch(
              most,
              batch -> {
                announce(1 + tried[0]++, 1 + MOST_BATCHES);
                long nanos = Math.round(SEARCH_PART * durationNanos());
                OfflineTrial.warm(streams, batch, nanos);
                return OfflineTrial.compared(streams, batch, nanos, durationNanos())
                    .imagesPerSecond();
              });
      announce(MOST_BATCHES, 1 + MOST_BATCHES);
      OfflineTrial.warm(streams, best, Math.round(SEARCH_PART * durationNanos()));
      clock.start();
      OfflineTrial trial = OfflineTrial.run(streams, best, durationNanos());
      clock.stop();
      return Row.empty()
          .with(Column.THROUGHPUT_IMAGES_PER_S, trial.imagesPerSecond())
          .with(Column.BATCH_FOUND, best)
          .with(Column.SAMPLES_PER_QUERY, trial.images())
          .with(Column.QUERIES, 1)
          .with(
              Column.CAUTION,
              offlineCaution(trial, best * streams.count(), scenario.durationSeconds()));
    }

    private Row multiStream() throws IOException {
      int images = request.cell().running().batch();
      announce(0, 2);
      warmedImagesPerSecond(images);
      announce(1, 2);
      clock.start();
      MultiStreamTrial trial = MultiStreamTrial.run(streams, images, durationNanos());
      clock.stop();
      double queriesPerSecond = trial.times().queries() / trial.seconds();
      // LoadGen estimates the percentile from one query more than the fastest that may be slower.
      long needed = EarlyStopping.passesNeeded(LatencyBound.FRACTION, 1);
      return times(trial.times(), needed)
          .with(Column.SAMPLES_PER_QUERY, images)
          .with(Column.ACHIEVED_RATE_PER_S, queriesPerSecond)
          .with(Column.THROUGHPUT_IMAGES_PER_S, images * queriesPerSecond);
    }

    private Row server() throws IOException {
      announce(0, 1 + RateSearch.MOST_TRIALS);
      double capacity = warmedImagesPerSecond(1);
      if (scenario.ratePerSecond().isPresent()) {
        announce(1, 2);
        clock.start();
        ServerTrial trial =
            ServerTrial.run(
                streams,
                scenario.ratePerSecond().getAsDouble(),
                durationNanos(),
                scenario.arrivalSeed());
        clock.stop();
        return row(trial, EarlyStopping.passesNeeded(LatencyBound.FRACTION, 1));
      }
      LatencyBound bound =
          new LatencyBound(Math.round(MILLI * scenario.latencyBoundMillis().getAsDouble()));
      int[] tried = {0};
      clock.start();
      RateSearch search =
          RateSearch.run(
              capacity,
              1 / scenario.durationSeconds(),
              bound,
              rate -> {
                announce(1 + tried[0]++, 1 + RateSearch.MOST_TRIALS);
                return ServerTrial.run(
                    streams, rate, durationNanos(), scenario.arrivalSeed(), bound);
              });
      clock.stop();
      new SearchedRates(search.trials().stream().map(one -> trial(one, bound)).toList())
          .write(request.run().rates(request.cell().id(), request.round().attempt()));
      ServerTrial found =
          search
              .found()
              .orElseThrow(() -> new UnmeasurableException(Status.UNAVAILABLE, none(capacity)));
      int slower = found.times().slowerThan(bound.nanos());
      return row(found, EarlyStopping.passesNeeded(LatencyBound.FRACTION, slower));
    }

    private static SearchedRates.Trial trial(ServerTrial one, LatencyBound bound) {
      return new SearchedRates.Trial(
          one.ratePerSecond(),
          one.achievedPerSecond(),
          one.times().queries(),
          millis(one.times().percentileNanos(0.5)),
          millis(one.times().percentileNanos(0.9)),
          millis(one.times().percentileNanos(LatencyBound.FRACTION)),
          one.kept(bound));
    }

    private String none(double capacity) {
      return String.format(
          Locale.ROOT,
          "no rate keeps the 99th percentile within %s ms: one image takes %.1f ms when no other"
              + " waits",
          scenario.latencyBoundMillis().getAsDouble(),
          1000 * streams.count() / capacity);
    }

    private static Row row(ServerTrial trial, long needed) {
      Row row = times(trial.times(), needed);
      return row.with(Column.OFFERED_RATE_PER_S, trial.ratePerSecond())
          .with(Column.ACHIEVED_RATE_PER_S, trial.achievedPerSecond())
          .with(Column.SAMPLES_PER_QUERY, 1);
    }

    private static Row times(QueryTimes times, long needed) {
      return Row.empty()
          .with(Column.QUERIES, times.queries())
          .with(Column.QUERIES_UNANSWERED, times.unanswered())
          .with(Column.QUERIES_NEEDED, needed)
          .with(Column.QUERY_P50_MS, millis(times.percentileNanos(0.5)))
          .with(Column.QUERY_P90_MS, millis(times.percentileNanos(0.9)))
          .with(Column.QUERY_P99_MS, millis(times.percentileNanos(LatencyBound.FRACTION)))
          .with(Column.CAUTION, caution(times, needed));
    }

    private static String caution(QueryTimes times, long needed) {
      if (times.unanswered() > 0) {
        return "queries waited for longer than the scenario took (queries_unanswered): the offered"
            + " rate is more than this configuration answers";
      }
      return times.queries() < needed
          ? "query_p99_ms is of fewer queries than it needs (queries, queries_needed): raise"
              + " --duration"
          : "";
    }

    private static OptionalDouble millis(OptionalLong nanos) {
      return nanos.isPresent()
          ? OptionalDouble.of(nanos.getAsLong() / MILLI)
          : OptionalDouble.empty();
    }
  }
}
