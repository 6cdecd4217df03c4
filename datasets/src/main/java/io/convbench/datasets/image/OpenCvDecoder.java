package io.convbench.datasets.image;

import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** JPEG, PNG, BMP and WebP through OpenCV. */
final class OpenCvDecoder {

  private static final int FLAGS = Imgcodecs.IMREAD_COLOR | Imgcodecs.IMREAD_IGNORE_ORIENTATION;

  private OpenCvDecoder() {}

  static DecodedImage decode(byte[] content) throws DamagedImageException {
    OpenCv.require();
    MatOfByte encoded = new MatOfByte(content);
    try {
      DecoderMessages.Answer answer = OpenCv.decode(() -> Imgcodecs.imdecode(encoded, FLAGS));
      Mat bgr = answer.picture();
      if (bgr.empty()) {
        throw new DamagedImageException(
            "OpenCV cannot decode it%s: the file is corrupt or truncated, fetch it again"
                .formatted(answer.messages().map(" (%s)"::formatted).orElse("")));
      }
      Imgproc.cvtColor(bgr, bgr, Imgproc.COLOR_BGR2RGB);
      return new DecodedImage(new RgbImage(bgr), answer.messages());
    } catch (CvException failure) {
      throw new DamagedImageException("OpenCV: " + OpenCv.firstLine(failure), failure);
    } finally {
      encoded.release();
    }
  }
}
