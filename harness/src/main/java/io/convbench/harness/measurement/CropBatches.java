package io.convbench.harness.measurement;

import io.convbench.datasets.prepared.PreparedCrops;
import io.convbench.datasets.prepared.PreparedImage;
import io.convbench.suites.architecture.Preprocessing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Prepared crops, normalised on a thread of its own while the engine computes. For one consuming
 * thread; to be closed.
 */
final class CropBatches implements AutoCloseable {

  /** One batch waits, one is in the engine, one is being filled. */
  private static final int BUFFERS = 3;

  /**
   * A batch.
   *
   * @param images whose crops it holds, in order
   * @param input float32, crops x rows x columns x channels, as the network wants them
   */
  record Batch(List<PreparedImage> images, float[] input) {}

  private final PreparedCrops crops;
  private final Preprocessing preprocessing;
  private final int batchSize;
  private final BlockingQueue<Batch> full = new ArrayBlockingQueue<>(BUFFERS);
  private final BlockingQueue<float[]> free = new ArrayBlockingQueue<>(BUFFERS);
  private final FutureTask<Void> filling = new FutureTask<>(this::fill);
  private final Thread thread = new Thread(filling, "crop-batches");
  private int left;

  /**
   * Starts to fill.
   *
   * @param batchSize images, not crops, in a batch
   */
  CropBatches(PreparedCrops crops, Preprocessing preprocessing, int batchSize) {
    this.crops = crops;
    this.preprocessing = preprocessing;
    this.batchSize = batchSize;
    this.left = (int) crops.images().stream().filter(image -> !image.failed()).count();
    thread.setDaemon(true);
    thread.start();
  }

  boolean hasNext() {
    return left > 0;
  }

  /**
   * The next batch, waiting for it.
   *
   * @throws IOException when the crops are damaged
   */
  Batch next() throws IOException {
    try {
      Batch batch = full.take();
      if (batch.images().isEmpty()) {
        throw failure();
      }
      left -= batch.images().size();
      return batch;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for crops");
    }
  }

  /** Takes a batch's memory back, once the engine has it. */
  void release(Batch batch) {
    if (batch.input().length == batchSize * crops.shape().imageBytes()) {
      free.offer(batch.input());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private IOException failure() {
    try {
      filling.get();
      throw new IllegalStateException("the crops ended too early");
    } catch (ExecutionException failure) {
      return failure.getCause() instanceof IOException io
          ? io
          : new IOException("crops cannot be read: " + failure.getCause(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for crops");
    }
  }

  private Void fill() throws IOException, InterruptedException {
    try {
      int[] readable = readable();
      byte[] rgb = new byte[crops.shape().imageBytes()];
      for (int from = 0; from < readable.length; from += batchSize) {
        int to = Math.min(readable.length, from + batchSize);
        full.put(batch(Arrays.copyOfRange(readable, from, to), rgb));
      }
      return null;
    } catch (IOException | RuntimeException failure) {
      full.put(new Batch(List.of(), new float[0]));
      throw failure;
    }
  }

  private int[] readable() {
    List<PreparedImage> images = crops.images();
    return java.util.stream.IntStream.range(0, images.size())
        .filter(image -> !images.get(image).failed())
        .toArray();
  }

  private Batch batch(int[] chosen, byte[] rgb) throws IOException {
    int length = chosen.length * rgb.length;
    float[] spare = chosen.length == batchSize ? free.poll() : null;
    float[] input = spare == null ? new float[length] : spare;
    List<PreparedImage> images = new ArrayList<>();
    for (int i = 0; i < chosen.length; i++) {
      crops.read(chosen[i], rgb);
      preprocessing.apply(rgb, input, i * rgb.length);
      images.add(crops.images().get(chosen[i]));
    }
    return new Batch(images, input);
  }
}
