package io.convbench.foundation.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTextTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "ResNet50, ResNet50",
        "a|b, a\\|b",
        "[x](y), \\[x\\](y)",
        "<b>, \\<b\\>",
        "my_net_v2, my\\_net\\_v2",
        "a & b, a \\& b",
        "`rm`, \\`rm\\`",
        "https://x.org, https:&#47;&#47;x.org",
        "www.x.org, www&#46;x.org",
        "@someone, &#64;someone",
        "back\\slash, back\\\\slash"
      })
  void isLiteral(String text, String markdown) {
    assertEquals(markdown, MarkdownText.of(text));
  }

  @Test
  void staysInItsLine() {
    assertEquals("two lines", MarkdownText.of("two\nlines"));
    assertEquals("a\\\\u001bb", MarkdownText.of("a\u001bb"));
  }
}
