package io.convbench.datasets.image;

import java.nio.ByteBuffer;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfInt;

/**
 * JPEGs of one or three components through Leptonica, for its libjpeg-turbo: built with vector
 * instructions, which OpenCV's is not, and with its count of warnings. libjpeg fills what is
 * missing with grey, decodes broken codes into noise and only warns, so a file that it warned about
 * is looked at by {@link JpegCheck}.
 */
final class JpegDecoder {

  /** The four bytes of Leptonica's pixels lie as alpha, blue, green, red in memory. */
  private static final int[] RGB_OF_PIXEL = {3, 0, 2, 1, 1, 2};

  private static final int NO_MESSAGES = 6;
  private static final int PIXEL_BITS = 32;

  private JpegDecoder() {}

  static RgbImage decode(ImageBytes bytes) throws DamagedImageException {
    Holder.load();
    int[] warnings = new int[1];
    PIX pixels = leptonica.pixReadMemJpeg(bytes.data(), bytes.length(), 0, 1, warnings, 0);
    if (pixels == null) {
      JpegCheck.run(bytes);
      throw new DamagedImageException(
          "libjpeg cannot decode it: the file is corrupt or truncated, fetch it again");
    }
    try {
      if (warnings[0] > 0) {
        JpegCheck.afterWarning(bytes);
      }
      return pixels.d() == PIXEL_BITS ? rgb(pixels) : spread(pixels);
    } finally {
      leptonica.pixDestroy(pixels);
    }
  }

  private static RgbImage spread(PIX grey) {
    PIX pixels = leptonica.pixConvertTo32(grey);
    try {
      return rgb(pixels);
    } finally {
      leptonica.pixDestroy(pixels);
    }
  }

  private static RgbImage rgb(PIX pixels) {
    OpenCv.require();
    int width = pixels.w();
    int height = pixels.h();
    ByteBuffer data = pixels.data().capacity((long) width * height).asByteBuffer();
    Mat abgr = new Mat(height, width, CvType.CV_8UC4, data);
    Mat rgb = new Mat(height, width, CvType.CV_8UC3);
    MatOfInt order = new MatOfInt(RGB_OF_PIXEL);
    try {
      Core.mixChannels(List.of(abgr), List.of(rgb), order);
      return Mats.toImage(rgb);
    } finally {
      abgr.release();
      rgb.release();
      order.release();
    }
  }

  /** Loads the native library once per process, on first use. */
  private static final class Holder {
    static {
      Loader.load(leptonica.class);
      leptonica.setMsgSeverity(NO_MESSAGES);
    }

    private Holder() {}

    static void load() {}
  }
}
