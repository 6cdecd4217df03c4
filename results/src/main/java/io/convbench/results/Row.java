package io.convbench.results;

import io.convbench.foundation.text.VisibleText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** One result row: values by column, absent where nothing was measured. Immutable. */
public final class Row {

  private final Map<Column, Object> values;

  private Row(Map<Column, Object> values) {
    this.values = Collections.unmodifiableMap(new EnumMap<>(values));
  }

  /** A row without values, to add to. */
  public static Row empty() {
    return new Row(new EnumMap<>(Column.class));
  }

  /**
   * This row with a text, as {@link VisibleText} shows it, so that whatever shows a row is safe
   * from what is in a name; an empty text removes the value.
   *
   * @throws IllegalArgumentException when the column does not hold texts, is {@code status} and the
   *     text no status's word, or names files and the text cannot be part of a file's name
   */
  public Row with(Column column, String text) {
    require(column, Column.Type.TEXT);
    if (column == Column.STATUS && !text.isEmpty()) {
      Status.ofWord(text);
    }
    if (!text.isEmpty() && !column.allows(text)) {
      throw new IllegalArgumentException(
          "%s '%s' is not %s".formatted(column.header(), text, column.phrase()));
    }
    return put(column, text.isEmpty() ? null : VisibleText.of(text));
  }

  /**
   * This row with a whole number.
   *
   * @throws IllegalArgumentException when the column does not hold whole numbers, or not this one
   */
  public Row with(Column column, long number) {
    require(column, Column.Type.INTEGER);
    requireInRange(column, number, Long.toString(number));
    return put(column, number);
  }

  /**
   * This row with a number.
   *
   * @throws IllegalArgumentException when the column does not hold numbers, or not this one, or the
   *     number is not finite: leave such a value out
   */
  public Row with(Column column, double number) {
    require(column, Column.Type.NUMBER);
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(
          "%s is %s: a value that could not be measured must be left empty"
              .formatted(column.header(), number));
    }
    requireInRange(column, number, Double.toString(number));
    return put(column, number);
  }

  /** This row with a number; an empty one removes the value. */
  public Row with(Column column, OptionalDouble number) {
    return number.isPresent() ? with(column, number.getAsDouble()) : without(column);
  }

  /**
   * This row with a status and its reason.
   *
   * @throws IllegalArgumentException when an ok has a reason, or another status has none
   */
  public Row with(Status status, String reason) {
    if ((status == Status.OK) != reason.isBlank()) {
      throw new IllegalArgumentException(
          "status %s with the reason '%s': ok has none, every other status one"
              .formatted(status.word(), reason));
    }
    return with(Column.STATUS, status.word()).with(Column.REASON, reason);
  }

  /** This row, failed, with the reason and its kind. */
  public Row with(Failure failure) {
    return with(Status.FAILED, failure);
  }

  /**
   * This row with a status other than ok, its reason and the reason's kind.
   *
   * @throws IllegalArgumentException when the status is ok
   */
  public Row with(Status status, Failure failure) {
    return with(status, failure.reason()).with(Column.FAILURE_KIND, failure.kind().word());
  }

  /** This row and all values of the other, which win; its status comes with its own reason. */
  public Row with(Row other) {
    Map<Column, Object> copy = copy();
    if (other.values.containsKey(Column.STATUS)) {
      copy.remove(Column.REASON);
      copy.remove(Column.FAILURE_KIND);
    }
    copy.putAll(other.values);
    return new Row(copy);
  }

  /** This row with another's value of a column; without one where the other has none. */
  public Row with(Column column, Row other) {
    return put(column, other.values.get(column));
  }

  /** This row without a value. */
  public Row without(Column column) {
    return put(column, null);
  }

  /** The text of a text column. */
  public Optional<String> text(Column column) {
    require(column, Column.Type.TEXT);
    return Optional.ofNullable((String) values.get(column));
  }

  /** The value of a whole-number column. */
  public OptionalLong integer(Column column) {
    require(column, Column.Type.INTEGER);
    Object value = values.get(column);
    return value == null ? OptionalLong.empty() : OptionalLong.of((Long) value);
  }

  /** The value of a number or whole-number column. */
  public OptionalDouble number(Column column) {
    if (column.type() == Column.Type.TEXT) {
      throw new IllegalArgumentException(column.header() + " holds a text, not a number");
    }
    Object value = values.get(column);
    return value == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(((Number) value).doubleValue());
  }

  /** How the cell ended, if the row says so. */
  public Optional<Status> status() {
    return text(Column.STATUS).map(Status::ofWord);
  }

  /**
   * What kept the cell from its value; empty when nothing did, or an older version wrote the row.
   */
  public Optional<FailureKind> failureKind() {
    return text(Column.FAILURE_KIND).flatMap(FailureKind::ofWord);
  }

  /**
   * The network that the row is of: Keras's name of the architecture and, where it is cut, the
   * layer, e.g. {@code VGG16@block5_pool}; where its own layers were trained, from which one on,
   * e.g. {@code VGG16@block5_pool tuned from block5_conv1}.
   */
  public String network() {
    return untunedNetwork() + text(Column.TUNED_FROM).map(" tuned from "::concat).orElse("");
  }

  /** The network whatever its weights: one that was tuned costs what it did before. */
  public String untunedNetwork() {
    return text(Column.ARCHITECTURE).orElse("") + text(Column.LAYER).map("@"::concat).orElse("");
  }

  /** The family, or the network itself where none is named. */
  public String family() {
    return text(Column.FAMILY).orElse(network());
  }

  /** When the cell ended; empty where the row does not say. */
  public Optional<Instant> time() {
    try {
      return text(Column.TIME).map(Instant::parse);
    } catch (DateTimeException damaged) {
      return Optional.empty();
    }
  }

  /** True when the cell was measured. */
  public boolean ok() {
    return status().equals(Optional.of(Status.OK));
  }

  /** The values present, in column order: {@code String}, {@code Long} or {@code Double}. */
  public Map<Column, Object> values() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Row row && values.equals(row.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }

  private Row put(Column column, Object value) {
    Map<Column, Object> copy = copy();
    if (value == null) {
      copy.remove(column);
    } else {
      copy.put(column, value);
    }
    return new Row(copy);
  }

  private Map<Column, Object> copy() {
    Map<Column, Object> copy = new EnumMap<>(Column.class);
    copy.putAll(values);
    return copy;
  }

  private static void requireInRange(Column column, double number, String text) {
    if (!column.range().holds(number)) {
      throw new IllegalArgumentException(
          "%s is %s, not %s".formatted(column.header(), text, column.phrase()));
    }
  }

  private static void require(Column column, Column.Type type) {
    if (column.type() != type) {
      throw new IllegalArgumentException(
          "%s holds %s, not %s".formatted(column.header(), column.type().phrase(), type.phrase()));
    }
  }
}
