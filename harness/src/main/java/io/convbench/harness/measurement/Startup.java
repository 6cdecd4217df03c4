package io.convbench.harness.measurement;

import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.cell.Measurement;
import io.convbench.harness.cell.Workload;
import io.convbench.harness.engine.EngineProbe;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.engine.Session;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.machine.PageCache;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.Status;
import io.convbench.results.trust.VerdictRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.openjdk.jmh.util.ListStatistics;

/**
 * How long a service waits for its first answer: loading the model for the first time in a process
 * whose engine has started, and the first pass of one image. Then the model is loaded again and
 * again, with its file in Linux's cache and without it in turn, so that the difference is the
 * disk's. What disturbs is counted from the first load to the last.
 */
final class Startup implements Measurement {

  /** Loads of each kind at least; their median counts. */
  private static final int LOADS = 3;

  /** Loads of each kind at most. */
  private static final int MOST_LOADS = 10;

  /** Processors' time is counted in ticks of 10 ms: within less, a few of them seem much. */
  private static final double SHORTEST_SECONDS = 1;

  private static final double NANOS_PER_MILLI = 1e6;

  @Override
  public String id() {
    return "startup";
  }

  @Override
  public WeightsNeed weightsNeed() {
    return WeightsNeed.ANY;
  }

  @Override
  public boolean repeated() {
    return true;
  }

  /** Of one image: a larger batch is loaded in the same time. */
  @Override
  public OptionalInt ownBatch() {
    return OptionalInt.of(1);
  }

  @Override
  public double expectedSeconds(Workload work) {
    return work.loadSeconds()
        + Math.max(SHORTEST_SECONDS, 2 * LOADS * (work.loadSeconds() - Workload.START_SECONDS))
        + work.passSeconds(1);
  }

  @Override
  public Row measure(CellRequest request, Heartbeat heartbeat) throws IOException {
    Execution execution = request.cell().running();
    Path file = request.modelFile().orElseThrow();
    int side = request.side();
    float[] image = SeededImages.batch(1, side, request.cell().architecture().preprocessing());
    String version = EngineProbe.start(execution);
    heartbeat.at(0, 1 + LOADS);
    PageCache.fill(file);
    ProcessorClock clock = new ProcessorClock();
    clock.start();
    Row row = first(execution, file, image, side);
    ListStatistics warm = new ListStatistics();
    ListStatistics cold = new ListStatistics();
    Optional<String> kept = Optional.empty();
    long start = System.nanoTime();
    for (int load = 0; load < LOADS || goesOn(load, start); load++) {
      heartbeat.at(Math.min(1 + load, LOADS), 1 + LOADS);
      PageCache.fill(file);
      warm.addValue(loadMillis(execution, file));
      kept = kept.or(() -> PageCache.drop(file));
      if (kept.isEmpty()) {
        cold.addValue(loadMillis(execution, file));
      }
    }
    clock.stop();
    row =
        row.with(Column.LOAD_WARM_MS, warm.getPercentile(50))
            .with(Column.LOAD_WARM_CV, warm.getStandardDeviation() / warm.getMean())
            .with(clock.row(execution.threads()));
    row = VerdictRules.onOneProcess(request.cell().row().with(row));
    return (kept.isPresent()
            ? row.with(Column.LOAD_COLD_SOURCE, kept.get())
            : row.with(Column.LOAD_COLD_MS, cold.getPercentile(50))
                .with(
                    Column.LOAD_COLD_SOURCE,
                    "posix_fadvise; mincore saw no page left; the disk's own cache is not emptied"))
        .with(Column.ENGINE_VERSION, version)
        .with(Status.OK, "");
  }

  private static boolean goesOn(int loads, long startNanos) {
    return loads < MOST_LOADS && millisSince(startNanos) < 1000 * SHORTEST_SECONDS;
  }

  private static Row first(Execution execution, Path file, float[] image, int side)
      throws IOException {
    long start = System.nanoTime();
    try (Session session = Session.open(execution, file)) {
      double loadMillis = millisSince(start);
      try (Session.Batch batch = session.batch(image, 1, side)) {
        long pass = System.nanoTime();
        session.forward(batch);
        return Row.empty()
            .with(Column.LOAD_FIRST_MS, loadMillis)
            .with(Column.FIRST_PASS_MS, millisSince(pass));
      }
    }
  }

  private static double loadMillis(Execution execution, Path file) throws IOException {
    long start = System.nanoTime();
    Session session = Session.open(execution, file);
    double millis = millisSince(start);
    session.close();
    return millis;
  }

  private static double millisSince(long startNanos) {
    return (System.nanoTime() - startNanos) / NANOS_PER_MILLI;
  }
}
