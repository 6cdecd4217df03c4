package io.convbench.datasets.image;

import java.awt.image.Raster;

/**
 * JPEGs of four components (CMYK, YCCK), taken as inverted, which is how Adobe writes them and what
 * Pillow and OpenCV always assume. OpenCV is one level too dark on them, so the colours are made
 * here as Pillow and libjpeg make them, bit for bit.
 */
final class CmykDecoder {

  // libjpeg's fixed-point factors of YCC to RGB, scaled by 2^16.
  private static final int RED_FROM_CR = 91_881;
  private static final int BLUE_FROM_CB = 116_130;
  private static final int GREEN_FROM_CB = 22_554;
  private static final int GREEN_FROM_CR = 46_802;
  private static final int HALF = 1 << 15;

  private static final int YCCK = 2;

  private CmykDecoder() {}

  static RgbImage decode(byte[] content) throws DamagedImageException {
    boolean ycck = adobeTransform(new ImageBytes(content)) == YCCK;
    // readRaster gives the stored components, without any colour conversion.
    Raster raster = JdkReader.read("JPEG", content, reader -> reader.readRaster(0, null));
    int width = raster.getWidth();
    byte[] rgb = new byte[Math.multiplyExact(3 * width, raster.getHeight())];
    int[] row = new int[4 * width];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, row);
      if (ycck) {
        toCmyk(row);
      }
      toRgb(row, rgb, 3 * width * y);
    }
    return new RgbImage(width, raster.getHeight(), rgb);
  }

  private static void toRgb(int[] cmyk, byte[] rgb, int offset) {
    for (int x = 0; x < cmyk.length / 4; x++) {
      int black = cmyk[4 * x + 3];
      for (int c = 0; c < 3; c++) {
        rgb[offset + 3 * x + c] = (byte) multiply(cmyk[4 * x + c], black);
      }
    }
  }

  /** a * b / 255, rounded. */
  private static int multiply(int a, int b) {
    int product = a * b + 128;
    return (product >> 8) + product >> 8;
  }

  private static void toCmyk(int[] ycck) {
    for (int i = 0; i < ycck.length; i += 4) {
      int luma = ycck[i];
      int cb = ycck[i + 1] - 128;
      int cr = ycck[i + 2] - 128;
      ycck[i] = 255 - clip(luma + (RED_FROM_CR * cr + HALF >> 16));
      ycck[i + 1] = 255 - clip(luma + (HALF - GREEN_FROM_CB * cb - GREEN_FROM_CR * cr >> 16));
      ycck[i + 2] = 255 - clip(luma + (BLUE_FROM_CB * cb + HALF >> 16));
    }
  }

  private static int clip(int value) {
    return Math.max(0, Math.min(255, value));
  }

  /** The colour transform in Adobe's APP14 segment, 0 without one. */
  private static int adobeTransform(ImageBytes bytes) throws DamagedImageException {
    JpegSegments segments = new JpegSegments(bytes);
    while (segments.next() && segments.marker() != JpegSegments.SOS) {
      if (segments.marker() == JpegSegments.APP14 && bytes.has(segments.payload(), "Adobe")) {
        return bytes.u8(segments.payload() + 11);
      }
    }
    return 0;
  }
}
