package io.convbench.datasets.image;

import java.awt.image.BufferedImage;

/** The first frame of a GIF, through the JDK: this OpenCV reads none. Transparency is dropped. */
final class GifDecoder {

  private GifDecoder() {}

  static RgbImage decode(byte[] content) throws DamagedImageException {
    BufferedImage frame = JdkReader.read("GIF", content, reader -> reader.read(0));
    int width = frame.getWidth();
    byte[] rgb = new byte[Math.multiplyExact(3 * width, frame.getHeight())];
    int[] row = new int[width];
    for (int y = 0; y < frame.getHeight(); y++) {
      frame.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int at = 3 * (y * width + x);
        rgb[at] = (byte) (row[x] >> 16);
        rgb[at + 1] = (byte) (row[x] >> 8);
        rgb[at + 2] = (byte) row[x];
      }
    }
    return new RgbImage(width, frame.getHeight(), rgb);
  }
}
