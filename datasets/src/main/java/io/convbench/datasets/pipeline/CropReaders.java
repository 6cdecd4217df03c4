package io.convbench.datasets.pipeline;

import io.convbench.datasets.image.DecodedImage;
import io.convbench.datasets.image.ImageDecoder;
import io.convbench.datasets.image.UnreadableImageException;
import io.convbench.datasets.labels.LabeledImage;
import io.convbench.datasets.protocol.Protocol;
import io.convbench.foundation.hash.HashAlgorithm;
import io.convbench.foundation.input.InvalidInputException;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads that decode and crop images and hand the crops over in the list's order. At most {@value
 * #LOOK_AHEAD} crops per thread wait for their turn. An image that cannot be decoded or does not
 * suit the protocol arrives as a {@link FailedImage}; nothing is skipped.
 */
public final class CropReaders {

  private static final int LOOK_AHEAD = 8;

  /** Takes the crops: one at a time, in order, on the readers' own threads. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes the next image's crops or failure.
     *
     * @throws IOException when it cannot; reading then ends
     */
    void accept(CropResult result) throws IOException;
  }

  private final Protocol protocol;
  private final int inputSide;
  private final int threads;

  /**
   * Readers that have not begun.
   *
   * @param protocol how a picture becomes a crop
   * @param inputSide side of the architecture's input in pixels
   * @param threads images at work at once
   * @throws IllegalArgumentException when there is no thread
   */
  public CropReaders(Protocol protocol, int inputSide, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("%s reader threads: use 1 or more".formatted(threads));
    }
    this.protocol = protocol;
    this.inputSide = inputSide;
    this.threads = threads;
  }

  /**
   * Reads images; returns when all have been taken.
   *
   * @param images in the order in which they are wanted
   * @throws IOException the sink's
   * @throws CancellationException when the calling thread is interrupted
   */
  public void read(List<LabeledImage> images, Sink sink) throws IOException {
    InOrder results = new InOrder(images.size(), LOOK_AHEAD * threads, sink);
    Callable<Void> work = () -> work(images, results);
    ExecutorService workers = Executors.newFixedThreadPool(threads, CropReaders::daemon);
    try {
      for (Future<Void> ended : workers.invokeAll(Collections.nCopies(threads, work))) {
        ended.get();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while images were read");
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof IOException ofSink) {
        throw ofSink;
      }
      if (failure.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new IllegalStateException("reading an image failed: " + failure.getCause(), failure);
    } finally {
      workers.shutdownNow();
    }
  }

  private Void work(List<LabeledImage> images, InOrder results)
      throws InterruptedException, IOException {
    try {
      for (int image = results.begin(); image >= 0; image = results.begin()) {
        results.finish(image, read(images.get(image)));
      }
      return null;
    } finally {
      results.stop();
    }
  }

  private CropResult read(LabeledImage image) {
    String sha256 = "";
    try {
      byte[] content = image.read();
      sha256 = HashAlgorithm.SHA256.hex(content);
      try (DecodedImage decoded = ImageDecoder.read(image.file(), content)) {
        return Crop.of(
            image, sha256, protocol.crops(decoded.picture(), inputSide), decoded.warning());
      }
    } catch (UnreadableImageException unreadable) {
      return new FailedImage(image, sha256, unreadable.reason());
    } catch (IOException | InvalidInputException failure) {
      return new FailedImage(image, sha256, failure.getMessage());
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "crop-reader");
    thread.setDaemon(true);
    return thread;
  }
}
