package io.convbench.datasets.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.datasets.image.RgbImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    "keras-load-img, 299, nearest299x299, 299",
    "keras-load-img224, 299, nearest224x224, 224",
    "bilinear, 224, bilinear256-crop224, 224",
    "bicubic, 299, bicubic341-crop299, 299",
    "bicubic224, 299, bicubic256-crop224, 224",
    "bicubic248-crop224, 299, bicubic248-crop224, 224",
    "keras-tencrop, 331, cubic378-tencrop331, 331",
    "bilinear-tencrop224, 299, bilinear256-tencrop224, 224",
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
    assertEquals("cubic%s-crop%s".formatted(shorter, crop), Protocols.parse("keras").id(crop));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "center",
        "center224",
        "keras",
        "keras331",
        "keras-tencrop",
        "keras-tencrop224",
        "keras-load-img",
        "keras-load-img96",
        "bilinear",
        "bilinear224",
        "bilinear-tencrop",
        "bicubic",
        "bicubic384",
        "cubic256-crop224",
        "bicubic256-tencrop224"
      })
  void areReadBackFromTheirNames(String id) {
    assertEquals(id, Protocols.parse(id).name());
    assertEquals(Protocols.parse(id), Protocols.parse(Protocols.parse(id).name()));
  }

  @Test
  void listsTheKnownProtocols() {
    assertEquals(
        "unknown protocol 'centre224': use one of center (the architecture's input side), keras"
            + " (the rule of Keras's accuracy table), keras-load-img (square, nearest), bilinear,"
            + " bicubic (antialiased, crop ratio 0.875); with a side: center224, keras224; ten"
            + " crops: keras-tencrop, bilinear-tencrop; in full: cubic256-crop224,"
            + " bicubic256-tencrop224.",
        message("centre224"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "center-224",
        "center224x",
        "cubic256",
        "center999999",
        "cubic",
        "nearest224",
        "nearest224x225",
        "bilinear256-crop",
        "keras256-crop224",
        "lanczos",
        "center-tencrop"
      })
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
            + " remove it",
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

  /** 6 x 4 pixels, each (x, y, 0), not resized; crops of 2 by facts 1.4's order. */
  @Test
  void takesTenCropsInTheTablesOrder() {
    List<RgbImage> crops = Protocols.parse("cubic4-tencrop2").crops(numbered(6, 4), 224);

    List<String> corners = new ArrayList<>();
    for (RgbImage crop : crops) {
      corners.add(crop.pixels()[0] + "," + crop.pixels()[1]);
    }
    // Of a mirrored crop the upper left pixel was the upper right one.
    assertEquals(
        List.of("2,1", "0,0", "4,0", "0,2", "4,2", "3,1", "1,0", "5,0", "1,2", "5,2"), corners);
    assertArrayEquals(new byte[] {3, 1, 0, 2, 1, 0, 3, 2, 0, 2, 2, 0}, crops.get(5).pixels());
  }

  @ParameterizedTest
  @ValueSource(strings = {"keras", "bilinear", "bicubic", "keras-tencrop"})
  void startsWithTheCentre(String id) {
    Protocol protocol = Protocols.parse(id);
    List<RgbImage> crops = protocol.crops(numbered(90, 70), 32);

    assertEquals(protocol.cropCount(), crops.size());
    assertArrayEquals(crops.get(0).pixels(), protocol.apply(numbered(90, 70), 32).pixels());
  }

  /** Of 3 pixels at 2, the step is 1.5: positions 0.75 and 2.25. */
  @Test
  void squeezesIntoASquare() {
    RgbImage square = Protocols.parse("keras-load-img").crops(numbered(3, 1), 2).get(0);
    assertArrayEquals(new byte[] {0, 0, 0, 2, 0, 0, 0, 0, 0, 2, 0, 0}, square.pixels());
  }

  /**
   * Pillow's bilinear from 4 columns to 2: scale 2, so the triangle reaches 2 pixels from the
   * centre 1: pixels 0, 1, 2 (distances 0.5, 0.5, 1.5 of 2) weigh 3/4, 3/4, 1/4 of 7/4. Of 0, 1, 2,
   * 3: (3 x 0 + 3 x 1 + 2) / 7 = 0.71, rounded 1; the other (1 + 3 x 2 + 3 x 3) / 7 = 2.29, rounded
   * 2.
   */
  @Test
  void widensTheFilterWhenItShrinks() {
    RgbImage crop = Protocols.parse("bilinear2-crop2").apply(numbered(4, 4), 224);
    assertArrayEquals(new byte[] {1, 1, 0, 2, 1, 0, 1, 2, 0, 2, 2, 0}, crop.pixels());
  }

  @ParameterizedTest
  @ValueSource(strings = {"keras", "bicubic"})
  void refusesASideBeyondWholeNumbers(String id) {
    // 20,000,000 x 1 pixels at a shorter side of 256 are 5.12e9 columns.
    RgbImage line = new RgbImage(20_000_000, 1, new byte[60_000_000]);
    String message =
        assertThrows(IllegalArgumentException.class, () -> Protocols.parse(id).apply(line, 224))
            .getMessage();
    assertTrue(message.contains("above the limit"), message);
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
