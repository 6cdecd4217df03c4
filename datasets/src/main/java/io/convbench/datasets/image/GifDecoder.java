package io.convbench.datasets.image;

import java.awt.image.BufferedImage;
import javax.imageio.IIOException;

/** The first frame of a GIF, through the JDK: this OpenCV reads none. Transparency is dropped. */
final class GifDecoder {

  private GifDecoder() {}

  /**
   * @param header whose size is within the limit; a frame has its own
   */
  static RgbImage decode(byte[] content, ImageHeader header) throws DamagedImageException {
    BufferedImage frame =
        JdkReader.read(
            "GIF",
            content,
            reader -> {
              if (reader.getWidth(0) > header.width() || reader.getHeight(0) > header.height()) {
                throw new IIOException("its first frame is larger than itself");
              }
              return reader.read(0);
            });
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
