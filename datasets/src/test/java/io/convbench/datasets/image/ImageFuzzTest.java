package io.convbench.datasets.image;

import io.convbench.foundation.fuzz.Fuzz;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/** Images come from anywhere. */
class ImageFuzzTest {

  /** Of the largest image that is shown, as RGB and as a decoder's own four bytes a pixel. */
  private static final long MOST_BYTES = 2 * ImageHeader.MAX_PIXELS * (3 + 4);

  @Test
  void jpeg() throws Exception {
    fuzz(
        "JPEG",
        SampleImages.encode("jpg", 40, 30),
        encoded(".jpg", Imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1),
        encoded(".jpg", Imgcodecs.IMWRITE_JPEG_RST_INTERVAL, 2),
        cmyk());
  }

  @Test
  void png() throws Exception {
    fuzz("PNG", SampleImages.encode("png", 40, 30), encoded(".png"));
  }

  @Test
  void gif() throws Exception {
    fuzz("GIF", SampleImages.encode("gif", 40, 30));
  }

  @Test
  void bmp() throws Exception {
    fuzz("BMP", SampleImages.encode("bmp", 20, 10));
  }

  @Test
  void webp() throws Exception {
    fuzz(
        "WebP",
        encoded(".webp", Imgcodecs.IMWRITE_WEBP_QUALITY, 80),
        encoded(".webp", Imgcodecs.IMWRITE_WEBP_QUALITY, 101));
  }

  private static void fuzz(String format, byte[]... seeds) throws InterruptedException {
    Fuzz.of(format, seeds)
        .allocating(MOST_BYTES, 200)
        .read(input -> ImageDecoder.read("image", input));
  }

  private static byte[] encoded(String suffix, int... parameters) {
    OpenCv.require();
    Mat picture = new Mat(30, 40, CvType.CV_8UC3);
    for (int y = 0; y < 30; y++) {
      for (int x = 0; x < 40; x++) {
        picture.put(y, x, new byte[] {(byte) (3 * x), (byte) (5 * y), (byte) (x + y)});
      }
    }
    MatOfByte bytes = new MatOfByte();
    Imgcodecs.imencode(suffix, picture, bytes, new MatOfInt(parameters));
    return bytes.toArray();
  }

  private static byte[] cmyk() throws IOException {
    WritableRaster raster =
        Raster.createInterleavedRaster(BufferedImage.TYPE_CUSTOM, 16, 12, 4, null);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(raster, null, null), null);
    }
    return bytes.toByteArray();
  }
}
