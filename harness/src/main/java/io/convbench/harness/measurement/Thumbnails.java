package io.convbench.harness.measurement;

import io.convbench.datasets.prepared.PreparedCrops;
import io.convbench.foundation.file.DiskSpace;
import io.convbench.harness.cell.CellRequest;
import io.convbench.results.ImagePrediction;
import io.convbench.results.ImagePredictions;
import io.convbench.results.RunFolder;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Small pictures of what a cell is confidently wrong about, for its report. */
final class Thumbnails {

  private static final int SIDE = 96;

  private Thumbnails() {}

  /**
   * Writes those of the most confident mistakes into the run's folder, from their crops.
   *
   * @throws IOException when crops are damaged or a file cannot be written
   */
  static void write(ImagePredictions predictions, PreparedCrops crops, CellRequest request)
      throws IOException {
    Map<String, Integer> places = new HashMap<>();
    crops.images().forEach(image -> places.put(image.file(), places.size()));
    List<ImagePrediction> mistakes = predictions.mistakes();
    byte[] rgb = new byte[crops.shape().imageBytes()];
    for (int i = 0; i < Math.min(RunFolder.MOST_MISTAKES, mistakes.size()); i++) {
      crops.read(places.get(mistakes.get(i).file()), rgb);
      Path file = request.run().mistake(request.cell().id(), i + 1);
      // ImageIO hides why a file cannot be made.
      ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
      if (!ImageIO.write(small(rgb, crops.shape().side()), "jpg", jpeg)) {
        throw new IOException("this JVM writes no JPEG: use one with java.desktop");
      }
      try {
        Files.createDirectories(file.getParent());
        Files.write(file, jpeg.toByteArray());
      } catch (IOException e) {
        throw DiskSpace.named(file, e);
      }
    }
  }

  private static BufferedImage small(byte[] rgb, int side) {
    BufferedImage whole = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < side * side; i++) {
      int red = rgb[3 * i] & 0xFF;
      int green = rgb[3 * i + 1] & 0xFF;
      int blue = rgb[3 * i + 2] & 0xFF;
      whole.setRGB(i % side, i / side, red << 16 | green << 8 | blue);
    }
    BufferedImage small = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = small.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(whole, 0, 0, SIDE, SIDE, null);
    graphics.dispose();
    return small;
  }
}
