package io.convbench.results.history;

import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.statistics.EarlyStopping;
import io.convbench.results.trust.Timing;
import io.convbench.results.trust.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * An architecture in a configuration, with all that was found about it there.
 *
 * @param architecture Keras's name
 * @param configuration how it ran
 * @param observations one a measurement, the engine's before the graph's
 */
public record Candidate(
    String architecture, Configuration configuration, List<Observation> observations) {

  /** Passes without which the 90th and the 99th percentile have no bound. */
  private static final long PASSES_FOR_P90 = EarlyStopping.passesNeeded(0.9, 1);

  private static final long PASSES_FOR_P99 = EarlyStopping.passesNeeded(0.99, 1);

  private static final double FP32_CONFORMANCE_LIMIT = 1e-3;

  public Candidate {
    observations = List.copyOf(observations);
  }

  /** Its rows, one a measurement. */
  public List<Row> cells() {
    return observations.stream().map(Observation::row).toList();
  }

  /**
   * The value of a column in the cells that were measured; of what tells how far a time can be
   * trusted, the latency's.
   */
  public OptionalDouble number(Column column) {
    return having(column)
        .filter(row -> row.ok() || standsWhenFailed(column))
        .map(row -> row.number(column))
        .filter(OptionalDouble::isPresent)
        .findFirst()
        .orElse(OptionalDouble.empty());
  }

  /** A text of whichever cell has it; verdict and reasons of the latency. */
  public Optional<String> text(Column column) {
    return having(column).map(row -> row.text(column)).flatMap(Optional::stream).findFirst();
  }

  /** The family, or the architecture itself where none is named. */
  public String family() {
    return text(Column.FAMILY).orElse(architecture);
  }

  /** True when the value of a column was measured. */
  public boolean has(Column column) {
    return number(column).isPresent();
  }

  /** Measured top-1 where there is one, else the published one. */
  public Optional<Top1> top1() {
    OptionalDouble measured = number(Column.TOP1);
    if (measured.isPresent()) {
      return Optional.of(new Top1(measured.getAsDouble(), true, false));
    }
    OptionalDouble published = number(Column.PUBLISHED_TOP1);
    return published.isPresent()
        ? Optional.of(new Top1(published.getAsDouble(), false, publishedAtOtherSize()))
        : Optional.empty();
  }

  /** The most that the conformance error may be in its precision; rows once did not state it. */
  public double conformanceLimit() {
    return number(Column.CONFORMANCE_LIMIT).orElse(FP32_CONFORMANCE_LIMIT);
  }

  /** Passes that a percentile of latency needs by MLPerf's early stopping; 0 for other columns. */
  public static long passesNeeded(Column percentile) {
    if (percentile == Column.LATENCY_P90_MS) {
      return PASSES_FOR_P90;
    }
    return percentile == Column.LATENCY_P99_MS ? PASSES_FOR_P99 : 0;
  }

  /** True when too few passes were timed for a percentile of latency. */
  public boolean fewPassesFor(Column percentile) {
    return number(Column.LATENCY_SAMPLES).orElse(Double.MAX_VALUE) < passesNeeded(percentile);
  }

  /** How far its latency can be trusted; unknown where none was measured. */
  public Verdict verdict() {
    return verdict(Column.LATENCY_P50_MS);
  }

  /** Why its latency is not valid; empty when it is, or nobody looked. */
  public String verdictReasons() {
    return verdictReasons(Column.LATENCY_P50_MS);
  }

  /** How far a time can be trusted, by the row that has it; unknown where none has. */
  public Verdict verdict(Column time) {
    return timed(time).map(Verdict::of).orElse(Verdict.UNKNOWN);
  }

  /** Why a time is not valid; empty when it is, or nobody looked. */
  public String verdictReasons(Column time) {
    return timed(time).flatMap(row -> row.text(Column.VERDICT_REASONS)).orElse("");
  }

  /** True when it has a latency that says something of the model. */
  public boolean hasUsableLatency() {
    return has(Column.LATENCY_P50_MS) && verdict() != Verdict.INVALID;
  }

  private Stream<Row> having(Column column) {
    return Timing.evidence().contains(column)
        ? timed(Column.LATENCY_P50_MS).stream()
        : cells().stream();
  }

  private Optional<Row> timed(Column time) {
    return cells().stream().filter(Row::ok).filter(row -> row.number(time).isPresent()).findFirst();
  }

  /** True when the published accuracy belongs to another input size than the one that ran. */
  public boolean publishedAtOtherSize() {
    OptionalDouble published = number(Column.PUBLISHED_INPUT_SIZE);
    OptionalDouble run = number(Column.INPUT_SIZE);
    return published.isPresent() && run.isPresent() && published.getAsDouble() != run.getAsDouble();
  }

  /**
   * What was published stands in every row; an error above the limit is what a conformance cell
   * fails by.
   */
  private static boolean standsWhenFailed(Column column) {
    return column == Column.CONFORMANCE_ERROR
        || column == Column.CONFORMANCE_LIMIT
        || (column.ordinal() >= Column.FAMILY.ordinal()
            && column.ordinal() <= Column.PUBLISHED_PROTOCOL.ordinal());
  }
}
