package io.convbench.harness.measurement;

import io.convbench.datasets.image.DecodedImage;
import io.convbench.datasets.image.ImageDecoder;
import io.convbench.datasets.predictions.TopK;
import io.convbench.datasets.protocol.Protocol;
import io.convbench.datasets.protocol.Protocols;
import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.harness.cell.Measurement;
import io.convbench.harness.cell.Workload;
import io.convbench.harness.engine.BetweenPasses;
import io.convbench.harness.engine.EngineProbe;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.engine.Session;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.Status;
import io.convbench.results.statistics.EarlyStopping;
import io.convbench.results.trust.VerdictRules;
import io.convbench.suites.architecture.Preprocessing;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.openjdk.jmh.util.ListStatistics;

/**
 * Time from the bytes of one JPEG to its class: decoding, resizing and cropping by Keras's
 * protocol, normalising, the pass and the best of its logits, one after the other on one thread but
 * for the engine's own.
 */
final class EndToEnd implements Measurement {

  private static final Protocol PROTOCOL = Protocols.parse("keras");

  /** What MLPerf's early stopping asks for a median, however long they take. */
  private static final long FEWEST = EarlyStopping.passesNeeded(0.5, 1);

  private static final long FEWEST_OF_WARM_UP = 3;

  private static final double NANOS_PER_MILLI = 1e6;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  @Override
  public String id() {
    return "end-to-end";
  }

  @Override
  public WeightsNeed weightsNeed() {
    return WeightsNeed.ANY;
  }

  /** One image, as it comes to a service. */
  @Override
  public OptionalInt ownBatch() {
    return OptionalInt.of(1);
  }

  @Override
  public boolean repeated() {
    return true;
  }

  @Override
  public double expectedSeconds(Workload work) {
    return work.loadSeconds()
        + Math.max(work.passSeconds((int) FEWEST_OF_WARM_UP), work.latency().warmupSeconds())
        + Math.max(work.passSeconds((int) FEWEST), work.latency().measureSeconds());
  }

  @Override
  public Row measure(CellRequest request, Heartbeat heartbeat) throws IOException {
    Execution execution = request.cell().running();
    SyntheticJpeg jpeg = SyntheticJpeg.make();
    String version = EngineProbe.start(execution, request.modelFile().orElseThrow());
    ImageDecoder.load();
    try (Session session =
        Session.open(execution, request.modelFile().orElseThrow(), BetweenPasses.OTHER_WORK)) {
      Way way =
          new Way(session, jpeg, request.side(), request.cell().architecture().preprocessing());
      LatencySettings settings = request.latency();
      heartbeat.at(0, 2, seconds(settings.warmupSeconds()));
      way.repeat(settings.warmupSeconds(), FEWEST_OF_WARM_UP, new Times());
      heartbeat.at(1, 2, seconds(settings.measureSeconds()));
      Times times = new Times();
      ProcessorClock clock = new ProcessorClock();
      clock.start();
      way.repeat(settings.measureSeconds(), FEWEST, times);
      clock.stop();
      Row row = times.row().with(clock.row(execution.threads()));
      return VerdictRules.onOneProcess(request.cell().row().with(row))
          .with(
              Column.END_TO_END_IMAGE,
              "%s; protocol %s".formatted(jpeg.description(), PROTOCOL.id(request.side())))
          .with(Column.WARMUP_S, settings.warmupSeconds())
          .with(Column.ENGINE_VERSION, version)
          .with(Status.OK, "");
    }
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(1000 * seconds));
  }

  /** The times of repetitions, in milliseconds. */
  private static final class Times {

    /** In the order in which the images came. */
    private final List<Double> whole = new ArrayList<>();

    private final ListStatistics crop = new ListStatistics();
    private final ListStatistics pass = new ListStatistics();

    private void add(double wholeMillis, double cropMillis, double passMillis) {
      whole.add(wholeMillis);
      crop.addValue(cropMillis);
      pass.addValue(passMillis);
    }

    private Row row() {
      ListStatistics all = statistics(whole);
      return variation(whole)
          .with(Column.END_TO_END_P50_MS, all.getPercentile(50))
          .with(Column.END_TO_END_P90_MS, all.getPercentile(90))
          .with(Column.END_TO_END_CROP_P50_MS, crop.getPercentile(50))
          .with(Column.END_TO_END_PASS_P50_MS, pass.getPercentile(50))
          .with(Column.END_TO_END_SAMPLES, whole.size());
    }
  }

  /**
   * How times vary, and what their 90th percentile does not exceed.
   *
   * @param millis of each image, in the order in which they came
   */
  static Row variation(List<Double> millis) {
    ListStatistics all = statistics(millis);
    int part = Math.max(1, millis.size() / 3);
    double first = statistics(millis.subList(0, part)).getPercentile(50);
    double last = statistics(millis.subList(millis.size() - part, millis.size())).getPercentile(50);
    return Row.empty()
        .with(Column.END_TO_END_CV, all.getStandardDeviation() / all.getMean())
        .with(Column.END_TO_END_DRIFT, last / first)
        .with(
            Column.END_TO_END_P90_BOUND_MS,
            EarlyStopping.bound(
                0.9, millis.stream().mapToDouble(Double::doubleValue).sorted().toArray()));
  }

  private static ListStatistics statistics(List<Double> millis) {
    ListStatistics statistics = new ListStatistics();
    millis.forEach(statistics::addValue);
    return statistics;
  }

  /** From bytes to a class. */
  private record Way(Session session, SyntheticJpeg jpeg, int side, Preprocessing preprocessing) {

    private void repeat(double seconds, long fewest, Times times) throws IOException {
      long nanos = Math.round(seconds * NANOS_PER_SECOND);
      long start = System.nanoTime();
      while (System.nanoTime() - start < nanos || times.whole.size() < fewest) {
        once(times);
      }
    }

    private byte[] crop() throws IOException {
      try (DecodedImage decoded = ImageDecoder.read("the synthetic JPEG", jpeg.bytes())) {
        return PROTOCOL.apply(decoded.picture(), side).pixels();
      }
    }

    private void once(Times times) throws IOException {
      long start = System.nanoTime();
      byte[] crop = crop();
      long cropped = System.nanoTime();
      float[] input = new float[crop.length];
      preprocessing.apply(crop, input, 0);
      try (Session.Batch batch = session.batch(input, 1, side)) {
        long placed = System.nanoTime();
        float[] logits = session.forward(batch);
        long passed = System.nanoTime();
        TopK.indices(logits, 1);
        long answered = System.nanoTime();
        times.add(
            (answered - start) / NANOS_PER_MILLI,
            (cropped - start) / NANOS_PER_MILLI,
            (passed - placed) / NANOS_PER_MILLI);
      }
    }
  }
}
