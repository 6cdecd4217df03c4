package io.convbench.results.comparison;

import io.convbench.results.trust.Verdict;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a figure is made of, as far as a comparison needs it.
 *
 * @param verdict how far a time can be trusted; valid for other figures
 * @param doubts why a verdict is not valid; empty when it is
 * @param rounds medians of the processes, milliseconds; empty but for latencies
 * @param moving the part of a latency's time that moves activations and does not compute, from 0 to
 *     1, by the calibrations; 0 where it is unknown
 * @param limit the most that a conformance error may be; empty for other figures
 * @param hits whether each image is right, in the order of their names; empty but for accuracies
 * @param images how many images; 0 but for accuracies
 */
public record Evidence(
    Verdict verdict,
    String doubts,
    List<Double> rounds,
    double moving,
    OptionalDouble limit,
    Optional<BitSet> hits,
    int images) {

  /** Of a figure that stands for itself. */
  public static final Evidence NONE =
      new Evidence(Verdict.VALID, "", List.of(), 0, OptionalDouble.empty(), Optional.empty(), 0);

  /**
   * @throws IllegalArgumentException when a round is not above 0, a part not between 0 and 1, or a
   *     hit is of no image
   */
  public Evidence {
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(doubts, "doubts");
    rounds = List.copyOf(rounds);
    if (rounds.stream().anyMatch(round -> !(round > 0) || Double.isInfinite(round))) {
      throw new IllegalArgumentException("rounds of %s ms: times are above 0".formatted(rounds));
    }
    if (!(moving >= 0 && moving <= 1)) {
      throw new IllegalArgumentException("%s of a time moves activations".formatted(moving));
    }
    if (hits.isPresent() && hits.get().length() > images) {
      throw new IllegalArgumentException(
          "a hit of image %s of %s".formatted(hits.get().length(), images));
    }
    hits = hits.map(bits -> (BitSet) bits.clone());
  }

  /** Of a time that one process took. */
  public static Evidence ofOneProcess(Verdict verdict, String doubts) {
    return new Evidence(verdict, doubts, List.of(), 0, OptionalDouble.empty(), Optional.empty(), 0);
  }

  /** Of a latency. */
  public static Evidence ofRounds(
      Verdict verdict, String doubts, List<Double> rounds, double moving) {
    return new Evidence(
        verdict, doubts, rounds, moving, OptionalDouble.empty(), Optional.empty(), 0);
  }

  /** Of a conformance error. */
  public static Evidence ofLimit(double limit) {
    return new Evidence(
        Verdict.VALID, "", List.of(), 0, OptionalDouble.of(limit), Optional.empty(), 0);
  }

  /** Of an accuracy. */
  public static Evidence ofHits(BitSet hits, int images) {
    return new Evidence(
        Verdict.VALID, "", List.of(), 0, OptionalDouble.empty(), Optional.of(hits), images);
  }

  /** Right or wrong, image by image; empty but for accuracies. */
  @Override
  public Optional<BitSet> hits() {
    return hits.map(bits -> (BitSet) bits.clone());
  }
}
