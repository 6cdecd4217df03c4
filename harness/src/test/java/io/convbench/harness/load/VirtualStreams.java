package io.convbench.harness.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Streams on a virtual clock: of their threads the one that wakes first runs, all others wait, and
 * the clock jumps from one to the next. So the same work takes the same virtual time whatever the
 * machine does.
 */
final class VirtualStreams implements Streams {

  /** How long a pass takes. */
  interface Service {
    /**
     * @param now when it starts, nanoseconds
     */
    long nanos(int images, long now);
  }

  private record Waiting(long wakeNanos, int stream) {}

  private final int count;
  private final Service service;
  private final List<Semaphore> turns = new ArrayList<>();
  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(
          Comparator.comparingLong(Waiting::wakeNanos).thenComparing(Waiting::stream));
  private final Semaphore done = new Semaphore(0);
  private volatile long now;

  VirtualStreams(int count, Service service) {
    this.count = count;
    this.service = service;
    for (int i = 0; i < count; i++) {
      turns.add(new Semaphore(0));
    }
  }

  /** One that takes the same time for every pass. */
  static VirtualStreams fixed(int count, long passNanos) {
    return new VirtualStreams(count, (images, now) -> passNanos);
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public void together(Consumer<Stream> work) {
    for (int i = 0; i < count; i++) {
      waiting.add(new Waiting(now, i));
      int stream = i;
      new Thread(
              () -> {
                turns.get(stream).acquireUninterruptibly();
                try {
                  work.accept(new Virtual(stream));
                } finally {
                  pass();
                }
              })
          .start();
    }
    pass();
    done.acquireUninterruptibly();
  }

  /** Gives the turn to the stream that wakes first; when none waits, all have ended. */
  private void pass() {
    Waiting first = waiting.poll();
    if (first == null) {
      done.release();
    } else {
      now = first.wakeNanos();
      turns.get(first.stream()).release();
    }
  }

  private final class Virtual implements Stream {

    private final int stream;

    private Virtual(int stream) {
      this.stream = stream;
    }

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public void sleepUntil(long nanos) {
      if (nanos > now) {
        waiting.add(new Waiting(nanos, stream));
        pass();
        turns.get(stream).acquireUninterruptibly();
      }
    }

    @Override
    public void infer(int images) {
      sleepUntil(now + service.nanos(images, now));
    }
  }
}
