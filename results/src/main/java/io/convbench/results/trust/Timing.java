package io.convbench.results.trust;

import io.convbench.results.Column;
import io.convbench.results.Row;
import java.util.Optional;
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
  TRAINING(Column.TRAINING_S),
  /** A pass over all labelled images, for their accuracy. */
  EVALUATION(Column.EVALUATION_IMAGES_PER_S);

  private final Column figure;

  Timing(Column figure) {
    this.figure = figure;
  }

  /** That of a row; empty where nothing that it has is shown as a time. */
  public static Optional<Timing> of(Row row) {
    return Stream.of(values()).filter(one -> row.values().containsKey(one.figure)).findFirst();
  }
}
