package io.convbench.harness.measurement;

import io.convbench.datasets.prepared.PreparedCrops;
import io.convbench.datasets.prepared.PreparedImage;
import io.convbench.harness.engine.Session;
import io.convbench.suites.architecture.Preprocessing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Prepared crops, normalised and handed to the engine on a thread of its own while the engine
 * computes. For one consuming thread; to be closed before the session.
 */
final class CropBatches implements AutoCloseable {

  /** One batch waits, one is in the engine, one is being filled. */
  private static final int BUFFERS = 3;

  /**
   * A batch.
   *
   * @param images whose crops it holds, in order
   * @param input the crops in the engine's memory, normalised as the network wants them
   * @param memory outside Java's heap, which engines other than TensorFlow use without a copy
   */
  record Batch(List<PreparedImage> images, Session.Batch input, ByteBuffer memory) {}

  /** Behind the last batch where the crops end too early. */
  private static final Batch FAILED = new Batch(List.of(), null, null);

  private final Session session;
  private final PreparedCrops crops;
  private final Preprocessing preprocessing;
  private final int batchSize;
  private final BlockingQueue<Batch> full = new ArrayBlockingQueue<>(BUFFERS);
  private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(BUFFERS);
  private final FutureTask<Void> filling = new FutureTask<>(this::fill);
  private final Thread thread = new Thread(filling, "crop-batches");
  private final int[] readable;
  private final byte[] rgb;
  private int left;

  /**
   * Starts to fill.
   *
   * @param session whose engine takes the batches
   * @param batchSize images, not crops, in a batch
   * @throws BufferLimitException when a batch is more than a buffer holds
   */
  CropBatches(Session session, PreparedCrops crops, Preprocessing preprocessing, int batchSize) {
    this(session, crops, preprocessing, batchSize, image -> true);
  }

  /**
   * The same of some images.
   *
   * @param wanted which ones; those without crops never are
   */
  CropBatches(
      Session session,
      PreparedCrops crops,
      Preprocessing preprocessing,
      int batchSize,
      Predicate<PreparedImage> wanted) {
    this.session = session;
    this.crops = crops;
    this.preprocessing = preprocessing;
    this.batchSize = batchSize;
    this.rgb = new byte[crops.shape().imageBytes()];
    List<PreparedImage> images = crops.images();
    this.readable =
        IntStream.range(0, images.size())
            .filter(image -> !images.get(image).failed() && wanted.test(images.get(image)))
            .toArray();
    this.left = readable.length;
    long bytes = (long) Float.BYTES * batchSize * crops.shape().imageBytes();
    if (bytes > Integer.MAX_VALUE) {
      throw new BufferLimitException(
          "%s images of %s values are more than a Java buffer holds"
              .formatted(batchSize, crops.shape().imageBytes()));
    }
    for (int buffer = 0; buffer < BUFFERS; buffer++) {
      free.add(ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.nativeOrder()));
    }
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
      if (batch == FAILED) {
        throw failure();
      }
      left -= batch.images().size();
      return batch;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for crops");
    }
  }

  /** Takes a batch's memory back, once the engine has done with it. */
  void release(Batch batch) {
    batch.input().close();
    free.add(batch.memory());
  }

  /** Waits for a batch that is being handed over, lest the engine end meanwhile. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private IOException failure() {
    try {
      filling.get();
      throw new IllegalStateException("the crops ended too early");
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      return failure.getCause() instanceof IOException io
          ? io
          : new IOException("a batch cannot be made: " + failure.getCause(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for crops");
    }
  }

  private Void fill() throws IOException, InterruptedException {
    try {
      for (int from = 0; from < readable.length; from += batchSize) {
        int to = Math.min(readable.length, from + batchSize);
        full.put(batch(Arrays.copyOfRange(readable, from, to), free.take()));
      }
      return null;
    } catch (IOException | RuntimeException failure) {
      full.put(FAILED);
      throw failure;
    }
  }

  private Batch batch(int[] chosen, ByteBuffer memory) throws IOException {
    FloatBuffer values = memory.clear().asFloatBuffer();
    List<PreparedImage> images = new ArrayList<>();
    for (int image : chosen) {
      crops.read(image, rgb);
      preprocessing.apply(rgb, values);
      images.add(crops.images().get(image));
    }
    memory.limit(Float.BYTES * values.position());
    int count = chosen.length * crops.shape().cropsPerImage();
    Session.Batch input = session.batch(memory, count, crops.shape().side());
    return new Batch(images, input, memory);
  }
}
