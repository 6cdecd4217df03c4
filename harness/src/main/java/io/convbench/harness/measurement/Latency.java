package io.convbench.harness.measurement;

import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.harness.cell.Measurement;
import io.convbench.harness.cell.Workload;
import io.convbench.harness.engine.EngineProbe;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.temporary.TemporaryFiles;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/**
 * Time of one forward pass by JMH: a fork of its own, every pass a sample. The 95 % interval is
 * that of the mean, from Student's t over the samples; the raw histogram stays in the run's folder.
 */
final class Latency implements Measurement {

  /** JMH's words, which it has no other way to say. */
  private static final Pattern FORK_ENDED =
      Pattern.compile("Forked VM failed with exit code (\\d+)");

  /** Each part of the time ends with the pass that is under way. */
  private static final int PASSES_OUTSIDE_TIMING = 3;

  @Override
  public String id() {
    return "latency";
  }

  @Override
  public WeightsNeed weightsNeed() {
    return WeightsNeed.ANY;
  }

  /** JMH's fork is one more JVM with the engine. */
  @Override
  public double expectedSeconds(Workload work) {
    return Workload.START_SECONDS
        + work.loadSeconds()
        + work.passSeconds(PASSES_OUTSIDE_TIMING)
        + work.latency().warmupSeconds()
        + work.latency().measureSeconds();
  }

  @Override
  public Row measure(CellRequest request, Heartbeat heartbeat) throws IOException {
    Loopback.require(InetAddress.getLoopbackAddress());
    Path requestFile = TemporaryFiles.file("convbench-latency", ".json");
    Path clockFile = TemporaryFiles.file("convbench-latency", ".clock.json");
    try {
      TemporaryFiles.write(() -> RequestJson.write(request, requestFile));
      String version = EngineProbe.start(request.cell().running());
      Statistics millis =
          run(options(request, requestFile, clockFile)).getPrimaryResult().getStatistics();
      return row(millis, request)
          .with(ProcessorClock.read(clockFile))
          .with(Column.ENGINE_VERSION, version)
          .with(Status.OK, "");
    } finally {
      Files.deleteIfExists(requestFile);
      Files.deleteIfExists(clockFile);
    }
  }

  private static Options options(CellRequest request, Path requestFile, Path clockFile)
      throws IOException {
    Path histogram = request.run().latency(request.cell().id());
    Files.createDirectories(histogram.getParent());
    LatencySettings settings = request.latency();
    return new OptionsBuilder()
        .include("^" + ForwardPass.class.getName().replace(".", "\\.") + "\\.forward$")
        .forks(1)
        .threads(1)
        .warmupIterations(1)
        .warmupTime(millis(settings.warmupSeconds()))
        .measurementIterations(LatencySettings.ITERATIONS)
        .measurementTime(millis(settings.measureSeconds() / LatencySettings.ITERATIONS))
        .shouldFailOnError(true)
        .jvmArgsAppend(
            "-D" + ForwardPass.REQUEST_PROPERTY + "=" + requestFile,
            "-D" + ForwardPass.CLOCK_PROPERTY + "=" + clockFile)
        .resultFormat(ResultFormatType.JSON)
        .result(histogram.toString())
        .build();
  }

  private static RunResult run(Options options) throws IOException {
    try {
      Collection<RunResult> results = new Runner(options).run();
      if (results.size() != 1) {
        throw new IOException("JMH returned %s results, not 1".formatted(results.size()));
      }
      return results.iterator().next();
    } catch (RunnerException e) {
      throw failure(e);
    }
  }

  private static IOException failure(RunnerException failure) {
    Throwable deepest = deepest(failure);
    String cause = deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
    String message = "JMH could not time the forward pass: " + cause;
    Matcher ending = FORK_ENDED.matcher(cause);
    return ending.find()
        ? new ForkedJvmException(Integer.parseInt(ending.group(1)), message, failure)
        : new IOException(message, failure);
  }

  /** What failed in the fork; JMH reports it as suppressed by an error of its own. */
  private static Throwable deepest(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null || deepest.getSuppressed().length > 0) {
      deepest =
          deepest.getSuppressed().length > 0 ? deepest.getSuppressed()[0] : deepest.getCause();
    }
    return deepest;
  }

  /**
   * @param millis times of the timed passes in milliseconds
   */
  static Row row(Statistics millis, CellRequest request) {
    double[] interval = millis.getConfidenceIntervalAt(0.95);
    Row row =
        Row.empty()
            .with(Column.LATENCY_P50_MS, millis.getPercentile(50))
            .with(Column.LATENCY_P90_MS, millis.getPercentile(90))
            .with(Column.LATENCY_P99_MS, millis.getPercentile(99))
            .with(Column.LATENCY_MEAN_MS, millis.getMean())
            .with(
                Column.THROUGHPUT_IMAGES_PER_S,
                1000 * request.cell().running().batch() / millis.getMean())
            .with(Column.LATENCY_SAMPLES, millis.getN())
            .with(Column.WARMUP_S, request.latency().warmupSeconds());
    return Double.isFinite(interval[0])
        ? row.with(Column.LATENCY_CI95_LOW_MS, interval[0])
            .with(Column.LATENCY_CI95_HIGH_MS, interval[1])
        : row;
  }

  private static TimeValue millis(double seconds) {
    return TimeValue.milliseconds(Math.max(1, Math.round(1000 * seconds)));
  }
}
