package io.convbench.datasets.image;

import org.opencv.core.CvException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Pixels between the Java heap and OpenCV's matrices. */
final class Mats {

  private Mats() {}

  static RgbImage toImage(Mat rgb) {
    byte[] pixels = new byte[Math.toIntExact(rgb.total() * rgb.elemSize())];
    rgb.get(0, 0, pixels);
    return new RgbImage(rgb.cols(), rgb.rows(), pixels);
  }

  static Mat toMat(RgbImage image) {
    Mat rgb = new Mat(image.height(), image.width(), CvType.CV_8UC3);
    rgb.put(0, 0, image.pixels());
    return rgb;
  }

  static String firstLine(CvException failure) {
    return failure.getMessage().lines().findFirst().orElse("unknown failure");
  }
}
