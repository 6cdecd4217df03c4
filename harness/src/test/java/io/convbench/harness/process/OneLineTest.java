package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class OneLineTest {

  @Test
  void saysWhyTheSystemRefusedAFile() {
    String expected =
        "cannot read or write x.csv (no such file or folder): check the path and its permissions";
    IOException missing = new NoSuchFileException("x.csv");

    assertEquals(expected, OneLine.of(missing));
    assertEquals(expected, OneLine.of(new UncheckedIOException(missing)));
  }

  @Test
  void takesTheFirstLine() {
    assertEquals("one", OneLine.of(new IOException("one\ntwo")));
    assertEquals("IOException", OneLine.of(new IOException()));
  }

  @Test
  void showsWhatIsHiddenInAName() {
    assertEquals("no a\\u001b[2J", OneLine.of(new IOException("no a\u001b[2J")));
    assertEquals(
        "cannot read or write \\u202e (no such file or folder): check the path and its permissions",
        OneLine.of(new NoSuchFileException("\u202e")));
  }

  /** As DJL does when an engine's natives do not fit on the disk. */
  @Test
  void addsWhatALibraryKeepsInTheCause() {
    IOException full = new IOException("No space left on device");

    assertEquals(
        "Failed to extract it (No space left on device)",
        OneLine.of(new IllegalStateException("Failed to extract it", full)));
  }
}
