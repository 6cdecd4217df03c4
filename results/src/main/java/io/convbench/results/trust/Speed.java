package io.convbench.results.trust;

import io.convbench.results.Column;
import io.convbench.results.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How fast the machine was at each moment of a run, as the calibrations before and after the passes
 * saw it.
 */
final class Speed {

  private final Map<List<Object>, Double> best = new HashMap<>();

  /**
   * @param attempts of a whole run
   */
  Speed(Collection<Row> attempts) {
    for (Row row : attempts) {
      for (Column column :
          List.of(Column.CALIBRATION_BEFORE_GMACS_PER_S, Column.CALIBRATION_AFTER_GMACS_PER_S)) {
        row.number(column)
            .ifPresent(
                speed -> {
                  best.merge(ofEngine(row), speed, Math::max);
                  best.merge(ofAll(row), speed, Math::max);
                });
      }
    }
  }

  /** The fastest calibration of any engine in the row's precision with its threads. */
  OptionalDouble peak(Row row) {
    return value(ofAll(row));
  }

  /** The speed around the row's passes as a part of the engine's best of the run. */
  OptionalDouble part(Row row) {
    OptionalDouble before = row.number(Column.CALIBRATION_BEFORE_GMACS_PER_S);
    OptionalDouble after = row.number(Column.CALIBRATION_AFTER_GMACS_PER_S);
    OptionalDouble engine = value(ofEngine(row));
    return before.isPresent() && after.isPresent() && engine.orElse(0) > 0
        ? OptionalDouble.of((before.getAsDouble() + after.getAsDouble()) / 2 / engine.getAsDouble())
        : OptionalDouble.empty();
  }

  private OptionalDouble value(List<Object> key) {
    return best.containsKey(key) ? OptionalDouble.of(best.get(key)) : OptionalDouble.empty();
  }

  private static List<Object> ofEngine(Row row) {
    return List.of(ofAll(row), row.text(Column.ENGINE).orElse(""));
  }

  private static List<Object> ofAll(Row row) {
    return List.of(
        row.text(Column.ENVIRONMENT).orElse(""),
        row.text(Column.DEVICE).orElse(""),
        row.text(Column.PRECISION).orElse(""),
        row.integer(Column.THREADS).orElse(0));
  }
}
