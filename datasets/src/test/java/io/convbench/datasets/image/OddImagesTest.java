package io.convbench.datasets.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.datasets.Md5;
import io.convbench.datasets.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OddImagesTest {

  @ParameterizedTest
  @MethodSource("expectations")
  void showsWhatPillowShowsOrRefusesByName(String name, String expected) throws IOException {
    Path file = SharedData.require("conformance/odd-images").resolve(name);
    if (!expected.equals("refused")) {
      assertEquals(expected, new Md5().add(ImageDecoder.decode(file).pixels()).hex());
      return;
    }
    IOException refusal = assertThrows(IOException.class, () -> ImageDecoder.decode(file));
    assertTrue(refusal.getMessage().startsWith(file + ": "), refusal.getMessage());
    assertEquals(1, refusal.getMessage().lines().count());
  }

  @Test
  void coversEveryFile() throws IOException {
    try (Stream<Path> files = Files.list(SharedData.require("conformance/odd-images"))) {
      assertEquals(
          expectations().map(row -> row[0]).sorted().toList(),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  /** The same file with its Adobe transform set to 2; Pillow 12.3 shows it with this hash. */
  @Test
  void convertsYcck() throws IOException {
    Path file = SharedData.require("conformance/odd-images").resolve("cmyk.jpg");
    byte[] ycck = Files.readAllBytes(file);
    ycck[17] = 2;

    byte[] pixels = ImageDecoder.decode("ycck.jpg", ycck).pixels();

    assertEquals("1295129cd76cc5ec983ce8f98ca2d55c", new Md5().add(pixels).hex());
  }

  static Stream<String[]> expectations() throws IOException {
    try (InputStream in = OddImagesTest.class.getResourceAsStream("odd-images.tsv")) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return lines.stream().filter(line -> !line.startsWith("#")).map(line -> line.split("\t"));
    }
  }
}
