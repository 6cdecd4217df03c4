package io.convbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RowTest {

  private static final Row EMPTY = Row.empty();

  @Test
  void keepsWhatItIsGiven() {
    Row row =
        EMPTY.with(Column.ENGINE, "pytorch").with(Column.BATCH, 8).with(Column.LATENCY_P50_MS, 7.1);
    assertEquals(Optional.of("pytorch"), row.text(Column.ENGINE));
    assertEquals(OptionalLong.of(8), row.integer(Column.BATCH));
    assertEquals(OptionalDouble.of(7.1), row.number(Column.LATENCY_P50_MS));
    assertEquals(OptionalDouble.of(8), row.number(Column.BATCH));
  }

  @Test
  void saysNothingOfWhatWasNotMeasured() {
    assertEquals(Optional.empty(), EMPTY.text(Column.ENGINE));
    assertEquals(OptionalLong.empty(), EMPTY.integer(Column.BATCH));
    assertEquals(OptionalDouble.empty(), EMPTY.number(Column.TOP1));
    assertEquals(Map.of(), EMPTY.values());
  }

  @Test
  void leavesTheRowItStartsFromUnchanged() {
    EMPTY.with(Column.ENGINE, "pytorch");
    assertEquals(Row.empty(), EMPTY);
    assertThrows(UnsupportedOperationException.class, () -> EMPTY.values().put(Column.BATCH, 1L));
  }

  @Test
  void rejectsATextForAWholeNumber() {
    assertRejected("batch holds a whole number, not a text", () -> EMPTY.with(Column.BATCH, "8"));
  }

  @Test
  void rejectsAWholeNumberForAText() {
    assertRejected("engine holds a text, not a whole number", () -> EMPTY.with(Column.ENGINE, 8));
  }

  @Test
  void rejectsAFractionForAWholeNumber() {
    assertRejected(
        "batch holds a whole number, not a finite number", () -> EMPTY.with(Column.BATCH, 8.0));
  }

  @Test
  void rejectsAWholeNumberForAFraction() {
    assertRejected(
        "top1 holds a finite number, not a whole number", () -> EMPTY.with(Column.TOP1, 1));
  }

  @Test
  void rejectsReadingATextAsANumber() {
    assertRejected("engine holds a text, not a number", () -> EMPTY.number(Column.ENGINE));
  }

  @Test
  void rejectsNumbersThatAreNotFinite() {
    assertRejected(
        "top1 is NaN: a value that could not be measured must be left empty",
        () -> EMPTY.with(Column.TOP1, Double.NaN));
    assertRejected(
        "top1 is -Infinity: a value that could not be measured must be left empty",
        () -> EMPTY.with(Column.TOP1, Double.NEGATIVE_INFINITY));
  }

  @Test
  void rejectsNumbersOutsideTheColumnsRange() {
    assertRejected(
        "top1 is 5.0, not a finite number of 0 to 1, a fraction",
        () -> EMPTY.with(Column.TOP1, 5.0));
    assertRejected(
        "images is -1, not a whole number of 0 or more", () -> EMPTY.with(Column.IMAGES, -1));
    assertRejected(
        "latency_p50_ms is 0.0, not a finite number of 1e-9 to 1e12",
        () -> EMPTY.with(Column.LATENCY_P50_MS, 0.0));
    assertRejected("batch is 0, not a whole number above 0", () -> EMPTY.with(Column.BATCH, 0));
  }

  @Test
  void takesTheEndsOfARange() {
    assertEquals(
        OptionalDouble.of(1),
        EMPTY.with(Column.TOP1, 1.0).with(Column.TOP5, 0.0).number(Column.TOP1));
    assertEquals(OptionalLong.of(0), EMPTY.with(Column.IMAGES, 0).integer(Column.IMAGES));
    assertEquals(OptionalLong.of(1), EMPTY.with(Column.BATCH, 1).integer(Column.BATCH));
  }

  @Test
  void showsWhatIsHiddenInAName() {
    assertEquals(
        Optional.of("my\\u001b[2Jdata\\u202e"),
        EMPTY.with(Column.DATASET, "my\u001b[2Jdata\u202e").text(Column.DATASET));
  }

  @Test
  void rejectsAStatusThatIsNone() {
    assertRejected(
        "'fine' is not one of ok, failed, skipped, unavailable",
        () -> EMPTY.with(Column.STATUS, "fine"));
  }

  @Test
  void rejectsAFailureWithoutReason() {
    assertRejected(
        "status failed with the reason '': ok has none, every other status one",
        () -> EMPTY.with(Status.FAILED, ""));
  }

  @Test
  void rejectsAnOkWithAReason() {
    assertThrows(IllegalArgumentException.class, () -> EMPTY.with(Status.OK, "because"));
  }

  @Test
  void removesAValueByAnEmptyText() {
    assertEquals(EMPTY, EMPTY.with(Column.ENGINE, "pytorch").with(Column.ENGINE, ""));
  }

  @Test
  void isOkOnlyWhenMeasured() {
    assertTrue(EMPTY.with(Status.OK, "").ok());
    assertFalse(EMPTY.with(Status.SKIPPED, "seeded weights").ok());
    assertFalse(EMPTY.ok());
    assertEquals(Optional.of(Status.SKIPPED), EMPTY.with(Status.SKIPPED, "x").status());
  }

  @Test
  void takesOverTheOthersValues() {
    Row cell = EMPTY.with(Column.BATCH, 1).with(Column.ENGINE, "pytorch");
    Row values = EMPTY.with(Column.BATCH, 2).with(Column.TOP1, 0.5);
    assertEquals(
        EMPTY.with(Column.ENGINE, "pytorch").with(Column.BATCH, 2).with(Column.TOP1, 0.5),
        cell.with(values));
  }

  @Test
  void takesOverAStatusWithoutItsOwnOldReason() {
    Row failed = EMPTY.with(Status.FAILED, "no memory");
    assertEquals(EMPTY.with(Status.OK, ""), failed.with(EMPTY.with(Status.OK, "")));
    assertEquals(failed.with(Column.BATCH, 1), failed.with(EMPTY.with(Column.BATCH, 1)));
  }

  private static void assertRejected(String message, Executable setter) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, setter).getMessage());
  }
}
