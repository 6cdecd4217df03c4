package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Class folders of noise, of which no two pictures are alike. */
final class NoisePictures {

  private static final int SIDE = 16;

  private NoisePictures() {}

  /** Draws so many of each of two classes, a dark and a light one. */
  static Path draw(Path folder, int ofEach) throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < ofEach; i++) {
      draw(folder.resolve("dark/%s.png".formatted(i)), 0, random);
      draw(folder.resolve("light/%s.png".formatted(i)), 128, random);
    }
    return folder;
  }

  private static void draw(Path file, int darkest, Random random) throws IOException {
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < SIDE * SIDE; i++) {
      image.getRaster().setSample(i % SIDE, i / SIDE, 0, darkest + random.nextInt(128));
    }
    assertTrue(ImageIO.write(image, "png", file.toFile()));
  }
}
