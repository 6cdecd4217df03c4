package io.convbench.results.trust;

import io.convbench.results.Column;
import io.convbench.results.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;

/**
 * How fast the machine was at each moment of a run, as the calibrations before and after the passes
 * saw it. Other guests of a host slow down what moves activations through a shared cache twice as
 * much as what computes, so that every network has a speed of its own: that at which its
 * multiply-accumulates and its activations would take their time one after the other (after the
 * roofline model, S. Williams et al. 2009).
 */
final class Speed {

  private static final List<Column> COMPUTING =
      List.of(Column.CALIBRATION_BEFORE_GMACS_PER_S, Column.CALIBRATION_AFTER_GMACS_PER_S);

  private static final List<Column> MOVING =
      List.of(
          Column.CALIBRATION_BEFORE_GACTIVATIONS_PER_S,
          Column.CALIBRATION_AFTER_GACTIVATIONS_PER_S);

  private final Map<List<Object>, Double> best = new HashMap<>();

  /**
   * @param attempts of a whole run
   */
  Speed(Collection<Row> attempts) {
    for (Row row : attempts) {
      for (Column column : COMPUTING) {
        row.number(column)
            .ifPresent(
                speed -> {
                  best.merge(ofEngine(row, COMPUTING), speed, Math::max);
                  best.merge(ofAll(row), speed, Math::max);
                });
      }
      for (Column column : MOVING) {
        row.number(column).ifPresent(speed -> best.merge(ofEngine(row, MOVING), speed, Math::max));
      }
    }
  }

  /** The fastest calibration of any engine in the row's precision with its threads. */
  OptionalDouble peak(Row row) {
    return value(ofAll(row));
  }

  /**
   * The speed around the row's passes, the mean of before and after, as a part of the engine's best
   * of the run.
   */
  OptionalDouble part(Row row) {
    return part(row, (before, after) -> (before + after) / 2);
  }

  /** The same for the slower one of before and after. */
  OptionalDouble slowest(Row row) {
    return part(row, Math::max);
  }

  private OptionalDouble part(Row row, DoubleBinaryOperator join) {
    OptionalDouble atBest =
        time(row, value(ofEngine(row, COMPUTING)), value(ofEngine(row, MOVING)));
    OptionalDouble before = time(row, 0);
    OptionalDouble after = time(row, 1);
    return atBest.isPresent() && before.isPresent() && after.isPresent()
        ? OptionalDouble.of(
            atBest.getAsDouble() / join.applyAsDouble(before.getAsDouble(), after.getAsDouble()))
        : OptionalDouble.empty();
  }

  private static OptionalDouble time(Row row, int moment) {
    return time(row, row.number(COMPUTING.get(moment)), row.number(MOVING.get(moment)));
  }

  /** What the row's network would take at these speeds, in any unit; empty without speeds. */
  private static OptionalDouble time(Row row, OptionalDouble computing, OptionalDouble moving) {
    if (computing.orElse(0) <= 0) {
      return OptionalDouble.empty();
    }
    double activations = row.number(Column.ACTIVATIONS).orElse(0);
    double macs = row.number(Column.MACS).orElse(1);
    return moving.orElse(0) > 0
        ? OptionalDouble.of(macs / computing.getAsDouble() + activations / moving.getAsDouble())
        : OptionalDouble.of(macs / computing.getAsDouble());
  }

  private OptionalDouble value(List<Object> key) {
    return best.containsKey(key) ? OptionalDouble.of(best.get(key)) : OptionalDouble.empty();
  }

  private static List<Object> ofEngine(Row row, List<Column> what) {
    return List.of(ofAll(row), row.text(Column.ENGINE).orElse(""), what);
  }

  private static List<Object> ofAll(Row row) {
    return List.of(
        row.text(Column.ENVIRONMENT).orElse(""),
        row.text(Column.DEVICE).orElse(""),
        row.text(Column.PRECISION).orElse(""),
        row.integer(Column.THREADS).orElse(0));
  }
}
