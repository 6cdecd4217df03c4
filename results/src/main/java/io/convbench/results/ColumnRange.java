package io.convbench.results;

import java.util.EnumSet;
import java.util.Set;

/** Which numbers a column can hold: a file that says otherwise is damaged, or is of other hands. */
enum ColumnRange {
  /** Shares of a whole. */
  FRACTION("a fraction of 0 to 1", 0, 1),
  /** What there is at least one of. */
  FROM_ONE("a whole number of 1 or more", 1, Double.POSITIVE_INFINITY),
  /** Counts, sizes and times. */
  NOT_NEGATIVE("0 or more", 0, Double.POSITIVE_INFINITY),
  /** Differences, ends of intervals and seeds. */
  ANY("any number", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  private static final Set<Column> FRACTIONS =
      EnumSet.of(
          Column.TOP1,
          Column.TOP5,
          Column.TOP1_CI95_LOW,
          Column.TOP1_CI95_HIGH,
          Column.TOP5_CI95_LOW,
          Column.TOP5_CI95_HIGH,
          Column.CALIBRATION_ERROR,
          Column.TOP1_OWN_CLASSES,
          Column.TOP1_OWN_CLASSES_CI95_LOW,
          Column.TOP1_OWN_CLASSES_CI95_HIGH,
          Column.REAL_TOP1,
          Column.REAL_TOP1_CI95_LOW,
          Column.REAL_TOP1_CI95_HIGH,
          Column.PUBLISHED_TOP1,
          Column.PUBLISHED_TOP5);

  private static final Set<Column> COUNTED_FROM_ONE =
      EnumSet.of(
          Column.BATCH,
          Column.THREADS,
          Column.BATCH_RAN,
          Column.INPUT_SIZE,
          Column.PUBLISHED_INPUT_SIZE,
          Column.CORES);

  private static final Set<Column> SIGNED =
      EnumSet.of(
          Column.SEED,
          Column.LATENCY_CI95_LOW_MS,
          Column.MODEL_RSS_BYTES,
          Column.EVALUATION_OVERHEAD_FRACTION);

  private final String phrase;
  private final double least;
  private final double most;

  ColumnRange(String phrase, double least, double most) {
    this.phrase = phrase;
    this.least = least;
    this.most = most;
  }

  static ColumnRange of(Column column) {
    if (FRACTIONS.contains(column)) {
      return FRACTION;
    }
    if (COUNTED_FROM_ONE.contains(column)) {
      return FROM_ONE;
    }
    return SIGNED.contains(column) || column.type() == Column.Type.TEXT ? ANY : NOT_NEGATIVE;
  }

  /** Its name in a sentence. */
  String phrase() {
    return phrase;
  }

  boolean contains(double number) {
    return number >= least && number <= most;
  }
}
