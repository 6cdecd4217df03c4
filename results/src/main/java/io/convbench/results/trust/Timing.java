package io.convbench.results.trust;

import io.convbench.results.Column;
import io.convbench.results.Row;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the times in a row are of, which says by what they are judged. */
public enum Timing {
  /** Passes, by several processes. */
  LATENCY(Column.LATENCY_P50_MS),
  /** Queries of a scenario other than single-stream. */
  SCENARIO(Column.SCENARIO),
  /** Loads of a model and its first pass. */
  START(Column.LOAD_FIRST_MS),
  /** From the bytes of a JPEG to its class. */
  JPEG_TO_CLASS(Column.END_TO_END_P50_MS),
  /** The training of a head or of a network's last layers, with the features that it needs. */
  TRAINING(Column.TRAINING_S, Column.EXTRACTION_S, Column.FEATURES_CACHED),
  /** A pass over all labelled images, for their accuracy. */
  EVALUATION(Column.EVALUATION_IMAGES_PER_S, Column.EVALUATION_OVERHEAD_FRACTION);

  private static final Set<Column> EVIDENCE =
      Set.of(
          Column.TIMED_S,
          Column.CORES_USED,
          Column.THROTTLED_S,
          Column.WAITING_CORES,
          Column.STEAL_CORES,
          Column.CPU_PRESSURE,
          Column.MAJOR_FAULTS,
          Column.SWAPPED_PAGES,
          Column.FREQUENCY_MHZ,
          Column.FREQUENCY_NOMINAL_MHZ,
          Column.OTHERS_CORES,
          Column.CONTENTION,
          Column.VERDICT,
          Column.VERDICT_REASONS);

  private final Column figure;

  /** Of the same time; none where a row has nothing but times. */
  private final List<Column> others;

  /**
   * @param others where times stand beside what the cell is run for: the other ones
   */
  Timing(Column figure, Column... others) {
    this.figure = figure;
    this.others = List.of(others);
  }

  /** That of a row; empty where nothing that it has is shown as a time. */
  public static Optional<Timing> of(Row row) {
    return Stream.of(values()).filter(one -> row.values().containsKey(one.figure)).findFirst();
  }

  /** What disturbed times and how far they can be trusted, which rows of several kinds have. */
  public static Set<Column> evidence() {
    return EVIDENCE;
  }

  /**
   * What one process found with the times of another: its whole row, but where times stand beside
   * an accuracy, which a further process would find again, nothing but them and their evidence.
   *
   * @param found row of the process whose accuracy and files the cell has
   * @param timed that of the one whose times count
   */
  static Row joined(Row found, Row timed) {
    Optional<Timing> timing = of(timed).filter(one -> !one.others.isEmpty());
    if (timing.isEmpty()) {
      return timed;
    }
    Set<Column> times = EnumSet.copyOf(EVIDENCE);
    times.add(timing.get().figure);
    times.addAll(timing.get().others);
    Row row = found;
    for (Column column : times) {
      row = row.with(column, timed);
    }
    return row;
  }
}
