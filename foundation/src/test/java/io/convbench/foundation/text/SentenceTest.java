package io.convbench.foundation.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SentenceTest {

  @Test
  void endsOnce() {
    assertEquals("It is gone.", Sentence.of("It is gone"));
    assertEquals("It is gone.", Sentence.of("It is gone."));
    assertEquals("is it another file?", Sentence.of("is it another file?"));
    assertEquals("two\nlines!", Sentence.of("two\nlines!"));
  }
}
