package io.convbench.datasets.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What libpng says of a PNG, which it writes on C's error stream. */
@EnabledOnOs(OS.LINUX)
class DecoderMessagesTest {

  private static final int SIGNATURE_AND_HEADER = 8 + 25;

  @Test
  void warnsAsTheDecoderDoes() throws IOException {
    DecodedImage decoded = ImageDecoder.read("p.png", withBrokenProfile(16, 16));

    assertEquals(Optional.of("libpng warning: iCCP: too short"), decoded.warning());
    assertEquals(16, decoded.picture().width());
  }

  @Test
  void saysWhyTheDecoderRefuses() {
    byte[] png = SampleImages.encode("png", 64, 48);
    png[png.length / 2] ^= 1;

    UnreadableImageException refusal =
        assertThrows(UnreadableImageException.class, () -> ImageDecoder.read("p.png", png));

    assertTrue(
        refusal.getMessage().startsWith("p.png: OpenCV cannot decode it (libpng error: "),
        refusal.getMessage());
  }

  /** The stream is one for all threads: each image is to have its own words and no other's. */
  @Test
  void givesEachImageItsOwnWords() {
    byte[] sound = SampleImages.encode("png", 96, 96);
    byte[] warned = withBrokenProfile(96, 96);

    List<Optional<String>> warnings =
        IntStream.range(0, 400)
            .parallel()
            .mapToObj(i -> warning(i % 3 == 0 ? warned : sound))
            .toList();

    for (int i = 0; i < warnings.size(); i++) {
      Optional<String> expected =
          i % 3 == 0 ? Optional.of("libpng warning: iCCP: too short") : Optional.empty();
      assertEquals(expected, warnings.get(i), "image " + i);
    }
  }

  private static Optional<String> warning(byte[] png) {
    try (DecodedImage decoded = ImageDecoder.read("p.png", png)) {
      return decoded.warning();
    } catch (UnreadableImageException refused) {
      throw new AssertionError(refused);
    }
  }

  /** A sound PNG with a chunk iCCP behind its header that holds no profile. */
  private static byte[] withBrokenProfile(int width, int height) {
    byte[] png = SampleImages.encode("png", width, height);
    byte[] chunk = "iCCPx\0\0none".getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(chunk);
    return ByteBuffer.allocate(png.length + chunk.length + 8)
        .put(png, 0, SIGNATURE_AND_HEADER)
        .putInt(chunk.length - 4)
        .put(chunk)
        .putInt((int) crc.getValue())
        .put(png, SIGNATURE_AND_HEADER, png.length - SIGNATURE_AND_HEADER)
        .array();
  }
}
