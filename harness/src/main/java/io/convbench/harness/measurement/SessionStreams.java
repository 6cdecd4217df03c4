package io.convbench.harness.measurement;

import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.engine.Session;
import io.convbench.harness.load.Stream;
import io.convbench.harness.load.Streams;
import io.convbench.suites.architecture.Preprocessing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Sessions of this JVM's engine, each with its own copy of the model, on a thread that opens, runs
 * and closes it, as engines keep thread settings per thread. The clock is the system's.
 */
final class SessionStreams implements Streams, AutoCloseable {

  /** A session and the batches that it has been given. */
  private static final class Own implements Stream, AutoCloseable {

    private final Session session;
    private final int side;
    private final Preprocessing preprocessing;
    private final Map<Integer, Session.Batch> batches = new HashMap<>();

    private Own(CellRequest request) throws IOException {
      session = Session.open(request.cell().oneStream(), request.modelFile().orElseThrow());
      side = request.side();
      preprocessing = request.cell().architecture().preprocessing();
    }

    @Override
    public long nanos() {
      return System.nanoTime();
    }

    @Override
    public void sleepUntil(long nanos) {
      for (long left = nanos - nanos(); left > 0; left = nanos - nanos()) {
        LockSupport.parkNanos(left);
      }
    }

    @Override
    public void infer(int images) {
      session.forward(batches.computeIfAbsent(images, this::batch));
    }

    private Session.Batch batch(int images) {
      return session.batch(SeededImages.batch(images, side, preprocessing), images, side);
    }

    @Override
    public void close() {
      batches.values().forEach(Session.Batch::close);
      session.close();
    }
  }

  private final List<ExecutorService> threads = new ArrayList<>();
  private final List<Own> streams = new ArrayList<>();

  private SessionStreams() {}

  /**
   * Loads the model as often as the cell's scenario has streams.
   *
   * @throws IOException when the engine refuses the file
   */
  static SessionStreams open(CellRequest request, int count) throws IOException {
    SessionStreams all = new SessionStreams();
    try {
      for (int i = 0; i < count; i++) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        all.threads.add(thread);
        all.streams.add(result(thread.submit(() -> new Own(request))));
      }
      return all;
    } catch (IOException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  @Override
  public int count() {
    return streams.size();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void together(Consumer<Stream> work) {
    List<Future<Object>> running = new ArrayList<>();
    for (int i = 0; i < streams.size(); i++) {
      Own stream = streams.get(i);
      Callable<Object> task =
          () -> {
            work.accept(stream);
            return stream;
          };
      running.add(threads.get(i).submit(task));
    }
    for (Future<Object> one : running) {
      try {
        result(one);
      } catch (IOException e) {
        throw new IllegalStateException("a pass reads no file", e);
      }
    }
  }

  @Override
  public void close() {
    for (int i = 0; i < streams.size(); i++) {
      Own stream = streams.get(i);
      threads.get(i).execute(stream::close);
    }
    threads.forEach(ExecutorService::shutdown);
  }

  /** What a thread returns or throws. */
  private static <T> T result(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a measurement", e);
    }
  }
}
