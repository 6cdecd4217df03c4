package io.convbench.foundation.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "VGG16", "Überlänge 猫 🐈", "a\tb\nc\r\nd", "back\\slash \\u001b", "é", "👩🏽"})
  void leavesWhatAPersonCanRead(String text) {
    assertSame(text, VisibleText.of(text));
    assertTrue(VisibleText.isVisible(text));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00, 0x07, 0x08, 0x0b, 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x61c, 0x200b, 0x200e, 0x200f, 0x2028,
        0x2029, 0x202a, 0x202e, 0x2066, 0x2069, 0xfeff
      })
  void escapesWhatATerminalOrBrowserObeys(int character) {
    String text = "a" + Character.toString(character) + "b";
    assertEquals(String.format(Locale.ROOT, "a\\u%04xb", character), VisibleText.of(text));
    assertFalse(VisibleText.isVisible(text));
  }

  @Test
  void escapesCharactersOfTwoUnitsAsJavaWritesThem() {
    // TAG LATIN SMALL LETTER A, by which text can be hidden in a name
    assertEquals("\\udb40\\udc61", VisibleText.of(Character.toString(0xe0061)));
  }

  @Test
  void escapesALoneCarriageReturnWhichWouldOverwriteTheLine() {
    assertEquals("ok\\u000dfailed", VisibleText.of("ok\rfailed"));
    assertEquals("end\\u000d", VisibleText.of("end\r"));
  }

  @Test
  void showsTheStartOfALongValueInAMessage() {
    assertEquals("a\\u001b", VisibleText.shortened("a\u001b"));
    assertEquals(
        "%s... (1000000 characters)".formatted("x".repeat(200)),
        VisibleText.shortened("x".repeat(1_000_000)));
  }

  @Test
  void changesNothingAnyMoreOnceItIsVisible() {
    String once = VisibleText.of("\u001b[31mred\u202e");
    assertEquals("\\u001b[31mred\\u202e", once);
    assertSame(once, VisibleText.of(once));
  }

  @Test
  void aNameWithLineEndsStaysOneLine() {
    assertEquals("a\\nb\\r\\nc", VisibleText.ofLine("a\nb\r\nc"));
    assertEquals("\\u001b[31m\\nok", VisibleText.ofLine("\u001b[31m\nok"));
  }
}
