package io.convbench.results.nightly;

import java.util.Objects;
import java.util.Optional;

/**
 * What the newest night says of a series.
 *
 * @param series all its nights
 * @param finding what it says
 * @param change that which was found or is suspected; empty where none was
 * @param reason in a few words
 */
public record SeriesState(Series series, Finding finding, Optional<Change> change, String reason) {

  /** What a night can say of a series. */
  public enum Finding {
    /** On the level of the nights before. */
    STEADY,
    /** On another level. */
    CHANGED,
    /** On another level with others, whose common series says so. */
    SHARED,
    /** Perhaps on another level, which fresh runs have to tell. */
    SUSPICIOUS,
    /** Its cell ended without a value, which it had before. */
    BROKEN,
    /** Too few nights, a doubtful figure or another machine. */
    CANNOT_TELL
  }

  /**
   * @throws IllegalArgumentException when there is a change and it is not so found, or the other
   *     way round
   */
  public SeriesState {
    Objects.requireNonNull(reason, "reason");
    boolean expected = finding == Finding.CHANGED || finding == Finding.SUSPICIOUS;
    if (change.isPresent() != expected) {
      throw new IllegalArgumentException(
          "%s is %s with the change %s".formatted(series.key(), finding, change));
    }
  }

  /** True for a change to the worse. */
  public boolean regression() {
    return finding == Finding.CHANGED && change.orElseThrow().regression();
  }

  /** True for a change, found or suspected, that fresh runs can tell from chance. */
  public boolean canBeConfirmed() {
    return change.isPresent()
        && switch (series.metric().rule()) {
          case ROUNDS, THRESHOLD, REPEATS -> true;
          case PAIRS, LIMIT, EXACT -> false;
        };
  }

  /** True for one that more fresh runs have to tell. */
  boolean isOpen() {
    return canBeConfirmed() && !(finding == Finding.CHANGED && series.last().freshRuns() > 0);
  }

  /** True where this one's change, found or suspected, is a part of one that was found of more. */
  boolean isPartOf(SeriesState common) {
    return common.finding() == Finding.CHANGED
        && change.isPresent()
        && change.get().regression() == common.regression()
        && common.series().cells().size() > series.cells().size()
        && common.series().cells().containsAll(series.cells());
  }

  SeriesState steady(String because) {
    return new SeriesState(series, Finding.STEADY, Optional.empty(), because);
  }

  SeriesState sharedWith(SeriesState common) {
    return new SeriesState(
        series, Finding.SHARED, Optional.empty(), "with " + common.series().key());
  }

  SeriesState suspicious(String because) {
    return new SeriesState(series, Finding.SUSPICIOUS, change, because);
  }
}
