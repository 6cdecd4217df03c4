package io.convbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowJsonTest {

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "tr-TR", "ar-EG-u-nu-arab"})
  void writesHeadersAndPlainValuesInColumnOrder(String locale) throws Throwable {
    Row row =
        Row.empty()
            .with(Column.LATENCY_P50_MS, 7.25)
            .with(Column.BATCH, 8)
            .with(Column.ENGINE, "py\"torch\"");
    Locales.under(
        locale,
        () ->
            assertEquals(
                "{\"engine\":\"py\\\"torch\\\"\",\"batch\":8,\"latency_p50_ms\":7.25}",
                RowJson.write(row)));
  }

  @Test
  void readsBackExactlyWhatItWrote() throws IOException {
    assertEquals(Rows.full(), RowJson.read(RowJson.write(Rows.full())));
    assertEquals(Row.empty(), RowJson.read("{}"));
    for (String text : Rows.AWKWARD) {
      Row row = Row.empty().with(Column.REASON, text);
      String json = RowJson.write(row);
      assertFalse(json.contains("\n"), json);
      assertEquals(row, RowJson.read(json));
    }
  }

  @Test
  void readsAWholeNumberInANumberColumn() throws IOException {
    assertEquals(Row.empty().with(Column.TOP1, 1.0), RowJson.read("{\"top1\":1}"));
  }

  @Test
  void rejectsAnUnknownColumn() {
    assertRefused(
        "{\"joules\":1}", "unknown column 'joules': written by another version of convbench");
  }

  @Test
  void rejectsValuesOfTheWrongKind() {
    assertRefused("{\"batch\":\"8\"}", "column batch: \"8\" is not a whole number above 0");
    assertRefused("{\"batch\":8.5}", "column batch: 8.5 is not a whole number above 0");
    assertRefused("{\"batch\":null}", "column batch: null is not a whole number above 0");
    assertRefused(
        "{\"engine\":1}",
        "column engine: 1 is not a name of at most 120 characters without slash, backslash and"
            + " control characters");
    assertRefused(
        "{\"status\":\"fine\"}",
        "column status: 'fine' is not one of ok, failed, skipped, unavailable");
  }

  @Test
  void rejectsNumbersThatDoNotFit() {
    assertRefused(
        "{\"macs\":9223372036854775808}",
        "column macs: 9223372036854775808 is not a whole number of 0 or more");
    assertRefused(
        "{\"top1\":1e999}",
        "column top1: \"Infinity\" is not a finite number of 0 to 1, a fraction");
  }

  @Test
  void rejectsValuesOutsideTheColumnsRange() {
    assertRefused("{\"top1\":5}", "column top1: 5 is not a finite number of 0 to 1, a fraction");
    assertRefused("{\"images\":-1}", "column images: -1 is not a whole number of 0 or more");
    assertRefused("{\"batch\":0}", "column batch: 0 is not a whole number above 0");
  }

  @Test
  void rejectsControlCharactersAndShowsThem() {
    assertRefused(
        "{\"dataset\":\"a\\u001b[2J\u202e\"}",
        "column dataset: \"a\\u001B[2J\\u202e\" is not a text without control characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"batch\":1", "{\"batch\":1}}", "{\"batch\":1,\"batch\":2}", "row"})
  void rejectsWhatIsNotOneJsonObject(String json) {
    String refusal = assertThrows(IOException.class, () -> RowJson.read(json)).getMessage();
    assertTrue(refusal.startsWith("a result row is not JSON: "), refusal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "1"})
  void rejectsOtherJson(String json) {
    assertRefused(json, "a result row is not a JSON object but '%s'".formatted(json));
  }

  private static void assertRefused(String json, String message) {
    assertEquals(message, assertThrows(IOException.class, () -> RowJson.read(json)).getMessage());
  }
}
