package io.convbench.results.selection;

import io.convbench.results.statistics.WilsonInterval;
import java.util.OptionalDouble;

/**
 * A figure of a candidate with the interval in which it lies.
 *
 * @param value the figure
 * @param low lower end; empty where it is not known
 * @param high upper end; empty where it is not known
 * @param source where the figure comes from
 */
public record Estimate(double value, OptionalDouble low, OptionalDouble high, Source source) {

  /** Where a figure comes from. */
  public enum Source {
    /** Measured in the runs. */
    MEASURED,
    /** Computed from the graph or the size of a file: exact. */
    COUNTED,
    /** Published by others, measured nowhere in the runs. */
    PUBLISHED
  }

  /**
   * @throws IllegalArgumentException when the value is not finite or not within its interval
   */
  public Estimate {
    if (!Double.isFinite(value)
        || low.orElse(value) > value
        || high.orElse(value) < value
        || !Double.isFinite(low.orElse(value))
        || !Double.isFinite(high.orElse(value))) {
      throw new IllegalArgumentException("%s in %s to %s".formatted(value, low, high));
    }
  }

  /** A figure that is the same whenever it is counted. */
  static Estimate exact(double value) {
    return new Estimate(value, OptionalDouble.of(value), OptionalDouble.of(value), Source.COUNTED);
  }

  /** A measured figure of which nothing is known but itself. */
  static Estimate alone(double value) {
    return new Estimate(value, OptionalDouble.empty(), OptionalDouble.empty(), Source.MEASURED);
  }

  /** A measured figure between two ends; an end on its wrong side is moved to the figure. */
  static Estimate between(double low, double value, double high) {
    return new Estimate(
        value,
        OptionalDouble.of(Math.min(low, value)),
        OptionalDouble.of(Math.max(high, value)),
        Source.MEASURED);
  }

  /**
   * A published share of images.
   *
   * @param images of which it is
   */
  static Estimate published(double fraction, long images) {
    WilsonInterval interval = WilsonInterval.of(Math.round(fraction * images), images);
    return new Estimate(
        fraction,
        OptionalDouble.of(Math.min(interval.low(), fraction)),
        OptionalDouble.of(Math.max(interval.high(), fraction)),
        Source.PUBLISHED);
  }

  /** True when both ends are known. */
  public boolean hasInterval() {
    return low.isPresent() && high.isPresent();
  }

  /** True when both intervals are known and have no value in common. */
  public boolean isApartFrom(Estimate other) {
    return hasInterval()
        && other.hasInterval()
        && (high.getAsDouble() < other.low.getAsDouble()
            || other.high.getAsDouble() < low.getAsDouble());
  }
}
