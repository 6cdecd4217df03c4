package io.convbench.datasets.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.datasets.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The system's libjpeg-turbo and OpenCV's own must be the same decoder, speed aside. */
class TurboJpegTest {

  @BeforeEach
  void requireLibrary() {
    if (!TurboJpeg.present()) {
      System.err.println("skipped: no libturbojpeg on this machine; install libturbojpeg0");
      Assumptions.abort("no libturbojpeg on this machine");
    }
  }

  @Test
  void givesTheSamePixelsForPhotographs() throws IOException {
    List<Path> photographs = files("imagenet/val650");
    assertEquals(650, photographs.size());
    for (Path file : photographs) {
      assertSamePixels(file);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"baseline.jpg", "exif_rotated.jpg", "gray.jpg", "progressive.jpg"})
  void givesTheSamePixelsForOddImages(String name) throws IOException {
    assertSamePixels(SharedData.require("conformance/odd-images").resolve(name));
  }

  @Test
  void leavesCmykToOthers() throws IOException, DamagedImageException {
    Path file = SharedData.require("conformance/odd-images").resolve("cmyk.jpg");
    assertEquals(Optional.empty(), turbo(Files.readAllBytes(file)));
  }

  /** Behind a warning even an error comes as a warning, with pixels that were never written. */
  @Test
  void refusesNoFlippedBitThatOpenCvShowsNorShowsOneThatItRefuses() {
    byte[] whole = SampleImages.encode("jpg", 64, 48);
    Random random = new Random(11);
    int shown = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] flipped = whole.clone();
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
      if (isShown(() -> turbo(flipped).isPresent())) {
        assertTrue(isShown(() -> OpenCvDecoder.decode(flipped).picture().width() > 0), "flip " + i);
        shown++;
      }
    }
    assertTrue(shown > 200, shown + " flipped files were shown");
  }

  private interface Decoding {
    boolean succeeds() throws DamagedImageException;
  }

  private static boolean isShown(Decoding decoding) {
    try {
      return decoding.succeeds();
    } catch (DamagedImageException refused) {
      return false;
    }
  }

  private static void assertSamePixels(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    try {
      byte[] pixels = turbo(content).orElseThrow().pixels();
      assertArrayEquals(OpenCvDecoder.decode(content).picture().pixels(), pixels, file.toString());
    } catch (DamagedImageException refused) {
      throw new AssertionError(file.toString(), refused);
    }
  }

  private static Optional<RgbImage> turbo(byte[] content) throws DamagedImageException {
    ImageBytes bytes = new ImageBytes(content);
    ImageHeader.read(bytes);
    JpegCheck.run(bytes);
    return TurboJpeg.decode(content, JpegFrame.find(bytes));
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(SharedData.require(folder))) {
      return files.sorted().toList();
    }
  }
}
