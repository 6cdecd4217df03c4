package io.convbench.harness.measurement;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A JPEG that needs no file: seeded noise of all scales, of the size of most photographs in
 * ImageNet, 500 x 375 pixels, and about as many bytes as these have, 110 kB, as a decoder's time
 * depends on both.
 */
record SyntheticJpeg(byte[] bytes) {

  static final int WIDTH = 500;
  static final int HEIGHT = 375;

  private static final long SEED = 1;
  private static final float QUALITY = 0.95f;

  /** Pixels of the largest structures. */
  private static final int LARGEST = 128;

  /** How far the largest structures depart from grey, and by how much each smaller scale less. */
  private static final double CONTRAST = 60;

  private static final double DECAY = 0.8;

  /** Colours change less than brightness does, as in photographs. */
  private static final double COLOUR = 0.4;

  /**
   * Makes it, the same each time.
   *
   * @throws IOException when this JVM has no encoder of JPEGs
   */
  static SyntheticJpeg make() throws IOException {
    double[][] noise = noise();
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int at = y * WIDTH + x;
        int red = shade(noise[0][at] + noise[1][at]);
        int green = shade(noise[0][at]);
        int blue = shade(noise[0][at] + noise[2][at]);
        picture.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    return new SyntheticJpeg(encode(picture));
  }

  /** What it is, for rows. */
  String description() {
    return String.format(
        Locale.ROOT,
        "synthetic JPEG of %d x %d pixels, %d bytes, seed %d",
        WIDTH,
        HEIGHT,
        bytes.length,
        SEED);
  }

  /** Brightness and two colours: random values on grids of all widths, interpolated and added. */
  private static double[][] noise() {
    Random random = new Random(SEED);
    double[][] noise = new double[3][WIDTH * HEIGHT];
    double contrast = CONTRAST;
    for (int cell = LARGEST; cell >= 1; cell /= 2) {
      add(noise[0], cell, contrast, random);
      add(noise[1], cell, COLOUR * contrast, random);
      add(noise[2], cell, COLOUR * contrast, random);
      contrast *= DECAY;
    }
    return noise;
  }

  private static void add(double[] noise, int cell, double contrast, Random random) {
    int columns = WIDTH / cell + 2;
    double[] grid = random.doubles((long) columns * (HEIGHT / cell + 2), -1, 1).toArray();
    for (int y = 0; y < HEIGHT; y++) {
      double down = y % cell / (double) cell;
      for (int x = 0; x < WIDTH; x++) {
        double right = x % cell / (double) cell;
        int corner = y / cell * columns + x / cell;
        double above = between(grid[corner], grid[corner + 1], right);
        double below = between(grid[corner + columns], grid[corner + columns + 1], right);
        noise[y * WIDTH + x] += contrast * between(above, below, down);
      }
    }
  }

  private static double between(double first, double second, double part) {
    return first + part * (second - first);
  }

  private static int shade(double departure) {
    return (int) Math.max(0, Math.min(255, Math.round(128 + departure)));
  }

  private static byte[] encode(BufferedImage picture) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try {
      ImageWriteParam quality = writer.getDefaultWriteParam();
      quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      quality.setCompressionQuality(QUALITY);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
        writer.setOutput(out);
        writer.write(null, new IIOImage(picture, null, null), quality);
      }
      return bytes.toByteArray();
    } finally {
      writer.dispose();
    }
  }
}
