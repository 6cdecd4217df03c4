package io.convbench.harness.measurement;

import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.engine.EngineProbe;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.engine.Session;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.heartbeat.HeartbeatFile;
import io.convbench.harness.temporary.TemporaryFiles;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.RowJson;
import io.convbench.suites.architecture.Preprocessing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * The JMH benchmark of one forward pass: from a batch that is in the engine's memory to logits in
 * Java's. Decoding and preprocessing are not in it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ForwardPass {

  /** System property that names the request's file. */
  static final String REQUEST_PROPERTY = "convbench.request";

  /** System property that names the file for what is known of the passes beside their times. */
  static final String ROW_PROPERTY = "convbench.row";

  private final ProcessorClock clock = new ProcessorClock();
  private final Heartbeat heartbeat = HeartbeatFile.ofThisJvm();
  private long totalMillis;
  private long doneMillis;
  private GpuClock gpuClock;
  private final EnergyClock energyClock = EnergyClock.ofThisMachine();
  private long passes;
  private Session session;
  private Session.Batch batch;
  private int threads;
  private Optional<Calibration> calibration = Optional.empty();
  private boolean calibrated;
  private Row row = Row.empty();

  /** Loads the model and the network for calibrations, and places the batch. */
  @Setup
  public void open() throws IOException {
    CellRequest request =
        RequestJson.read(Path.of(System.getProperty(REQUEST_PROPERTY)), CellRequest.class);
    Execution execution = request.cell().running();
    Preprocessing preprocessing = request.cell().architecture().preprocessing();
    int count = execution.batch();
    int side = request.side();
    totalMillis =
        Math.round(1000 * (request.latency().warmupSeconds() + request.latency().measureSeconds()));
    threads = execution.threads();
    row = row.with(Column.ENGINE_VERSION, EngineProbe.start(execution));
    if (!request.round().calibration().isEmpty()) {
      calibration = Optional.of(Calibration.open(execution, request.round().calibration()));
    }
    gpuClock = GpuClock.of(execution.device());
    session = Session.open(execution, request.modelFile().orElseThrow());
    batch = session.batch(SeededImages.batch(count, side, preprocessing), count, side);
    session.settle(batch);
  }

  /**
   * Says how long the iteration will be silent, and lets the clock run in timed ones alone. The
   * first of these finds a calibrated machine; before the warm-up, Java's compilers are at work.
   */
  @Setup(Level.Iteration)
  public void startClock(IterationParams iteration) {
    boolean timed = iteration.getType() == IterationType.MEASUREMENT;
    if (timed && !calibrated) {
      calibrate(Calibration::before);
      calibrated = true;
    }
    long millis = iteration.getTime().convertTo(TimeUnit.MILLISECONDS);
    heartbeat.at(doneMillis, totalMillis, Duration.ofMillis(millis));
    doneMillis += millis;
    if (timed) {
      gpuClock.start(passes);
      energyClock.start(passes);
      clock.start();
    }
  }

  /** Stops the clock before the next iteration is made ready. */
  @TearDown(Level.Iteration)
  public void stopClock(IterationParams iteration) {
    if (iteration.getType() == IterationType.MEASUREMENT) {
      clock.stop();
      energyClock.stop(passes);
      gpuClock.stop(passes);
    }
  }

  /** One forward pass; the read of its logits waits for the device. */
  @Benchmark
  public float[] forward() {
    passes++;
    return session.forward(batch);
  }

  /** Calibrates again, leaves what is known of the passes and frees the engine's memory. */
  @TearDown
  public void close() throws IOException {
    calibrate(Calibration::after);
    calibration.ifPresent(Calibration::close);
    String measured =
        RowJson.write(row.with(clock.row(threads)).with(gpuClock.row()).with(energyClock.row()));
    TemporaryFiles.write(
        () -> Files.writeString(Path.of(System.getProperty(ROW_PROPERTY)), measured));
    batch.close();
    session.close();
  }

  private void calibrate(Function<Calibration, Row> speeds) {
    if (calibration.isEmpty()) {
      return;
    }
    row = row.with(speeds.apply(calibration.get()));
    OptionalDouble copied = Calibration.copiedGigabytesPerSecond();
    if (copied.isPresent()) {
      double before = row.number(Column.MEMORY_COPY_GB_PER_S).orElse(0);
      row = row.with(Column.MEMORY_COPY_GB_PER_S, Math.max(before, copied.getAsDouble()));
    }
  }
}
