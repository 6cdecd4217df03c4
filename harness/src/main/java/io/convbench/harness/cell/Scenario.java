package io.convbench.harness.cell;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.text.NearestNames;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * How images reach a model, as MLPerf Inference names it.
 *
 * @param kind which of the scenarios
 * @param streams sessions that run at the same time, at least 1
 * @param ratePerSecond of the Poisson arrivals; only for server, where no bound is given
 * @param latencyBoundMillis what the 99th percentile must stay within at the largest rate, which is
 *     searched; only for server, where no rate is given
 * @param durationSeconds time in which queries arrive; of a search, in each of its trials
 * @param arrivalSeed of the Poisson arrivals
 */
public record Scenario(
    Kind kind,
    int streams,
    OptionalDouble ratePerSecond,
    OptionalDouble latencyBoundMillis,
    double durationSeconds,
    long arrivalSeed) {

  /** The scenarios. */
  public enum Kind {
    /** One image after the other: what latency measures. */
    SINGLE_STREAM("single-stream", 1),
    /** All images at once; counts images per second, with the best batch. */
    OFFLINE("offline", 64),
    /** One query of eight images after the other. */
    MULTI_STREAM("multi-stream", 8),
    /** Queries of one image that arrive by chance, whether or not others are waiting. */
    SERVER("server", 1);

    private final String id;
    private final int batch;

    Kind(String id, int batch) {
      this.id = id;
      this.batch = batch;
    }

    /** The name on the command line and in rows. */
    public String id() {
      return id;
    }

    /** Images per forward pass; of offline the most that are tried. */
    public int batch() {
      return batch;
    }

    /** Their names. */
    public static List<String> ids() {
      return Stream.of(values()).map(Kind::id).toList();
    }

    /**
     * The scenario of this name, in any case.
     *
     * @throws InvalidInputException when there is none
     */
    public static Kind named(String id) {
      return Stream.of(values())
          .filter(kind -> kind.id.equalsIgnoreCase(id))
          .findFirst()
          .orElseThrow(
              () -> new InvalidInputException(NearestNames.unknown("scenario", id, ids())));
    }
  }

  /**
   * @throws IllegalArgumentException when a number is not positive or not of the kind
   */
  public Scenario {
    boolean server = kind == Kind.SERVER;
    if (kind == Kind.SINGLE_STREAM
        || streams < 1
        || (streams > 1 && kind == Kind.MULTI_STREAM)
        || !(durationSeconds > 0)
        || (ratePerSecond.isPresent() || latencyBoundMillis.isPresent()) != server
        || (ratePerSecond.isPresent() && latencyBoundMillis.isPresent())
        || !(ratePerSecond.orElse(1) > 0)
        || !(latencyBoundMillis.orElse(1) > 0)) {
      throw new IllegalArgumentException(
          "%s with %s streams for %s s, rate %s, bound %s"
              .formatted(kind, streams, durationSeconds, ratePerSecond, latencyBoundMillis));
    }
  }

  /** The columns that say what it is, whatever comes out. */
  Row row() {
    Row row =
        Row.empty()
            .with(Column.SCENARIO, kind.id())
            .with(Column.STREAMS, streams)
            .with(Column.SCENARIO_DURATION_S, durationSeconds)
            .with(Column.OFFERED_RATE_PER_S, ratePerSecond)
            .with(Column.LATENCY_BOUND_MS, latencyBoundMillis);
    return kind == Kind.SERVER ? row.with(Column.ARRIVAL_SEED, arrivalSeed) : row;
  }

  /** What was asked for, by which a run that is continued is known. Journals hold it. */
  public String asked() {
    return "%s, %s streams, %s s, rate %s, bound %s ms, seed %s"
        .formatted(
            kind.id(),
            streams,
            durationSeconds,
            ratePerSecond.isPresent() ? ratePerSecond.getAsDouble() : "none",
            latencyBoundMillis.isPresent() ? latencyBoundMillis.getAsDouble() : "none",
            arrivalSeed);
  }

  @Override
  public String toString() {
    return kind.id() + (streams == 1 ? "" : ", %s streams".formatted(streams));
  }
}
