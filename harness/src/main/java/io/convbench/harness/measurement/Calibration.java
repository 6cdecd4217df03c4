package io.convbench.harness.measurement;

import io.convbench.harness.engine.Execution;
import io.convbench.harness.engine.Session;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.CalibrationNetwork;
import io.convbench.suites.cost.Cost;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How fast the machine is at this moment: networks of known multiply-accumulates and activations on
 * the cell's own engine and threads, and a copy of memory. Some tenths of a second each time.
 */
final class Calibration implements AutoCloseable {

  /**
   * Untimed passes each time: engines plan their work in the first ones of a process (TensorFlow's
   * take twice as long), and wake their threads in the first ones after another session's.
   */
  private static final int WARMUP_PASSES = 20;

  /** An odd number, of which the median is one. */
  private static final int PASSES = 25;

  /** More than most caches hold of source and target together. */
  private static final int COPIED_BYTES = 32 << 20;

  private static final int COPIES = 3;

  private final Map<CalibrationNetwork, Probe> probes = new EnumMap<>(CalibrationNetwork.class);

  /** A network that is loaded. */
  private record Probe(Session session, Session.Batch batch, Cost cost) implements AutoCloseable {

    static Probe open(Execution execution, Architecture network, Path model) throws IOException {
      Session session = Session.open(execution, model);
      int side = network.inputSize();
      return new Probe(
          session,
          session.batch(SeededImages.batch(1, side, network.preprocessing()), 1, side),
          Cost.of(network.graph()));
    }

    /** The median pass in nanoseconds. */
    double nanos() {
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
      return nanos[PASSES / 2];
    }

    @Override
    public void close() {
      batch.close();
      session.close();
    }
  }

  private Calibration() {}

  /**
   * Loads the networks.
   *
   * @param execution of the cell; the batch is 1
   * @param models the engine's model files of the networks
   * @throws IOException when the engine refuses one
   */
  static Calibration open(Execution execution, Map<CalibrationNetwork, Path> models)
      throws IOException {
    Calibration calibration = new Calibration();
    for (Map.Entry<CalibrationNetwork, Path> model : models.entrySet()) {
      calibration.probes.put(
          model.getKey(),
          Probe.open(execution.withBatch(1), model.getKey().architecture(), model.getValue()));
    }
    return calibration;
  }

  /** The machine's speed before the timed passes. */
  Row before() {
    return speeds(
        Column.CALIBRATION_BEFORE_GMACS_PER_S, Column.CALIBRATION_BEFORE_GACTIVATIONS_PER_S);
  }

  /** The machine's speed after the timed passes. */
  Row after() {
    return speeds(
        Column.CALIBRATION_AFTER_GMACS_PER_S, Column.CALIBRATION_AFTER_GACTIVATIONS_PER_S);
  }

  private Row speeds(Column gmacs, Column gactivations) {
    Row row = Row.empty();
    for (Map.Entry<CalibrationNetwork, Probe> one : probes.entrySet()) {
      Cost cost = one.getValue().cost();
      row =
          switch (one.getKey()) {
            case CONVOLUTIONS -> row.with(gmacs, cost.macs() / one.getValue().nanos());
            case ACTIVATIONS -> row.with(gactivations, cost.activations() / one.getValue().nanos());
          };
    }
    return row;
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
    probes.values().forEach(Probe::close);
  }
}
