package io.convbench.datasets.pipeline;

import io.convbench.datasets.image.ImageDecoder;
import io.convbench.datasets.image.RgbImage;
import io.convbench.datasets.image.UnreadableImageException;
import io.convbench.datasets.labels.LabeledImage;
import io.convbench.datasets.labels.Sha256;
import io.convbench.datasets.protocol.Protocol;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Decodes and crops images on worker threads and hands them over in the list's order. At most
 * {@value #LOOK_AHEAD} crops per thread wait to be taken. An image that cannot be decoded or does
 * not suit the protocol arrives as a {@link FailedImage}; nothing is skipped.
 *
 * <p>For one consuming thread; to be closed.
 */
public final class CropStream implements Iterator<CropResult>, AutoCloseable {

  private static final int LOOK_AHEAD = 4;

  private final Iterator<LabeledImage> images;
  private final Protocol protocol;
  private final int inputSide;
  private final int capacity;
  private final ExecutorService workers;
  private final Deque<Future<CropResult>> pending = new ArrayDeque<>();

  /**
   * Starts to read.
   *
   * @param images in the order in which they are wanted
   * @param protocol how a picture becomes a crop
   * @param inputSide side of the architecture's input in pixels
   * @param threads images at work at once
   * @throws IllegalArgumentException when there is no thread
   */
  public CropStream(List<LabeledImage> images, Protocol protocol, int inputSide, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("%d reader threads: use 1 or more".formatted(threads));
    }
    this.images = List.copyOf(images).iterator();
    this.protocol = protocol;
    this.inputSide = inputSide;
    this.capacity = LOOK_AHEAD * threads;
    this.workers = Executors.newFixedThreadPool(threads, CropStream::daemon);
    lookAhead();
  }

  @Override
  public boolean hasNext() {
    return !pending.isEmpty();
  }

  /**
   * The next image's crop or failure, waiting for it.
   *
   * @throws CancellationException when the waiting thread is interrupted
   */
  @Override
  public CropResult next() {
    if (pending.isEmpty()) {
      throw new NoSuchElementException("all images were taken");
    }
    CropResult result = await(pending.remove());
    lookAhead();
    return result;
  }

  /** Stops the workers; images not yet taken are dropped. */
  @Override
  public void close() {
    pending.clear();
    workers.shutdownNow();
  }

  private void lookAhead() {
    while (pending.size() < capacity && images.hasNext()) {
      LabeledImage image = images.next();
      pending.add(workers.submit(() -> read(image)));
    }
  }

  private CropResult read(LabeledImage image) {
    String sha256 = "";
    try {
      byte[] content = image.read();
      sha256 = Sha256.of(content);
      RgbImage picture = ImageDecoder.decode(image.file(), content);
      return Crop.of(image, sha256, protocol.crops(picture, inputSide));
    } catch (UnreadableImageException unreadable) {
      return new FailedImage(image, sha256, unreadable.reason());
    } catch (IOException | IllegalArgumentException failure) {
      return new FailedImage(image, sha256, failure.getMessage());
    }
  }

  private static CropResult await(Future<CropResult> result) {
    try {
      return result.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for an image");
    } catch (ExecutionException bug) {
      throw new IllegalStateException("reading an image failed: " + bug.getCause(), bug);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "crop-reader");
    thread.setDaemon(true);
    return thread;
  }
}
