package io.convbench.datasets.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp"})
  void readsRowsOfRgb(String format) throws IOException {
    RgbImage image = ImageDecoder.decode("sample", SampleImages.encode(format, 5, 3));

    assertEquals(5, image.width());
    assertEquals(3, image.height());
    byte[] lastPixel = Arrays.copyOfRange(image.pixels(), 42, 45);
    assertArrayEquals(new byte[] {12, 10, 6}, lastPixel);
  }

  @Test
  void tellsFormatsByContent() throws IOException {
    Path file = folder.resolve("really_png.JPEG");
    Files.write(file, SampleImages.encode("png", 4, 4));

    assertEquals(4, ImageDecoder.decode(file).width());
  }

  /** Found by fuzzing: a hundred million pixels in a GIF of 40 x 30. */
  @Test
  void refusesAGifWithAFrameLargerThanItself() {
    byte[] gif = SampleImages.encode("gif", 40, 30);
    int frame = new String(gif, StandardCharsets.ISO_8859_1).indexOf(",\0\0\0\0\u0028\0\u001e\0");
    ByteBuffer.wrap(gif)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(frame + 5, (short) 10_000)
        .putShort(frame + 7, (short) 10_000);

    assertEquals(
        "a.gif: the GIF is corrupt or truncated (javax.imageio.IIOException: its first frame is"
            + " larger than itself): fetch it again",
        assertThrows(IOException.class, () -> ImageDecoder.decode("a.gif", gif)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "bmp", "gif"})
  void refusesEveryTruncation(String format) {
    byte[] whole = SampleImages.encode(format, 64, 48);
    for (int length = 1; length < whole.length; length += 1 + whole.length / 40) {
      byte[] part = Arrays.copyOf(whole, length);
      UnreadableImageException refusal =
          assertThrows(
              UnreadableImageException.class,
              () -> ImageDecoder.decode("cut." + format, part),
              "cut at " + length);
      assertOneLineNaming("cut." + format, refusal);
    }
  }

  /** libjpeg shows them all the same, and only warns. */
  @Test
  void refusesAJpegWithoutItsEndMarker() {
    byte[] whole = SampleImages.encode("jpg", 64, 48);
    for (int cut = 1; cut <= 12; cut++) {
      byte[] part = Arrays.copyOf(whole, whole.length - cut);
      assertThrows(
          UnreadableImageException.class, () -> ImageDecoder.decode("cut.jpg", part), "by " + cut);
    }
  }

  /** As in Kaggle's cats and dogs; libjpeg and all that use it read them with a warning. */
  @ParameterizedTest
  @ValueSource(ints = {1, 16, 17, 258, 2226})
  void readsAJpegWithExtraneousBytesBeforeItsEndMarker(int count) throws IOException {
    byte[] whole = SampleImages.encode("jpg", 64, 48);
    int end = whole.length - 2;

    DecodedImage decoded = ImageDecoder.read("e.jpg", inserted(whole, end, new byte[count]));

    assertEquals(
        Optional.of("%s extraneous bytes in the JPEG, the first at byte %s".formatted(count, end)),
        decoded.warning());
    assertSamePicture(whole, decoded);
  }

  /** Such bytes were seen before Huffman tables, too: they belong to no segment. */
  @Test
  void readsAJpegWithExtraneousBytesBetweenSegments() throws IOException {
    byte[] whole = SampleImages.encode("jpg", 64, 48);
    int tables = indexOfMarker(whole, JpegSegments.DHT);

    DecodedImage decoded = ImageDecoder.read("e.jpg", inserted(whole, tables, new byte[252]));

    assertEquals(
        Optional.of("252 extraneous bytes in the JPEG, the first at byte " + tables),
        decoded.warning());
    assertSamePicture(whole, decoded);
  }

  @Test
  void readsAJpegWithZerosInPlaceOfItsEndMarker() throws IOException {
    byte[] whole = SampleImages.encode("jpg", 64, 48);
    int end = whole.length - 2;
    byte[] zeros = Arrays.copyOf(Arrays.copyOf(whole, end), whole.length + 4096);

    DecodedImage decoded = ImageDecoder.read("z.jpg", zeros);

    assertEquals(
        Optional.of(
            "4098 extraneous bytes in the JPEG, the first at byte %s, and no end marker"
                .formatted(end)),
        decoded.warning());
    assertSamePicture(whole, decoded);
  }

  /** What a download leaves that was given its size at the start and then stopped. */
  @Test
  void refusesAJpegOfWhichZerosReplaceTheEnd() {
    byte[] whole = SampleImages.encode("jpg", 64, 48);
    int header = indexOfMarker(whole, JpegSegments.SOS);
    for (int length = header; length < whole.length - 3; length += 7) {
      byte[] part = Arrays.copyOf(Arrays.copyOf(whole, length), whole.length + 4096);
      assertThrows(
          UnreadableImageException.class,
          () -> ImageDecoder.decode("part.jpg", part),
          "cut at " + length);
    }
  }

  @Test
  void warnsOfNothingInSoundFiles() throws IOException {
    for (String format : new String[] {"jpg", "png", "bmp", "gif"}) {
      assertEquals(
          Optional.empty(),
          ImageDecoder.read("sound", SampleImages.encode(format, 64, 48)).warning(),
          format);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "bmp", "gif"})
  void survivesAnyBitFlips(String format) {
    byte[] whole = SampleImages.encode(format, 64, 48);
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      byte[] flipped = whole.clone();
      for (int flip = 0; flip < 5; flip++) {
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        ImageDecoder.decode("flipped", flipped);
      } catch (UnreadableImageException refusal) {
        assertOneLineNaming("flipped", refusal);
      }
    }
  }

  @Test
  void namesTheLimitOfPixels() {
    byte[] png = SampleImages.encode("png", 1, 1);
    png[16] = 0;
    png[17] = 0;
    png[18] = (byte) (60_000 >> 8);
    png[19] = (byte) 60_000;
    png[22] = (byte) (60_000 >> 8);
    png[23] = (byte) 60_000;

    assertEquals(
        "bomb.png: its header claims 60000 x 60000 pixels, above the limit of 178956970:"
            + " shrink the image",
        refusal("bomb.png", png));
  }

  @Test
  void saysThatAJpegIsTruncated() {
    byte[] jpeg = SampleImages.encode("jpg", 64, 48);
    byte[] half = Arrays.copyOf(jpeg, jpeg.length - 100);

    assertEquals(
        "half.jpg: the JPEG ends after %s bytes without its end marker: it is truncated, fetch it again"
            .formatted(half.length),
        refusal("half.jpg", half));
  }

  @Test
  void refusesAnEmptyFile() {
    assertEquals("e.jpg: the file is empty: fetch it again", refusal("e.jpg", new byte[0]));
  }

  @Test
  void refusesOtherFiles() {
    assertEquals(
        "t.jpg: it is not a JPEG, PNG, GIF, BMP or WebP image: convert or remove it",
        refusal("t.jpg", "a text".getBytes(StandardCharsets.UTF_8)));
    assertOther("a web page", "fetch the image again, the server sent this in its place", "<html>");
    assertOther(
        "a pointer of Git LFS",
        "fetch the image, as by git lfs pull",
        "version https://git-lfs.github.com/spec/v1");
    assertOther("a zip archive", "unpack it", "PK\003\004");
    assertOther("a TIFF image", "save it as PNG", "II*\0");
    assertOther("an AVIF image", "save it as PNG", "\0\0\0\034ftypavif");
    assertOther("a PDF", "convert or remove it", "%PDF-1.4");
  }

  private void assertOther(String kind, String advice, String content) {
    assertEquals(
        "t.jpg: it is %s, not a JPEG, PNG, GIF, BMP or WebP image: %s".formatted(kind, advice),
        refusal("t.jpg", content.getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** The header of a WebP of 8 x 8 pixels: length 10, the flag for animation, 24-bit sizes - 1. */
  @Test
  void saysThatAWebpIsAnimated() {
    assertEquals(
        "t.webp: it is an animated WebP, which convbench does not read: save one of its frames"
            + " as PNG",
        refusal(
            "t.webp",
            "RIFF....WEBPVP8X\012\0\0\0\002\0\0\0\007\0\0\007\0\0"
                .getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void saysThatAFileIsMissing() {
    Path missing = folder.resolve("missing.jpg");
    IOException failure = assertThrows(IOException.class, () -> ImageDecoder.decode(missing));
    assertEquals(missing + ": there is no such file", failure.getMessage());
  }

  @Test
  void saysThatAFolderIsNoImage() {
    IOException failure = assertThrows(IOException.class, () -> ImageDecoder.decode(folder));
    assertEquals(
        folder + ": it is a folder, not an image: name a file in it", failure.getMessage());
  }

  private static byte[] inserted(byte[] file, int at, byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(file, 0, at);
    out.writeBytes(bytes);
    out.write(file, at, file.length - at);
    return out.toByteArray();
  }

  private static int indexOfMarker(byte[] jpeg, int marker) {
    for (int at = 0; at < jpeg.length - 1; at++) {
      if (jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) marker) {
        return at;
      }
    }
    throw new AssertionError("no such marker");
  }

  private static void assertSamePicture(byte[] whole, DecodedImage decoded) throws IOException {
    assertArrayEquals(ImageDecoder.decode("whole.jpg", whole).pixels(), decoded.picture().pixels());
  }

  private static String refusal(String file, byte[] content) {
    return assertThrows(UnreadableImageException.class, () -> ImageDecoder.decode(file, content))
        .getMessage();
  }

  private static void assertOneLineNaming(String file, Exception refusal) {
    assertTrue(refusal.getMessage().startsWith(file + ": "), refusal.getMessage());
    assertEquals(1, refusal.getMessage().lines().count(), refusal.getMessage());
  }
}
