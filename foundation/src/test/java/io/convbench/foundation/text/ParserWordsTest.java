package io.convbench.foundation.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ParserWordsTest {

  @Test
  void keepsLineAndColumnAloneOfAPlace() {
    assertEquals(
        "Unexpected end-of-input: expected close marker for Object (opened at line 1, column 1)",
        ParserWords.of(
            "Unexpected end-of-input: expected close marker for Object (start marker at [Source:"
                + " REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1,"
                + " column: 1])"));
    assertEquals(
        "no value at byte 7",
        ParserWords.of(
            "no value at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION`"
                + " disabled); byte offset: #7]"));
  }

  @Test
  void namesControlCharactersAsPeopleDo() {
    assertEquals(
        "end of line within a text, is it cut off?",
        ParserWords.of(
            "Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash"
                + " to be included in string value"));
    assertEquals(
        "unexpected character (control character 0)",
        ParserWords.of(
            "Illegal character ((CTRL-CHAR, code 0)): only regular white space (\\r, \\n, \\t) is"
                + " allowed between tokens"));
    assertEquals(
        "Unexpected character (end of line): was expecting a colon",
        ParserWords.of("Unexpected character ((CTRL-CHAR, code 10)): was expecting a colon"));
    assertEquals(
        "Unexpected end-of-input in a text",
        ParserWords.of("Unexpected end-of-input in VALUE_STRING"));
    assertEquals(
        "Unrecognized character escape (control character 1)",
        ParserWords.of("Unrecognized character escape (CTRL-CHAR, code 1)"));
  }

  @Test
  void leavesOtherWordsInOneLine() {
    assertEquals("Unrecognized token 'a'", ParserWords.of("Unrecognized token 'a'\n at somewhere"));
    assertEquals("unreadable", ParserWords.of(null));
    assertEquals("unreadable", ParserWords.of(""));
  }
}
