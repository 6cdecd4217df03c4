package io.convbench.datasets.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LabeledImageTest {

  /** As Java gives the name of a file whose bytes are no UTF-8. */
  @Test
  void refusesANameOfWhichJavaLostBytes() {
    assertEquals(
        "the name of 1/caf\uFFFD.JPEG is not in UTF-8: rename the file, as convmv does",
        assertThrows(
                IllegalArgumentException.class,
                () -> new LabeledImage(Path.of("caf.JPEG"), "1/caf\uFFFD.JPEG", 1))
            .getMessage());
  }

  @Test
  void takesANameInUtf8() {
    assertEquals("1/caf\u00e9.JPEG", new LabeledImage(Path.of("x"), "1/caf\u00e9.JPEG", 1).file());
  }
}
