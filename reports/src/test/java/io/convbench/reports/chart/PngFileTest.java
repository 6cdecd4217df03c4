package io.convbench.reports.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngFileTest {

  @Test
  void isReadAsTheSamePixels() throws IOException {
    Random random = new Random(26);
    BufferedImage image = new BufferedImage(37, 23, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, random.nextInt(3) == 0 ? 0xffffff : random.nextInt());
      }
    }

    BufferedImage read = ImageIO.read(new ByteArrayInputStream(PngFile.of(image)));

    assertEquals(37, read.getWidth());
    assertEquals(23, read.getHeight());
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        assertEquals(image.getRGB(x, y), read.getRGB(x, y), x + ", " + y);
      }
    }
  }
}
