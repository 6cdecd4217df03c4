package io.convbench.datasets.pipeline;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers images for any number of threads and hands their crops on in the order of the numbers: by
 * the thread that finished the next one, so that no other is woken and what it made is still in its
 * processor's cache. Only one thread hands on at a time.
 */
final class InOrder {

  private final int count;
  private final int lookAhead;
  private final CropReaders.Sink sink;
  private final Map<Integer, CropResult> finished = new HashMap<>();
  private int begun;
  private int handedOn;
  private boolean handing;

  /**
   * Nothing begun yet.
   *
   * @param count numbers from 0
   * @param lookAhead how many may be begun and not handed on, at least one a thread
   */
  InOrder(int count, int lookAhead, CropReaders.Sink sink) {
    this.count = count;
    this.lookAhead = lookAhead;
    this.sink = sink;
  }

  /** The next number to work at, -1 when there is none; waits while too many wait for another. */
  synchronized int begin() throws InterruptedException {
    while (begun < count && begun - handedOn >= lookAhead) {
      wait();
    }
    return begun < count ? begun++ : -1;
  }

  /**
   * Hands on what has its turn, unless another thread is at it.
   *
   * @throws IOException the sink's; nothing more is handed on
   */
  void finish(int number, CropResult result) throws IOException {
    if (!mayHandOn(number, result)) {
      return;
    }
    for (CropResult next = next(); next != null; next = next()) {
      sink.accept(next);
    }
  }

  private synchronized boolean mayHandOn(int number, CropResult result) {
    finished.put(number, result);
    boolean first = !handing;
    handing = true;
    return first;
  }

  private synchronized CropResult next() {
    CropResult next = finished.remove(handedOn);
    if (next == null) {
      handing = false;
    } else {
      handedOn++;
      notifyAll();
    }
    return next;
  }

  /** Begins nothing more: to be called by a thread that ends, for whatever reason. */
  synchronized void stop() {
    begun = count;
    notifyAll();
  }
}
