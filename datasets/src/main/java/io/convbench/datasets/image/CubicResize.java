package io.convbench.datasets.image;

import io.convbench.foundation.input.InvalidInputException;
import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * OpenCV's {@code INTER_CUBIC} resize (a = -0.75, half-pixel centres, not antialiased) with a crop
 * taken out of the result.
 *
 * <p>OpenCV hands this resize to Intel IPP, which sums in an order that depends on the processor's
 * vector instructions: values next to a half may round to the neighbouring level, about one in
 * 100,000 in photographs. The same processor gives the same bits, in Java as in Python.
 */
public final class CubicResize {

  private CubicResize() {}

  /**
   * Resizes, then crops.
   *
   * @param width columns of the whole resized image
   * @param height rows of the whole resized image
   * @param left first column of the crop
   * @param top first row of the crop
   * @param side columns and rows of the crop
   * @throws InvalidInputException when the resized image would be larger than the decoder's limit
   *     or OpenCV refuses
   */
  public static RgbImage apply(RgbImage image, int width, int height, int left, int top, int side) {
    ResizeLimit.require(image, width, height);
    OpenCv.require();
    Mat resized = new Mat();
    try {
      Imgproc.resize(image.mat(), resized, new Size(width, height), 0, 0, Imgproc.INTER_CUBIC);
      // A part shares the whole's memory, which stays until both are released.
      try (RgbImage part = new RgbImage(resized.submat(new Rect(left, top, side, side)))) {
        return new RgbImage(side, side, part.pixels());
      }
    } catch (CvException failure) {
      throw new InvalidInputException("OpenCV: " + OpenCv.firstLine(failure), failure);
    } finally {
      resized.release();
    }
  }
}
