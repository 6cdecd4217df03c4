package io.convbench.results;

import io.convbench.foundation.text.VisibleText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a conformance cell computed, beside what Keras did: {@code logits/<cell>.csv} in the run's
 * folder.
 *
 * @param images how many images
 * @param engine the engine's logits, image after image, in class order; NaN where it gave no number
 * @param keras Keras's, in the same order
 */
public record Logits(int images, float[] engine, float[] keras) {

  private static final List<String> HEADER =
      List.of("image", "class_index", "logit", "keras_logit");

  /**
   * @throws IllegalArgumentException when there is no image, or not as many logits of either and
   *     for each image
   */
  public Logits {
    if (images < 1 || engine.length != keras.length || engine.length % images != 0) {
      throw new IllegalArgumentException(
          "%s logits beside %s of Keras for %s images"
              .formatted(engine.length, keras.length, images));
    }
  }

  /**
   * Writes them, whole or not at all.
   *
   * @throws IOException when the file cannot be written
   */
  public void write(Path file) throws IOException {
    CsvTable table = new CsvTable(HEADER);
    int classes = engine.length / images;
    for (int i = 0; i < engine.length; i++) {
      table.add(
          List.of(
              Integer.toString(i / classes),
              Integer.toString(i % classes),
              Float.toString(engine[i]),
              Float.toString(keras[i])));
    }
    table.write(file);
  }

  /**
   * Reads them back.
   *
   * @throws IOException when the file is missing, cut off or no such file, or its rows are not in
   *     the order of images and classes, in one line
   */
  public static Logits read(Path file) throws IOException {
    List<List<String>> lines = CsvTable.read(file, HEADER).lines();
    float[] engine = new float[lines.size()];
    float[] keras = new float[lines.size()];
    int images = 0;
    try {
      for (int i = 0; i < engine.length; i++) {
        List<String> line = lines.get(i);
        images = Math.max(images, 1 + Integer.parseInt(line.get(0)));
        engine[i] = Float.parseFloat(line.get(2));
        keras[i] = Float.parseFloat(line.get(3));
      }
      Logits logits = new Logits(images, engine, keras);
      requireOrder(lines, engine.length / images);
      return logits;
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "%s holds no logits of whole images (%s)"
              .formatted(file, VisibleText.shortened(e.getMessage())),
          e);
    }
  }

  private static void requireOrder(List<List<String>> lines, int classes) {
    for (int i = 0; i < lines.size(); i++) {
      List<String> line = lines.get(i);
      if (Integer.parseInt(line.get(0)) != i / classes
          || Integer.parseInt(line.get(1)) != i % classes) {
        throw new IllegalArgumentException(
            "record %s is of image %s, class %s where %s, %s are expected"
                .formatted(i + 2, line.get(0), line.get(1), i / classes, i % classes));
      }
    }
  }
}
