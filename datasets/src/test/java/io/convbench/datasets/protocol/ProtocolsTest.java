package io.convbench.datasets.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.datasets.image.RgbImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolsTest {

  @ParameterizedTest
  @CsvSource({
    "center, 224, center224, 224",
    "center, 299, center299, 299",
    "center224, 299, center224, 224",
    "Center224, 224, center224, 224",
    "keras, 224, cubic256-crop224, 224",
    "keras, 299, cubic341-crop299, 299",
    "keras, 331, cubic378-crop331, 331",
    "keras299, 224, cubic341-crop299, 299",
    "cubic256-crop224, 331, cubic256-crop224, 224",
  })
  void statesWhatIsDone(String id, int inputSide, String resolved, int side) {
    Protocol protocol = Protocols.parse(id);

    assertEquals(resolved, protocol.id(inputSide));
    assertEquals(side, protocol.side(inputSide));
    assertEquals(resolved, Protocols.parse(resolved).id(inputSide));
  }

  /** A later script of the table's author, facts 1.4. */
  @ParameterizedTest
  @CsvSource({"240,274", "260,297", "300,342", "380,434", "456,521", "528,603", "600,685"})
  void scalesTheShorterSideByEightSevenths(int crop, int shorter) {
    assertEquals("cubic%d-crop%d".formatted(shorter, crop), Protocols.parse("keras").id(crop));
  }

  @Test
  void listsTheKnownProtocols() {
    assertEquals(
        "there is no protocol 'centre224': use one of center (the architecture's input side),"
            + " center224 (or another side), keras (the rule of Keras's accuracy table), keras224,"
            + " cubic256-crop224.",
        message("centre224"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "center-224", "center224x", "cubic256", "center999999"})
  void refusesOtherNames(String id) {
    assertThrows(IllegalArgumentException.class, () -> Protocols.parse(id));
  }

  @Test
  void refusesASideOfZero() {
    assertEquals("a side of 0 pixels: use 1 to 4096", message("center0"));
  }

  @Test
  void refusesACropThatDoesNotFitTheShorterSide() {
    assertEquals(
        "a shorter side of 200 pixels does not hold a crop of 224", message("cubic200-crop224"));
  }

  @Test
  void cropsFromTheFlooredMiddle() {
    // 4 x 3 pixels, each (x, y, 0); crop 1: offsets floor(3/2) = 1 and floor(2/2) = 1.
    RgbImage crop = Protocols.parse("center1").apply(numbered(4, 3), 224);
    assertArrayEquals(new byte[] {1, 1, 0}, crop.pixels());
  }

  @Test
  void namesBothSizesOfAnImageTooSmall() {
    Protocol center = Protocols.parse("center");
    assertEquals(
        "the image is 4 x 3 pixels, smaller than the crop of 4 x 4: use --protocol keras",
        assertThrows(IllegalArgumentException.class, () -> center.apply(numbered(4, 3), 4))
            .getMessage());
  }

  @Test
  void refusesAResizeBeyondTheLimit() {
    Protocol keras = Protocols.parse("keras");
    assertEquals(
        "resized from 3000 x 1 to 768000 x 256 pixels it is above the limit of 178956970:"
            + " take it out",
        assertThrows(IllegalArgumentException.class, () -> keras.apply(numbered(3000, 1), 224))
            .getMessage());
  }

  @Test
  void keepsAFlatColourWhenResizing() {
    byte[] flat = new byte[3 * 7 * 5];
    Arrays.fill(flat, (byte) 200);
    byte[] expected = new byte[3 * 224 * 224];
    Arrays.fill(expected, (byte) 200);

    assertArrayEquals(
        expected, Protocols.parse("keras").apply(new RgbImage(7, 5, flat), 224).pixels());
  }

  private static RgbImage numbered(int width, int height) {
    byte[] pixels = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      pixels[3 * i] = (byte) (i % width);
      pixels[3 * i + 1] = (byte) (i / width);
    }
    return new RgbImage(width, height, pixels);
  }

  private static String message(String id) {
    return assertThrows(IllegalArgumentException.class, () -> Protocols.parse(id)).getMessage();
  }
}
