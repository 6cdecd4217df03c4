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
  void leavesOtherWordsInOneLine() {
    assertEquals("Unrecognized token 'a'", ParserWords.of("Unrecognized token 'a'\n at somewhere"));
    assertEquals("unreadable", ParserWords.of(null));
    assertEquals("unreadable", ParserWords.of(""));
  }
}
