package io.convbench.harness.training;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Images that a network learns from or is asked of, each with its class. */
public interface TrainingImages {

  int CHANNELS = 3;

  /** How many there are. */
  int size();

  /** Rows and columns in pixels. */
  int side();

  /** The class of an image. */
  int classOf(int image);

  /**
   * Puts an image as it is behind the others of a batch, as the network reads it.
   *
   * @throws IOException when it cannot be read
   */
  void put(int image, FloatBuffer batch) throws IOException;

  /**
   * Puts an image, varied by chance as another photograph of the same might be, behind the others
   * of a batch.
   *
   * @throws IOException when it cannot be read
   */
  void putVaried(int image, SplittableRandom chance, FloatBuffer batch) throws IOException;

  /**
   * Images of a batch.
   *
   * @param images float32 (count, side, side, 3), row-major
   * @param classes of each
   */
  record Examples(FloatBuffer images, int[] classes) {}

  /**
   * Some of the images as they are.
   *
   * @param order places of images
   * @param from where in the order to begin
   */
  default Examples asTheyAre(int[] order, int from, int count) throws IOException {
    return examples(order, from, count, this::put);
  }

  /**
   * The same, each varied by chance.
   *
   * @param order places of images
   * @param from where in the order to begin
   */
  default Examples varied(int[] order, int from, int count, SplittableRandom chance)
      throws IOException {
    return examples(order, from, count, (image, batch) -> putVaried(image, chance, batch));
  }

  /** How an image is put into a batch. */
  @FunctionalInterface
  interface Putting {
    void put(int image, FloatBuffer batch) throws IOException;
  }

  private Examples examples(int[] order, int from, int count, Putting putting) throws IOException {
    FloatBuffer batch = FloatBuffer.allocate(count * side() * side() * CHANNELS);
    int[] classes = new int[count];
    for (int i = 0; i < count; i++) {
      putting.put(order[from + i], batch);
      classes[i] = classOf(order[from + i]);
    }
    return new Examples(batch.flip(), classes);
  }

  /** All of them as they are. */
  default int[] inOrder() {
    return IntStream.range(0, size()).toArray();
  }

  /** All of them in an order of chance: Fisher and Yates's shuffle. */
  default int[] shuffled(SplittableRandom chance) {
    int[] order = new int[size()];
    for (int i = 0; i < order.length; i++) {
      int other = chance.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }
}
