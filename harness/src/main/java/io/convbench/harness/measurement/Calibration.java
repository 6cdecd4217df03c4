package io.convbench.harness.measurement;

import io.convbench.harness.engine.Execution;
import io.convbench.harness.engine.Session;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.CalibrationNetwork;
import io.convbench.suites.cost.Cost;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How fast the machine is at this moment: convolutions of known multiply-accumulates on the cell's
 * own engine and threads, and a copy of memory. Some tenths of a second each time.
 */
final class Calibration implements AutoCloseable {

  private static final Architecture NETWORK = CalibrationNetwork.ARCHITECTURE;

  /**
   * Untimed passes each time: engines plan their work in the first ones of a process (TensorFlow's
   * take twice as long), and wake their threads in the first ones after another session's.
   */
  private static final int WARMUP_PASSES = 40;

  /** An odd number, of which the median is one. */
  private static final int PASSES = 15;

  /** More than most caches hold of source and target together. */
  private static final int COPIED_BYTES = 32 << 20;

  private static final int COPIES = 3;

  private final long macs = Cost.of(NETWORK.graph()).macs();
  private final Session session;
  private final Session.Batch batch;

  private Calibration(Session session) {
    this.session = session;
    int side = NETWORK.inputSize();
    this.batch = session.batch(SeededImages.batch(1, side, NETWORK.preprocessing()), 1, side);
  }

  /**
   * Loads the network.
   *
   * @param execution of the cell; the batch is 1
   * @param model the network as the engine's model file
   * @throws IOException when the engine refuses it
   */
  static Calibration open(Execution execution, Path model) throws IOException {
    return new Calibration(Session.open(execution.withBatch(1), model));
  }

  /** The median pass's speed now, in 1e9 multiply-accumulates per second. */
  double gmacsPerSecond() {
    for (int i = 0; i < WARMUP_PASSES; i++) {
      session.forward(batch);
    }
    long[] nanos = new long[PASSES];
    for (int i = 0; i < PASSES; i++) {
      long start = System.nanoTime();
      session.forward(batch);
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return (double) macs / nanos[PASSES / 2];
  }

  /**
   * The fastest copy of 32 MiB by this thread, in 1e9 bytes per second; empty where there is no
   * room for it.
   */
  static OptionalDouble copiedGigabytesPerSecond() {
    try {
      ByteBuffer source = ByteBuffer.allocateDirect(COPIED_BYTES);
      ByteBuffer target = ByteBuffer.allocateDirect(COPIED_BYTES);
      long fastest = Long.MAX_VALUE;
      for (int i = 0; i < COPIES; i++) {
        long start = System.nanoTime();
        target.put(0, source, 0, COPIED_BYTES);
        fastest = Math.min(fastest, System.nanoTime() - start);
      }
      return OptionalDouble.of((double) COPIED_BYTES / fastest);
    } catch (OutOfMemoryError noRoom) {
      return OptionalDouble.empty();
    }
  }

  @Override
  public void close() {
    batch.close();
    session.close();
  }
}
